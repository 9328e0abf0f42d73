//! What the server has said of an error, as a type.

use serde::de::DeserializeOwned;

use super::Error;

impl Error {
    /// The body of the server's answer as a `T`, such as a method names for its errors; `None` if
    /// there is no body, or if it is something else.
    #[must_use]
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.body()?).ok()
    }
}
