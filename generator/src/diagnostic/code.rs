//! The codes of all diagnostics. A code never changes its meaning.
//!
//! The letter is the default severity. The first two digits are the area: 00 files, 01 the
//! document, 02 operations, 03 schemas, 04 names, 05 `x-sdk`, 06 overlays, 07 security, 08 the
//! crate, 09 values. Codes are never reused.

use std::fmt;

use super::severity::Severity;

macro_rules! codes {
    ($($code:ident $name:ident $title:literal)*) => {
        /// A kind of diagnostic. `Display` writes its code, such as `E0107`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// All codes, by number.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code: a letter and four digits.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($code),)*
                }
            }

            /// The problem in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                }
            }

            /// The explanation, with an example and the fix, in Markdown.
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
    E0002 InvalidSyntax "a file is not valid YAML or JSON"
    N0003 NotUtf8 "a file is not UTF-8"
    W0004 DuplicateKey "an object has a duplicate key"
    E0005 InvalidRust "the generator produced invalid Rust"
    E0006 TooLarge "a document exceeds a size limit"
    W0007 RefusedReference "a reference is not allowed"
    E0008 NoSingleDocument "a folder contains no document, or more than one"
    N0009 JsonAsYaml "a JSON file is read as YAML"
    E0101 NotOpenApi "the document is not an OpenAPI document"
    E0102 UnsupportedVersion "a specification version is not supported"
    N0103 OtherVersion "a newer version is read as an older one"
    E0104 NotAnObject "a value must be an object"
    W0105 WrongKind "a value has the wrong type"
    E0106 MissingMember "a required key is missing"
    E0107 UnresolvedReference "a reference cannot be resolved"
    W0108 UnavailableReference "the target of a reference cannot be read"
    E0109 ReferenceCycle "a reference is circular"
    E0110 InvalidReference "a reference is not a string"
    W0111 UnknownKeyword "an object has an unknown key"
    N0112 KeywordWithoutEffect "a keyword has no effect on the generated code"
    E0113 UnknownValue "a value is not one of the allowed values"
    W0114 UnknownStyle "a parameter has a style that its location does not allow"
    W0115 UnknownType "a schema has an unknown type"
    W0116 UnknownStatus "the key of a response is not a status code"
    N0117 StatusRange "a status code range is not uppercase"
    E0118 MisspelledOperations "a misspelled key leaves the document without operations"
    N0119 VersionAsNumber "a version is written as a number"
    N0120 KeywordOfOtherVersion "a key belongs to another version of the specification"
    E0131 InvalidMethod "an additional operation has a method that is not allowed"
    W0132 InvalidSelf "`$self` cannot be the URI of the document"
    W0133 ExcludedKey "a key is not allowed beside the other keys of an object"
    W0134 ReferenceToOtherKind "a reference leads to an object of another kind"
    W0201 PathWithoutSlash "a path does not start with `/`"
    N0202 UndeclaredPathParameter "a path parameter is not declared"
    W0203 DuplicateParameter "a parameter is declared twice"
    N0204 ParameterAsJson "a parameter is serialized as JSON"
    N0205 OtherRequestMediaType "a request body media type is not sent"
    W0206 MultipartAsBytes "a multipart request body is sent as raw bytes"
    N0207 OtherResponseMediaType "a response media type is not requested"
    N0208 WebhookWithoutJson "a webhook has no schema for a JSON body"
    N0209 NoResponses "an operation has no `responses`"
    N0210 OptionalPathParameter "a path parameter is not marked as required"
    N0211 UntypedParameter "a parameter does not describe its value"
    N0212 NoDescription "a response has no description"
    N0213 SamePath "two paths differ only in the names of their parameters"
    N0214 ContentWithoutBody "a response that cannot have a body is described with one"
    N0215 OtherBodyKind "a body is not read as its media type says"
    N0216 BodiesTakenAsRequired "a request body does not state whether it is required"
    E0217 UnreadableBody "the request body of an operation cannot be read"
    N0218 UnusedPathParameter "a path parameter is not in the path"
    N0219 MediaTypeByStatus "successful responses have different media types"
    N0220 PartsOfAlternatives "a multipart request body has one of several schemas"
    W0221 MalformedPath "a path has an unmatched brace"
    W0222 InvalidHeaderName "a name is not valid in a header, a cookie or a path"
    N0223 ObjectInForm "an object in a form is sent with brackets"
    N0224 AssumedMediaType "the media type of a body is assumed"
    N0225 MalformedMediaType "a media type has no `/`, or is a list"
    N0226 SchemaOfWholeEvents "a schema of an event stream describes whole events"
    N0227 OtherParameter "a charset or a boundary in the media type of a request body is not sent"
    W0228 PartsWithoutNames "the parts of a form have no names"
    W0230 XmlWithoutRoot "the root element of an XML request body has no name"
    W0231 XmlOfOtherForm "a value cannot have the XML form that its schema declares"
    W0232 XmlArrayOfOtherForm "the form of an array in XML is assumed"
    W0241 BesideQueryString "a parameter conflicts with one that is the whole query string"
    N0242 CredentialBesideQueryString "a credential is added to a query string that is not a form"
    N0301 RequiredButAbsent "a required property is missing from the examples"
    W0302 EndlessValue "a type would be infinite"
    W0303 EmptyCycle "a schema refers only to itself"
    N0304 UnionsOfAllOf "an `allOf` has more than one union"
    N0305 ExampleOfOtherKind "the examples do not have the type of their schema"
    N0306 ExampleOfNull "the examples are null, but the schema does not allow null"
    N0307 ArrayWithoutItems "an array schema has no `items`"
    N0308 NumberOrText "a number may be sent as a string"
    N0309 FormatWithoutType "a schema has a format but no type"
    N0310 BareObject "an object schema says nothing about its members"
    N0311 NullAsObject "null is written as an object"
    N0312 TupleWithoutLength "an array may be shorter than its `prefixItems`"
    N0313 AmbiguousUnion "two alternatives cannot be told apart"
    W0314 MappingAgainstSchema "a discriminator has a value that its schema does not allow"
    W0315 AmbiguousDynamicReference "a `$dynamicRef` has several targets"
    N0316 WideInteger "an integer may be wider than 64 bits"
    N0317 ValuesOfOtherType "listed values are not of the type of their schema"
    N0318 UnlistedAlternative "a mapping names a schema that its union does not list"
    N0319 ConflictingSchemas "two schemas of an `allOf` describe the same value differently"
    N0320 MisplacedRequired "`required` is not a list of names"
    N0321 DanglingMapping "a mapping names a schema that does not exist"
    N0322 SubtypesOfAllOf "an unnamed schema extends a schema that has subtypes"
    N0323 UnionOfItself "a union leads back to itself"
    N0324 LoneNullable "a member of an `allOf` says only `nullable: true`"
    N0325 UnmatchedMembers "a map describes only the members that match a pattern"
    N0326 AssumedTag "the name of a schema is not a value of its discriminator, but a similar one is"
    E0401 DuplicateMethod "two operations have the same method name"
    N0402 OtherMethodName "an operation gets a different method name"
    W0403 DuplicateOperationId "two operations have the same `operationId`"
    W0404 UnknownParentTag "the parent of a tag is not declared"
    W0405 CircularParentTag "the parents of a tag form a cycle"
    E0501 UnknownSdkKey "`x-sdk` has an unknown key"
    E0502 InvalidSdkValue "a value of `x-sdk` is invalid"
    E0503 UnmatchedSdkEntry "an entry of `x-sdk` matches nothing"
    E0504 InvalidCrateName "a crate name is invalid"
    E0505 InvalidCrateVersion "a crate version is invalid"
    E0506 InvalidPagination "`x-sdk.pagination` does not fit the operation"
    E0601 NotAnOverlay "a file is not an OpenAPI Overlay"
    E0602 InvalidTarget "a target is not a valid JSONPath"
    E0603 EmptyAction "an action does nothing"
    W0604 TargetSelectsNothing "a target selects nothing"
    E0605 DocumentRemoved "an action removes the whole document"
    E0606 UpdateOfOtherKind "an update does not fit its target"
    W0607 ReplacedByOtherKind "an update replaces a value of a different type"
    W0608 OverlayWithoutInfo "an overlay has no `info`"
    W0609 UpdateBesideRemove "an action has both `update` and `remove`"
    E0610 CopyOfOneNode "`copy` does not select exactly one node"
    E0611 TargetsOfSeveralKinds "a target selects nodes of different types"
    E0612 CopyOfOverlay10 "an overlay of version 1.0 uses `copy`"
    E0613 UpdateBesideCopy "an action has both `update` and `copy`"
    W0614 RepeatedAction "an action is repeated"
    W0615 ExtendsOtherDocument "an overlay is applied to a document that it does not extend"
    N0616 PrimitiveTarget "an Overlay 1.0 action updates a value that is neither an object nor an array"
    N0701 ClientCertificate "a client certificate must be set on the HTTP client"
    W0702 UnknownSecurityScheme "a security scheme is not declared"
    N0703 HeaderAsCredential "a header is set once, on the client"
    N0704 NoSecurityScheme "a credential is required, but no security scheme is declared"
    N0705 ChallengedScheme "the credentials of a security scheme answer a challenge"
    N0801 RelativeServer "a server URL is not absolute"
    N0802 NoServer "the document has no server"
    N0803 TooManyFeatures "the document has too many resources for cargo features"
    N0804 AssumedScheme "the scheme of the server is assumed"
    W0805 DuplicateServerName "two servers have the same name"
    W0806 EmptyServerVariable "a server variable allows no value"
    W0807 ServerVariableWithoutDefault "a server variable has no default"
    W0901 ExampleMisfit "an example does not match its schema"
    W0902 DefaultMisfit "a default does not match its schema"
}

impl Code {
    /// Parses a code such as `E0107`. The case of the letter is ignored; the letter and leading
    /// zeros are optional.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches(|char: char| char.is_ascii_alphabetic());
        // `u32::from_str` would accept a sign.
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

    /// The default severity of this kind.
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
