//! Bodies in a syntax other than JSON.

use bytes::Bytes;

use super::response::RawResponse;

/// A syntax other than JSON in which the bodies of an operation are written. Values are read from JSON and written as
/// JSON, so it converts their texts.
pub(crate) trait Syntax: Sync {
    /// Converts the JSON of a request body; `None` if that is sent as JSON.
    fn write(&self, json: &str) -> Option<Result<String, String>>;

    /// Converts the body of a response to JSON, unless it is in another syntax. The head then has the original.
    fn convert(&self, raw: &mut RawResponse) -> Result<(), Unconverted>;
}

/// A body that was converted to JSON.
pub(crate) trait Original: Send + Sync {
    /// The body as it was received.
    fn body(&self) -> &Bytes;

    /// Names the place, in the body, of the value that contains this place in the JSON or ends there.
    fn place(&self, json: &[u8], at: usize) -> String;
}

/// The reason why the body of a response was not converted.
pub(crate) enum Unconverted {
    /// It is an error that the server reports.
    Reported,
    /// It is not what the API documentation describes.
    Invalid(String),
}
