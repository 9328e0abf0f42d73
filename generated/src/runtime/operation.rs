//! What every operation's request has, by `operation!(Retrieve -> Invite)`.

/// Gives the struct of a request its options and makes it awaitable.
///
/// The methods are inherent ones, so that a request's page in the documentation has them all.
macro_rules! operation {
    ($name:ident -> $output:ty) => {
        impl $name {
            /// Limits the time of each try of this request, in place of the
            /// [client's limit](crate::ClientBuilder::timeout).
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.request.plan.timeout = ::std::option::Option::Some(timeout);
                self
            }

            /// Limits how often this request is sent again, in place of the
            /// [client's limit](crate::ClientBuilder::max_retries).
            pub fn max_retries(mut self, max_retries: ::std::primitive::u32) -> Self {
                self.request.plan.max_retries = ::std::option::Option::Some(max_retries);
                self
            }

            /// Sets a header of this request, in place of the client's header of that name.
            ///
            /// A name or value that HTTP does not allow is an error when the request is awaited.
            pub fn header(
                mut self,
                name: impl ::std::convert::AsRef<::std::primitive::str>,
                value: impl ::std::convert::AsRef<::std::primitive::str>,
            ) -> Self {
                self.request.plan.header(name.as_ref(), value.as_ref());
                self
            }

            /// Sends the request and returns the whole response: data, status and headers.
            ///
            /// Awaiting the request itself returns the data alone; the errors are the same.
            pub fn send(self) -> $crate::runtime::Call<$crate::runtime::Response<$output>> {
                self.request.send()
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<$output, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::Call<$output>;

            fn into_future(self) -> Self::IntoFuture {
                self.request.call()
            }
        }
    };
}

pub(crate) use operation;
