//! What all streams of values have, by `stream!(EventStream)`.

/// Gives a struct with a method `poll_item` the ways to take its items one after the other.
macro_rules! stream {
    ($name:ident) => {
        impl<T> $name<T> {
            /// The next item; `None` after the last one, and after an error.
            ///
            /// Giving up the wait loses nothing. Each piece that comes from the server may take as
            /// long as the request [may](crate#options).
            pub async fn next(&mut self) -> Option<Result<T, Error>> {
                std::future::poll_fn(|context| self.poll_item(context)).await
            }
        }

        impl<T> futures_core::Stream for $name<T> {
            type Item = Result<T, Error>;

            fn poll_next(
                self: std::pin::Pin<&mut Self>,
                context: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Self::Item>> {
                self.get_mut().poll_item(context)
            }
        }

        impl<T> std::fmt::Debug for $name<T> {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter
                    .debug_struct(stringify!($name))
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use stream;
