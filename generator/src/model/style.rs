//! The serialization of values in the parts of a request (OpenAPI 3.1, 4.8.12.2.1 and 4.8.15).

/// A delimiter between the items of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `a,b`.
    Comma,
    /// `a b`.
    Space,
    /// `a`, a tab and `b`.
    Tab,
    /// `a|b`.
    Pipe,
}

impl Delimiter {
    /// The delimiter in a text.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Space => " ",
            Self::Tab => "\t",
            Self::Pipe => "|",
        }
    }

    /// The delimiter in a URL or a form.
    #[must_use]
    pub fn encoded(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Space => "%20",
            Self::Tab => "%09",
            Self::Pipe => "%7C",
        }
    }
}

/// The serialization of a value in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `a,b`, objects as `k,v`.
    Simple,
    /// `a,b`, objects as `k=v`.
    Exploded,
    /// `.a.b` if exploded, otherwise `.a,b`.
    Label(bool),
    /// `;n=a;n=b` if exploded, otherwise `;n=a,b`.
    Matrix(bool),
    /// Like `Simple`, or `Exploded` if `true`. Reserved characters are not percent-encoded.
    Reserved(bool),
    /// Like `Label`. Reserved characters are not percent-encoded.
    ReservedLabel(bool),
    /// Like `Matrix`. Reserved characters are not percent-encoded.
    ReservedMatrix(bool),
    /// Arrays with these delimiters, from the outside in.
    Delimited(Vec<Delimiter>),
    /// JSON.
    Json,
}

/// The serialization of the whole query string, percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryString {
    /// The members of an object as pairs. Holds the members that are not written in the usual style.
    Form(Vec<(String, FormStyle)>),
    /// JSON.
    Json,
    /// Text.
    Text,
}

/// The encoding of the value of a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieEncoding {
    /// Characters that a cookie cannot contain are percent-encoded.
    Percent,
    /// The same, but what is already percent-encoded remains.
    Reserved,
    /// None: the value is sent as it is.
    Raw,
}

/// The serialization of a value in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormStyle {
    /// `n=a&n=b`, and `n[key]=a` for members.
    Repeated,
    /// `n[0]=a&n[1]=b`, and `n[key]=a` for members.
    Indexed,
    /// `key=a` for members.
    Exploded,
    /// `n=a,b`, or with another delimiter.
    Joined(&'static str),
    /// Arrays of arrays with these delimiters, from the outside in. If `true`, each item of the
    /// outermost array is a value of its own.
    Delimited(bool, Vec<Delimiter>),
    /// `n=` and JSON.
    Json,
    /// Like another style. Reserved characters are not percent-encoded in values.
    Reserved(Box<Self>),
}

/// The serialization of a value in a multipart body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartStyle {
    /// One part per item. Objects are JSON.
    Plain,
    /// One part per member: `n[key]`.
    Nested,
    /// One part per member: `key`. One part per item.
    Exploded,
    /// One part: `a,b`, or with another delimiter.
    Joined(&'static str),
    /// Arrays of arrays with these delimiters, from the outside in. If `true`, each item of the
    /// outermost array is a part of its own.
    Delimited(bool, Vec<Delimiter>),
    /// One part of this media type, which is JSON.
    Json(String),
    /// One part per item, of this media type.
    Typed(String),
}

/// The serialization of a value in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryStyle {
    /// `n=a&n=b`.
    Form,
    /// Like `Form` if exploded, otherwise `n=a,b`. Reserved characters are not percent-encoded.
    Reserved(bool),
    /// `n=a,b`, or with another delimiter.
    Joined(&'static str),
    /// Like `Joined`. Reserved characters are not percent-encoded.
    ReservedJoined(&'static str),
    /// Arrays of arrays with these delimiters, from the outside in. If `true`, each item of the
    /// outermost array is a value of its own.
    Delimited(bool, Vec<Delimiter>),
    /// `n[key]=a`.
    Deep,
    /// Like `Deep`. Reserved characters are not percent-encoded.
    ReservedDeep,
    /// `n=` and JSON.
    Json,
}
