//! The macros that define an operation's request, `operation!` and `setters!`, and the one that defines the accessors
//! of response headers, `response_headers!`.

use http::HeaderMap;

/// `setters! { impl List { limit: i64 = query("limit") } }` gives the request `List` a method that
/// sets the value with [`Request::query`](super::request::Request::query), or removes it. With `or [.query("limit", &1)]`
/// after it, the default is set instead.
///
/// `(T)` accepts everything that converts into `T`; `[T]`, everything that yields such values; `{T}`, everything that
/// yields pairs of a key and such a value; and `(as IntoJson)`, everything that converts into a JSON value. `i64` and the
/// other integers accept those of any width, and `f64` also fractions.
#[doc(hidden)]
#[macro_export]
macro_rules! __setters {
    (@put $this:ident.$request:ident $value:ident ? null $put:ident($($place:expr,)*)) => {
        $this.$request = $this.$request.$put($($place,)* &$value);
    };
    (@put $this:ident.$request:ident $value:ident or [$($default:tt)*] $put:ident($($place:expr,)*)) => {
        $this.$request = match $value {
            ::std::option::Option::Some(value) => $this.$request.$put($($place,)* &value),
            ::std::option::Option::None => $this.$request$($default)*,
        };
    };
    (@put $this:ident.$request:ident $value:ident part_header($($place:expr,)*)) => {
        $this.$request = $this.$request.part_header($($place,)* &$value);
    };
    (@put $this:ident.$request:ident $value:ident $put:ident($($name:expr, $($place:expr,)*)?)) => {
        $this.$request = match $value {
            ::std::option::Option::Some(value) => $this.$request.$put($($name, $($place,)*)? &value),
            ::std::option::Option::None => $this.$request.unset(::std::stringify!($put), ::std::concat!($($name)?)),
        };
    };
    ($(impl $name:ident {
        $(
            $(#[$about:meta])*
            $argument:ident:
                $(($type:ty))? $((as $json:ident))? $([$item:ty])? $({$entry:ty})? $($number:ident)?
                $(? $null:ident)? = $put:ident($($place:expr),*) $(or $default:tt)?
        ),* $(,)?
    })+) => {$(
        impl $name {
            $(
                $(#[$about])*
                pub fn $argument<K>(
                    mut self,
                    value:
                        $(impl $crate::runtime::IntoOption<$type, K>)?
                        $(impl $crate::runtime::$json<K>)?
                        $(impl $crate::runtime::IntoItems<$item, K>)?
                        $(impl $crate::runtime::IntoPairs<$entry, K>)?
                        $(impl $crate::runtime::IntoOptionalNumber<$number, K>)?,
                ) -> Self {
                    let value =
                        $($crate::runtime::IntoOption::<$type, K>::into_option(value))?
                        $($crate::runtime::$json::<K>::into_json(value))?
                        $($crate::runtime::IntoItems::<$item, K>::into_items(value))?
                        $($crate::runtime::IntoPairs::<$entry, K>::into_pairs(value))?
                        $($crate::runtime::IntoOptionalNumber::<$number, K>::into_number(value))?;
                    $crate::runtime::setters!(@put self.request value $(? $null)? $(or $default)? $put($($place,)*));
                    self
                }
            )*
        }
    )+};
}

#[doc(hidden)]
pub use __setters as setters;

/// ```text
/// operation! {
///     pub struct Retrieve: Json<Invite> => Invite {
///         GET "/invites/{invite_id}" accept "application/json" secured [[API_KEY]],
///     }
/// }
/// ```
///
/// defines the request of an operation, which can be awaited, from its HTTP method and path, its
/// response type in the runtime, and its output. Credentials are listed as alternatives, each a set that is sent
/// together. An HTTP method that is not an identifier is a string: `"M-SEARCH"`. Optional clauses follow, in this order:
///
/// - `, stream Events<T> => [EventStream<T>] accept "text/event-stream" set field("stream") = true`:
///   the stream that can be requested in place of one response, and the member of the body that asks for it,
/// - `, or pdf Binary => [Bytes] accept "application/pdf"`: one for each other media type of the
///   response,
/// - `, send merge_patch "application/merge-patch+json"`: one for each other media type of the
///   body,
/// - a clause that `pages!` describes.
///
/// The methods are inherent, so the documentation page of a request lists all of them.
#[doc(hidden)]
#[macro_export]
macro_rules! __operation {
    (@method $method:ident) => { ::std::stringify!($method) };
    (@method $method:literal) => { $method };
    ($($(#[$about:meta])* pub struct $name:ident: $reply:ty => $output:ty {
        $method:tt $path:literal accept $accept:literal secured [$([$($scheme:ident),*]),*]
        $(, stream $events:ty => [$stream:ty] accept $media:literal $(set $put:ident($($place:expr),*) = $value:expr)?)?
        $(, or $other:ident $others:ty => [$instead:ty] accept $range:literal)*
        $(, send $choice:ident $sent:literal)*
        $(, pages $items:tt $pager:ident $rule:tt)? $(,)?
    })+) => {$(
        $(#[$about])*
        ///
        /// # Errors
        ///
        /// Awaiting it returns an [`Error`](crate::Error) if the request cannot be sent or fails.
        #[must_use = "requests do nothing unless they are awaited"]
        pub struct $name {
            request: $crate::runtime::Request<$reply>,
        }

        impl $name {
            fn for_client(client: &$crate::runtime::ClientCore) -> $crate::runtime::Request<$reply> {
                static ENDPOINT: $crate::runtime::Endpoint = $crate::runtime::Endpoint {
                    method: $crate::runtime::operation!(@method $method),
                    path: $path,
                    security: &[$(&[$(&$scheme),*]),*],
                    accept: $accept,
                };
                $crate::runtime::Request::new(client, &ENDPOINT)
            }

            /// Limits the duration of each attempt of this request, overriding the
            /// [client's limit](crate::ClientBuilder::timeout).
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.request = self.request.timeout(timeout);
                self
            }

            /// Sets the maximum number of retries of this request. It replaces the [client's
            /// limit](crate::ClientBuilder::max_retries).
            pub fn max_retries(mut self, max_retries: ::std::primitive::u32) -> Self {
                self.request = self.request.max_retries(max_retries);
                self
            }

            /// Sets a header on this request. It replaces a header of the same name that the client
            /// sets.
            ///
            /// If HTTP does not allow the name or the value, the request fails when it is awaited.
            pub fn header(
                mut self,
                name: impl ::std::convert::AsRef<::std::primitive::str>,
                value: impl ::std::convert::AsRef<::std::primitive::str>,
            ) -> Self {
                self.request = self.request.header(name.as_ref(), value.as_ref());
                self
            }

            /// Applies `options`, which replace the settings of the client and earlier options of
            /// this request.
            pub fn with(mut self, options: $crate::runtime::RequestOptions) -> Self {
                self.request = self.request.with(options);
                self
            }

            $(
                /// Sends the request and asks for a stream instead of a single response.
                ///
                /// # Errors
                ///
                /// The same errors as awaiting the request, and an error if the response is not a
                /// stream. An item is an error if the server reports one, if the item is invalid,
                /// or if the stream ends early.
                pub fn stream(self) -> $crate::runtime::Call<$stream> {
                    self.request$(.$put($($place,)* &$value))?.stream_instead::<$events>($media)
                }
            )?

            $(
                #[doc = ::std::concat!("Sends the request and asks for the media type `", $range, "`.")]
                ///
                /// # Errors
                ///
                /// The same errors as awaiting the request.
                pub fn $other(self) -> $crate::runtime::Call<$instead> {
                    self.request.stream_instead::<$others>($range)
                }
            )*

            $(
                #[doc = ::std::concat!("Sends the body as `", $sent, "`.")]
                pub fn $choice(mut self) -> Self {
                    self.request = self.request.content_type($sent);
                    self
                }
            )*

            /// Sends the request and waits for the response, in code that is not async.
            ///
            /// # Errors
            ///
            /// The same errors as awaiting it.
            #[cfg(feature = "blocking")]
            pub fn wait(self) -> ::std::result::Result<$output, $crate::runtime::Error> {
                self.request.call().wait()
            }

            /// Sends the request and returns the whole response: data, status code and headers.
            ///
            /// Awaiting the request returns only the data; the errors are the same.
            pub fn send(self) -> $crate::runtime::Call<$crate::runtime::Response<$output>> {
                self.request.send()
            }
        }

        impl ::std::clone::Clone for $name {
            fn clone(&self) -> Self {
                Self { request: ::std::clone::Clone::clone(&self.request) }
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.request.show(::std::stringify!($name), formatter)
            }
        }

        #[cfg(feature = "mock")]
        impl $crate::runtime::Operation for $name {
            type Given = <$reply as $crate::runtime::Mocked>::Given;

            const METHOD: &'static ::std::primitive::str = $crate::runtime::operation!(@method $method);
            const PATH: &'static ::std::primitive::str = $path;

            fn encode(given: &Self::Given) -> (&'static ::std::primitive::str, $crate::runtime::Bytes) {
                <$reply as $crate::runtime::Mocked>::encode(given)
            }

            fn status(given: &Self::Given) -> $crate::runtime::StatusCode {
                <$reply as $crate::runtime::Mocked>::status(given)
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<$output, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::Call<$output>;

            fn into_future(self) -> Self::IntoFuture {
                self.request.call()
            }
        }

        $($crate::runtime::pages! { $name => $output, $items $pager $rule })?
    )+};
}

#[doc(hidden)]
pub use __operation as operation;

/// `response_headers! { pub trait ResponseHeaders { x_ratelimit_remaining: i64 = "x-ratelimit-remaining" } }` defines
/// a trait with these methods.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_headers {
    (pub trait $headers:ident { $($(#[$about:meta])* $name:ident: $kind:ty = $wire:literal),+ $(,)? }) => {
        /// The response headers that the API documentation describes, as methods of
        /// [`Response`](crate::Response) and of [`Error`](crate::Error).
        ///
        /// They return `None` if the response lacks the header, or if its value does not have the documented type.
        pub trait $headers {
            /// The headers.
            #[doc(hidden)]
            fn described(&self) -> ::std::option::Option<&$crate::runtime::HeaderMap>;

            $(
                $(#[$about])*
                #[must_use]
                fn $name(&self) -> ::std::option::Option<$kind> {
                    $crate::runtime::Described::find(self.described()?, $wire)
                }
            )+
        }

        impl<T> $headers for $crate::runtime::Response<T> {
            fn described(&self) -> ::std::option::Option<&$crate::runtime::HeaderMap> {
                ::std::option::Option::Some(self.headers())
            }
        }

        impl $headers for $crate::runtime::Error {
            fn described(&self) -> ::std::option::Option<&$crate::runtime::HeaderMap> {
                self.headers()
            }
        }
    };
}

#[doc(hidden)]
pub use __response_headers as response_headers;

/// The value of a response header.
pub trait Described<'h>: Sized {
    /// Reads its text.
    #[must_use]
    fn read(text: &'h str) -> Option<Self>;

    /// The value of the first header of this name.
    #[must_use]
    fn find(headers: &'h HeaderMap, name: &str) -> Option<Self> {
        Self::read(str::from_utf8(headers.get(name)?.as_bytes()).ok()?)
    }
}

impl<'h> Described<'h> for &'h str {
    fn read(text: &'h str) -> Option<Self> {
        Some(text)
    }
}

impl Described<'_> for i64 {
    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }
}

impl Described<'_> for u64 {
    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }
}

impl Described<'_> for f64 {
    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok()
    }
}

impl Described<'_> for bool {
    fn read(text: &str) -> Option<Self> {
        text.trim().to_ascii_lowercase().parse().ok()
    }
}
