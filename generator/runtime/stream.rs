//! What all streams have, by `stream!(EventStream<T>: T)`.

/// Gives a struct with a method `poll_item` the ways to take its items one after the other.
macro_rules! stream {
    ($name:ident $(<$parameter:ident>)?: $item:ty) => {
        impl$(<$parameter>)? $name$(<$parameter>)? {
            /// Returns the next item, or `None` after the last item and after an error.
            ///
            /// This method is cancel safe. The wait for the next bytes is limited by the [time
            /// limit of the request](crate#options).
            pub async fn next(&mut self) -> Option<Result<$item, Error>> {
                std::future::poll_fn(|context| self.poll_item(context)).await
            }
        }

        #[cfg(feature = "blocking")]
        impl$(<$parameter>)? $name$(<$parameter>)? {
            /// Returns a blocking iterator over the items. It needs no async runtime.
            pub fn wait(self) -> super::Waiting<Self> {
                super::Waiting::new(self)
            }
        }

        impl$(<$parameter>)? futures_core::Stream for $name$(<$parameter>)? {
            type Item = Result<$item, Error>;

            fn poll_next(
                self: std::pin::Pin<&mut Self>,
                context: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Self::Item>> {
                self.get_mut().poll_item(context)
            }
        }

        impl$(<$parameter>)? std::fmt::Debug for $name$(<$parameter>)? {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter
                    .debug_struct(stringify!($name))
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use stream;
