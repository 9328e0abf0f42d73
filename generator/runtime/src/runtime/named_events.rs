//! Server-sent events whose name decides the type of their data (OpenAPI 3.2, 4.14.4.3).

use std::marker::PhantomData;

use bytes::Bytes;

use super::error::Error;
use super::events::{EventBody, EventStream, decode_event, decode_text};
use super::json::Wire;
use super::response::{Head, Reply, Response};

/// A union whose variants are the data of events with certain names.
#[doc(hidden)]
pub trait Named: Wire {
    /// Whether the document says what an event with this name is.
    fn has_event(name: &str) -> bool;

    /// Reads the data of an event with this name, or returns `None` if the name does not decide.
    fn of_event(name: &str, head: &Head, data: &Bytes) -> Option<Result<Self, Error>>;

    /// The name of the event that has this data, if it is known.
    fn event_name(&self) -> Option<&'static str>;

    /// The data, if it is text rather than JSON.
    fn event_text(&self) -> Option<String>;
}

/// Reads the body as events whose data is JSON. The name of an event decides the variant.
pub struct NamedEvents<T>(PhantomData<fn() -> T>);

impl<T: Named + 'static> Reply for NamedEvents<T> {
    type Received = EventBody;
    type Output = EventStream<T>;

    fn read(source: EventBody) -> Result<Response<EventStream<T>>, Error> {
        let read = |head: &_, name: &str, data: &Bytes| {
            let known = T::of_event(name, head, data);
            known.unwrap_or_else(|| decode_event(head, data))
        };
        Ok(EventStream::response(source, false, T::has_event, read))
    }
}

#[cfg(feature = "mock")]
impl<T: Named + 'static> super::mock::Mocked for NamedEvents<T> {
    type Given = [T];

    fn encode(given: &[T]) -> (&'static str, Bytes) {
        let event = |item: &T| {
            let name = item.event_name();
            let name = name.map(|name| format!("event: {name}\n"));
            let data = item.event_text();
            let data = data.unwrap_or_else(|| super::json::encode(item));
            name.unwrap_or_default() + &super::events::event(&data)
        };
        let events = given.iter().map(event);
        ("text/event-stream", events.collect::<String>().into())
    }
}

/// Reads the data of an event as a variant of a union.
#[doc(hidden)]
pub fn variant<T: Wire, U>(
    make: fn(T) -> U,
    head: &Head,
    data: &Bytes,
) -> Option<Result<U, Error>> {
    Some(decode_event(head, data).map(make))
}

/// Reads the data of an event as a variant of a union, whose values are strings: text.
#[doc(hidden)]
pub fn text_variant<T: Wire, U>(
    make: fn(T) -> U,
    head: &Head,
    data: &Bytes,
) -> Option<Result<U, Error>> {
    Some(decode_text(head, data).map(make))
}

/// `named_events! { Update { Added = "added" | "restored", Removed = text "removed" } other }` lets the names of
/// events decide the variants of a union. The data of the variants with `text` is not JSON. With `other`, events with other names are of the variant
/// `Unknown`. Without it, and for events without a name, their data decides.
#[doc(hidden)]
#[macro_export]
macro_rules! __named_events {
    ($name:ident { $($variant:ident = $($text:ident)? $event:literal $(| $more:literal)*),* $(,)? } $($other:ident)?) => {
        impl $crate::runtime::Named for $name {
            fn has_event(name: &::std::primitive::str) -> ::std::primitive::bool {
                ::std::matches!(name, $($event $(| $more)*)|*)
            }

            fn of_event(
                name: &::std::primitive::str,
                head: &$crate::runtime::Head,
                data: &$crate::runtime::Bytes,
            ) -> ::std::option::Option<::std::result::Result<Self, $crate::runtime::Error>> {
                match name {
                    $($event $(| $more)* => $crate::runtime::named_events!(@read $variant head data $($text)?),)*
                    "" => ::std::option::Option::None,
                    _ => $crate::runtime::named_events!(@other head data $($other)?),
                }
            }

            fn event_name(&self) -> ::std::option::Option<&'static ::std::primitive::str> {
                match self {
                    $(Self::$variant(_) => ::std::option::Option::Some($event),)*
                    #[allow(unreachable_patterns, reason = "all variants may have names")]
                    _ => ::std::option::Option::None,
                }
            }

            fn event_text(&self) -> ::std::option::Option<::std::string::String> {
                match self {
                    $($(Self::$variant($text) => {
                        ::std::option::Option::Some($crate::runtime::event_text($text))
                    })?)*
                    _ => ::std::option::Option::None,
                }
            }
        }
    };
    (@read $variant:ident $head:ident $data:ident) => {
        $crate::runtime::variant(Self::$variant, $head, $data)
    };
    (@read $variant:ident $head:ident $data:ident $text:ident) => {
        $crate::runtime::text_variant(Self::$variant, $head, $data)
    };
    (@other $head:ident $data:ident) => {
        ::std::option::Option::None
    };
    (@other $head:ident $data:ident other) => {
        $crate::runtime::variant(Self::Unknown, $head, $data)
    };
}

#[doc(hidden)]
pub use __named_events as named_events;
