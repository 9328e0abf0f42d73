//! Calls that consist of others.

use super::{Call, Error};

impl<T> Call<T> {
    /// A call that waits for this; its errors come from other calls.
    pub(crate) fn of(answer: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self {
            answer: Box::pin(answer),
        }
    }
}
