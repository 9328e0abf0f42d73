//! Answers that are server-sent events whose data are texts.

use std::marker::PhantomData;

use super::reply_events::EventStream;
use super::response::Reply;
use super::streamed::Streamed;
use super::{Error, Response};

/// Reads the body as events whose data are taken as they are.
pub struct TextEvents<T>(PhantomData<fn() -> T>);

impl Reply for TextEvents<String> {
    type Received = Streamed;
    type Output = EventStream<String>;

    fn read(source: Streamed) -> Result<Response<EventStream<String>>, Error> {
        let text = |_: &_, data: &bytes::Bytes| Ok(String::from_utf8_lossy(data).into_owned());
        Ok(EventStream::response(source, text))
    }
}

#[cfg(feature = "mock")]
impl super::mocked::Mocked for TextEvents<String> {
    type Given = [String];

    fn encode(given: &[String]) -> (&'static str, bytes::Bytes) {
        let lines = |item: &String| -> String {
            item.lines().map(|line| format!("data: {line}\n")).collect()
        };
        let events = given.iter().map(|item| lines(item) + "\n");
        ("text/event-stream", events.collect::<String>().into())
    }
}
