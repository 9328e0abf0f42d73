//! What every operation's request has, by `operation!`.

/// ```text
/// operation! {
///     pub struct Retrieve: Json<Invite> => Invite {
///         GET "/invites/{invite_id}" accept "application/json" secured [[API_KEY]],
///     }
/// }
/// ```
///
/// makes the struct of each request, which is awaitable: its endpoint, its reply as the runtime reads it,
/// and what comes out. Credentials stand in alternatives of those that go together. After them may
/// stand `, stream Events<T> => [EventStream<T>] accept "text/event-stream" member "stream"`: what can
/// be asked for in place of one answer, and the member of the body that has to be true for that; or
/// a clause that `pages!` describes.
///
/// The methods are inherent ones, so that a request's page in the documentation has them all.
macro_rules! operation {
    ($($(#[$about:meta])* pub struct $name:ident: $reply:ty => $output:ty {
        $method:ident $path:literal accept $accept:literal secured [$([$($scheme:ident),*]),*]
        $(, stream $events:ty => [$stream:ty] accept $media:literal $(member $member:literal)?)?
        $(, pages $items:tt $pager:ident $rule:tt)? $(,)?
    })+) => {$(
        $(#[$about])*
        ///
        /// # Errors
        ///
        /// Awaiting it fails with an [`Error`](crate::Error) if the request cannot be sent, or if
        /// no valid response arrives.
        #[must_use = "a request is not sent until it is awaited"]
        pub struct $name {
            request: $crate::runtime::Request<$reply>,
        }

        impl $name {
            fn for_client(client: &$crate::Client) -> $crate::runtime::Request<$reply> {
                static ENDPOINT: $crate::runtime::Endpoint = $crate::runtime::Endpoint {
                    method: ::reqwest::Method::$method,
                    path: $path,
                    security: &[$(&[$(&$scheme),*]),*],
                    accept: $accept,
                };
                $crate::runtime::Request::new(client, &ENDPOINT)
            }

            /// Sets the time limit of each attempt of this request. It replaces the [client's
            /// limit](crate::ClientBuilder::timeout).
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.request.plan.options.timeout = ::std::option::Option::Some(timeout);
                self
            }

            /// Sets the maximum number of retries of this request. It replaces the [client's
            /// limit](crate::ClientBuilder::max_retries).
            pub fn max_retries(mut self, max_retries: ::std::primitive::u32) -> Self {
                self.request.plan.options.max_retries = ::std::option::Option::Some(max_retries);
                self
            }

            /// Sets a header of this request. It replaces a header of the same name that the client
            /// sets.
            ///
            /// If HTTP does not allow the name or the value, awaiting the request fails.
            pub fn header(
                mut self,
                name: impl ::std::convert::AsRef<::std::primitive::str>,
                value: impl ::std::convert::AsRef<::std::primitive::str>,
            ) -> Self {
                self.request.plan.option_header(name.as_ref(), value.as_ref());
                self
            }

            /// Applies `options`, which replace the settings of the client and earlier options of
            /// this request.
            pub fn with(mut self, options: $crate::RequestOptions) -> Self {
                self.request.plan.configure(options);
                self
            }

            $(
                /// Sends the request and returns a stream instead of a single response.
                ///
                /// # Errors
                ///
                /// The same as those of awaiting the request. An item fails if the stream ends
                /// early or contains invalid data.
                pub fn stream(self) -> $crate::runtime::Call<$stream> {
                    self.request$(.field($member, &true))?.stream_instead::<$events>($media)
                }
            )?

            /// Sends the request and blocks until the response arrives. It needs no async runtime.
            ///
            /// # Errors
            ///
            /// The same as those of awaiting it.
            #[cfg(feature = "blocking")]
            pub fn wait(self) -> ::std::result::Result<$output, $crate::runtime::Error> {
                self.request.call().wait()
            }

            /// Sends the request and returns the whole response: data, status and headers.
            ///
            /// Awaiting the request returns only the data; the errors are the same.
            pub fn send(self) -> $crate::runtime::Call<$crate::runtime::Response<$output>> {
                self.request.send()
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.request.plan.show(::std::stringify!($name), formatter)
            }
        }

        #[cfg(feature = "mock")]
        impl $crate::runtime::Operation for $name {
            type Given = <$reply as $crate::runtime::Mocked>::Given;

            const METHOD: ::reqwest::Method = ::reqwest::Method::$method;
            const PATH: &'static ::std::primitive::str = $path;

            fn encode(given: &Self::Given) -> (&'static ::std::primitive::str, ::bytes::Bytes) {
                <$reply as $crate::runtime::Mocked>::encode(given)
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<$output, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::Call<$output>;

            fn into_future(self) -> Self::IntoFuture {
                self.request.call()
            }
        }

        $(pages! { $name => $output, $items $pager $rule })?
    )+};
}

pub(crate) use operation;
