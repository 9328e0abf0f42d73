//! What the server has said of an error, as a type.

use serde::de::DeserializeOwned;

use super::Error;

impl Error {
    /// The response body as a `T`, such as the type that a method lists under *Errors*; `None` if
    /// there is no body, or if it does not fit.
    #[must_use]
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.body()?).ok()
    }
}
