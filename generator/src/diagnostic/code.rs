//! Which things there are to tell, each with a code that never changes its meaning.
//!
//! The letter is the weight that it has by itself, the number its own: the first two digits say
//! what it is about (00 files, 01 the document, 02 operations, 03 schemas, 04 names, 05 `x-sdk`,
//! 06 overlays, 07 security, 08 the crate, 09 values). Numbers are not used again.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($code:ident $name:ident $title:literal)*) => {
        /// A kind of diagnostic. `Display` prints `E0107`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// All of them, by number.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as text: a letter and four digits.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($code),)*
                }
            }

            /// What it is about, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                }
            }

            /// What it means, with an example and the way out, in Markdown.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("explain/", stringify!($code), ".md")),)*
                }
            }
        }
    };
}

codes! {
    E0001 UnreadableFile "a file cannot be read"
    E0002 InvalidSyntax "a file is neither YAML nor JSON"
    N0003 NotUtf8 "a file is not UTF-8"
    W0004 DuplicateKey "a key stands twice in a mapping"
    E0005 InvalidRust "the generator made no valid Rust"
    E0006 TooLarge "a description is larger or deeper than is read"
    W0007 RefusedReference "a reference leads to where it may not"
    E0008 NoSingleDocument "a folder holds no document, or several"
    E0101 NotOpenApi "the document is no OpenAPI document"
    E0102 UnsupportedVersion "the version of the document is not supported"
    N0103 OtherVersion "a version is read as another one"
    E0104 NotAnObject "an object is expected"
    W0105 WrongKind "a value is of the wrong kind"
    E0106 MissingMember "a required member is missing"
    E0107 UnresolvedReference "unresolved reference"
    W0108 UnavailableReference "what a reference leads to is not at hand"
    E0109 ReferenceCycle "a reference leads back to itself"
    E0110 InvalidReference "a reference is not a string"
    W0111 UnknownKeyword "an object has no such keyword"
    N0112 KeywordWithoutEffect "a keyword has no effect on the generated code"
    E0113 UnknownValue "a value is none of those that exist"
    W0114 UnknownStyle "a parameter has a style that does not exist there"
    W0115 UnknownType "JSON Schema has no such type"
    W0116 UnknownStatus "a response has no status"
    N0117 StatusRange "a range of statuses is written in another way"
    W0201 PathWithoutSlash "a path does not start with `/`"
    N0202 UndeclaredPathParameter "a path has a parameter that is not declared"
    W0203 DuplicateParameter "a parameter is declared twice"
    N0204 ParameterAsJson "a parameter is written as JSON"
    N0205 OtherRequestMediaType "a body is sent as another media type"
    W0206 MultipartAsBytes "a multipart body is taken as bytes"
    N0207 OtherResponseMediaType "answers in a media type are not asked for"
    N0208 WebhookWithoutJson "a webhook sends no JSON that is described"
    N0209 ContentWithoutBody "a response that has no body is described with one"
    N0210 OtherBodyKind "a body is something else than its media type says"
    N0211 BodiesTakenAsRequired "no body of a document is said to be required"
    E0212 UnreadableBody "the body of an operation cannot be read"
    N0301 RequiredButAbsent "a required member is absent from an example"
    W0302 EndlessValue "a value would have no end"
    W0303 EmptyCycle "a schema consists of nothing but itself"
    N0304 UnionsOfAllOf "an `allOf` has several unions"
    N0305 ExampleOfOtherKind "an example has a value of another kind"
    N0306 ExampleOfNull "an example has null"
    E0401 DuplicateMethod "two operations have one name"
    N0402 OtherMethodName "an operation yields its name to another one"
    W0403 DuplicateOperationId "two operations have one `operationId`"
    E0501 UnknownSdkKey "`x-sdk` has no such key"
    E0502 InvalidSdkValue "a value of `x-sdk` is not what it must be"
    E0503 UnmatchedSdkEntry "an entry of `x-sdk` matches nothing"
    E0504 InvalidCrateName "a name is no name for a crate"
    E0505 InvalidCrateVersion "a version is no semantic version"
    E0506 InvalidPagination "pages cannot follow each other as `x-sdk` says"
    E0601 NotAnOverlay "the document is no OpenAPI Overlay"
    E0602 InvalidTarget "a target cannot be understood"
    E0603 EmptyAction "an action changes nothing"
    W0604 TargetSelectsNothing "a target selects nothing"
    E0605 DocumentRemoved "an action removes the document itself"
    E0606 UpdateOfOtherKind "an update does not fit its target"
    W0607 ReplacedByOtherKind "an update replaces a value of another kind"
    W0608 OverlayWithoutInfo "an overlay has no `info`"
    W0609 UpdateBesideRemove "an action updates and removes"
    E0610 CopyOfOneNode "a copy does not select one node"
    E0611 TargetsOfSeveralKinds "a target selects nodes of several kinds"
    E0612 CopyOfOverlay10 "an overlay of version 1.0 copies"
    E0613 UpdateBesideCopy "an action updates and copies"
    W0614 RepeatedAction "an action stands twice"
    W0615 ExtendsOtherDocument "an overlay is made for another document"
    N0616 PrimitiveTarget "a target of Overlay 1.0 is neither an object nor an array"
    N0701 ClientCertificate "a client certificate is set on the HTTP client"
    W0702 UnknownSecurityScheme "there is no such security scheme"
    N0703 HeaderAsCredential "a header is set once, on the client"
    N0704 NoSecurityScheme "a credential is wanted, but none is described"
    N0801 RelativeServer "the URL of a server is not absolute"
    N0802 NoServer "there is no server"
    N0803 TooManyFeatures "there are too many resources for features"
    W0901 ExampleMisfit "an example does not fit its schema"
    W0902 DefaultMisfit "a default does not fit its schema"
}

impl Code {
    /// The code that is written so: `E0107`, also in lower case or without the letter and the
    /// zeros in front.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches(|char: char| char.is_ascii_alphabetic());
        // A sign would be taken, too.
        let number =
            Some(digits).filter(|text| text.starts_with(|char: char| char.is_ascii_digit()));
        let number: u32 = number?.parse().ok()?;
        let letter = text.strip_suffix(digits)?;
        let same = |code: &&Self| {
            let own = code.text().split_at(1);
            own.1.parse() == Ok(number) && (letter.is_empty() || own.0.eq_ignore_ascii_case(letter))
        };
        Self::ALL.iter().find(same).copied()
    }

    /// The weight that it has by itself.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.text().as_bytes().first() {
            Some(b'N') => Severity::Note,
            Some(b'W') => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
