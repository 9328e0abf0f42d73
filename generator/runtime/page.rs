//! Answers that are one page out of several.

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::ops::Deref;

use super::decoded::decoded;
use super::error_kind::DECODE;
use super::json_tape::json_tape;
use super::pager::{Came, Pager, Turn};
use super::request::Plan;
use super::response::{Head, RawResponse, Receive, Reply};
use super::unreadable::unreadable;
use super::wire::{Value, Wire};
use super::{Call, Error, Response};

/// An operation whose answer is one page out of several.
///
/// (`pub`, as are those that follow, since what a mock is given is named by them; the module is not.)
pub trait Pages: 'static {
    type Data: 'static;
    type Item: 'static;

    fn paging() -> Paging<Self::Data, Self::Item>;
}

/// Where the items of a page are, and how the next page is found.
pub struct Paging<T, I> {
    pub(crate) items: fn(&T) -> Option<&[I]>,
    pub(crate) into_items: fn(T) -> Option<Vec<I>>,
    pub(crate) pager: &'static dyn Pager,
    /// Asks for a page.
    pub(crate) call: fn(Box<Plan>) -> Call<Page<T, I>>,
}

/// Reads the body as a page of the operation `P`.
pub struct Paged<P>(PhantomData<fn() -> P>);

/// An answer, and what it was asked for with.
pub(crate) struct RawPage {
    raw: RawResponse,
    plan: Box<Plan>,
}

impl Receive for RawPage {
    async fn receive(head: Head, response: reqwest::Response, plan: &Plan) -> Result<Self, Error> {
        let raw = RawResponse::receive(head, response, plan).await?;
        let plan = plan.again().into();
        Ok(Self { raw, plan })
    }

    fn head(&self) -> &Head {
        &self.raw.head
    }
}

impl<P: Pages> Reply for Paged<P>
where
    P::Data: Wire,
{
    type Received = RawPage;
    type Output = Page<P::Data, P::Item>;

    fn read(page: RawPage) -> Result<Response<Self::Output>, Error> {
        let RawResponse { head, body } = page.raw;
        let refuse = |message| Error::undecodable(&head, &body, message);
        let tape = json_tape(&body).map_err(|why| unreadable(&head, &body, why))?;
        let data: P::Data = decoded(&tape).map_err(|mismatch| refuse(mismatch.to_string()))?;
        let paging = P::paging();
        let root = Value {
            nodes: tape.nodes(),
            at: 0,
        };
        let turn = paging.pager.turn(&Came {
            plan: &page.plan,
            head: &head,
            body: &body,
            root,
            count: (paging.items)(&data).map_or(0, <[_]>::len),
        });
        if let Turn::Again(message) = turn {
            return Err(refuse(message));
        }
        let page = Page { data, turn, paging };
        Ok(Response::new(head.clone(), page))
    }
}

/// A page of a paginated list.
///
/// It dereferences to the response type, so all members of the response are accessible.
pub struct Page<T, I> {
    data: T,
    turn: Turn,
    paging: Paging<T, I>,
}

#[cfg(feature = "mock")]
impl<P: Pages> super::mocked::Mocked for Paged<P>
where
    P::Data: Wire,
{
    type Given = P::Data;

    fn encode(given: &P::Data) -> (&'static str, bytes::Bytes) {
        let json = super::mocked_json::mocked_json(given);
        ("application/json", json.into())
    }
}

impl<T, I> Page<T, I> {
    /// The items of this page.
    #[must_use]
    pub fn items(&self) -> &[I] {
        (self.paging.items)(&self.data).unwrap_or_default()
    }

    /// Converts the page into its items.
    #[must_use]
    pub fn into_items(self) -> Vec<I> {
        (self.paging.into_items)(self.data).unwrap_or_default()
    }

    /// Converts the page into the response type.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.data
    }

    /// Whether another page is expected. That page may be empty.
    #[must_use]
    pub fn has_next(&self) -> bool {
        !matches!(self.turn, Turn::End)
    }

    /// The request of the next page.
    pub(super) fn next_call(&self) -> Option<Result<Call<Self>, Error>> {
        match &self.turn {
            Turn::Next(plan) => Some(Ok((self.paging.call)(plan.again().into()))),
            Turn::End => None,
            Turn::Astray(message) | Turn::Again(message) => {
                Some(Err(Error::new(DECODE, message.clone())))
            }
        }
    }
}

impl<T: 'static, I: 'static> Page<T, I> {
    /// Requests the next page, with the options of the request of this page. Returns `None` after
    /// the last page, without a request.
    ///
    /// # Errors
    ///
    /// The same as those of the request of this page. If the next page is one that was already
    /// returned, or is on another server, the error is [`is_decode`](Error::is_decode), and nothing
    /// is requested.
    pub fn next_page(&self) -> Call<Option<Self>> {
        let call = self.next_call();
        Call::of(async move {
            match call {
                Some(call) => call?.await.map(Some),
                None => Ok(None),
            }
        })
    }
}

impl<T, I> Deref for Page<T, I> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T: Debug, I> Debug for Page<T, I> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Page")
            .field("data", &self.data)
            .field("has_next", &self.has_next())
            .finish_non_exhaustive()
    }
}
