//! Responses that are one of several pages, the requests for further pages, and the stream of all
//! items.

mod next;
mod rules;

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::error::{Error, kind::Kind};
use super::json::tree::Node;
use super::json::{self, Received, Wire};
use super::request::{Call, Plan};
use super::response::{Head, RawResponse, Receive, Reply, Response};
use super::stream::stream;
use super::syntax::document;

use next::Pager;
use next::{Came, Turn};
#[doc(hidden)]
pub use next::{given, more};
pub use rules::{Cursor, NextLink, NextUrl, Numbers, Offset};
#[doc(hidden)]
pub use rules::{cursor, next_link, next_url, numbers, offset};

/// An operation whose response is one of several pages.
pub trait Pages: 'static {
    /// The response as the API documentation describes it.
    type Data: 'static;
    /// An item of the list.
    type Item: 'static;

    /// The place of the items, and the rule for the next page.
    fn paging() -> Paging<Self::Data, Self::Item>;
}

/// The place of the items of a page, and the rule for the next page.
pub struct Paging<T, I> {
    /// The items of a page; `None` if the member with them is absent.
    pub items: fn(&T) -> Option<&[I]>,
    /// The same, without the rest of the page.
    pub into_items: fn(T) -> Option<Vec<I>>,
    /// The rule for the next page.
    pub pager: &'static dyn Pager,
    /// Requests a page.
    pub call: fn(Box<Plan>) -> Call<Page<T, I>>,
}

/// Reads the body as a page of the operation `P`.
pub struct Paged<P>(PhantomData<fn() -> P>);

/// A response, and the request that it belongs to.
pub struct RawPage {
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
        let received: Received<P::Data> = document(&page.raw)?;
        let RawResponse { head, body } = page.raw;
        let refuse = |message| Error::undecodable(&head, &body, message);
        let paging = P::paging();
        // Without its items, a page would look like the last one.
        if (paging.items)(&received.data).is_none()
            && let Some(mismatch) = received.mismatches.first()
        {
            return Err(refuse(mismatch.to_string()));
        }
        let turn = paging.pager.turn(&Came {
            plan: &page.plan,
            head: &head,
            body: &body,
            root: Node::of(str::from_utf8(&body).unwrap_or_default()),
            count: (paging.items)(&received.data).map_or(0, <[_]>::len),
        });
        if let Turn::Again(message) = turn {
            return Err(refuse(message));
        }
        let page = received.map(|data| Page { data, turn, paging });
        Ok(Response::of(head.clone(), page))
    }
}

/// One page of a paginated list.
///
/// It dereferences to the response as the API documentation describes it, so all of its fields are accessible.
pub struct Page<T, I> {
    data: T,
    turn: Turn,
    paging: Paging<T, I>,
}

#[cfg(feature = "mock")]
impl<P: Pages> super::mock::Mocked for Paged<P>
where
    P::Data: Wire,
{
    type Given = P::Data;

    fn encode(given: &P::Data) -> (&'static str, bytes::Bytes) {
        let json = json::encode(given);
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

    /// The response as the API documentation describes it.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.data
    }

    /// Whether another page is expected. That page may be empty.
    #[must_use]
    pub fn has_next(&self) -> bool {
        !matches!(self.turn, Turn::End)
    }

    /// The request for the next page.
    fn next_call(&self) -> Option<Result<Call<Self>, Error>> {
        match &self.turn {
            Turn::Next(plan) => Some(Ok((self.paging.call)(plan.again().into()))),
            Turn::End => None,
            Turn::Astray(message) | Turn::Again(message) => {
                Some(Err(Error::new(Kind::Decode, message.clone())))
            }
        }
    }
}

impl<T: 'static, I: 'static> Page<T, I> {
    /// Requests the next page, with the options of the request for this page. Returns `None` after
    /// the last page, without a request.
    ///
    /// # Errors
    ///
    /// The same errors as the request for this page. If the next page was already returned, or is on another server,
    /// nothing is requested, and the call fails ([`Error::is_decode`]).
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

/// The items of this page. To iterate over the items of all pages, call `stream` on the request.
impl<T, I> IntoIterator for Page<T, I> {
    type Item = I;
    type IntoIter = std::vec::IntoIter<I>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_items().into_iter()
    }
}

/// The items of this page. To iterate over the items of all pages, call `stream` on the request.
#[allow(clippy::into_iter_without_iter, reason = "`items` returns the items")]
impl<'p, T, I> IntoIterator for &'p Page<T, I> {
    type Item = &'p I;
    type IntoIter = std::slice::Iter<'p, I>;

    fn into_iter(self) -> Self::IntoIter {
        self.items().iter()
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

/// A stream over the items of all pages. Each page is requested on demand.
#[must_use = "streams do nothing unless polled"]
pub struct ItemStream<T> {
    /// The remaining items of the current page.
    items: std::vec::IntoIter<T>,
    /// Fetches the next page.
    next: Option<Fetch<T>>,
}

/// Fetches the items of a page, and returns the request for the next page.
type Fetch<T> = Pin<Box<dyn Future<Output = Result<Fetched<T>, Error>> + Send>>;

struct Fetched<T> {
    items: Vec<T>,
    next: Option<Fetch<T>>,
}

impl<T: 'static> ItemStream<T> {
    #[doc(hidden)]
    pub fn new<D: 'static>(first: Call<Page<D, T>>) -> Self {
        Self {
            items: Vec::new().into_iter(),
            next: Some(fetch(Ok(first))),
        }
    }
}

/// A future that is not polled sends nothing, so the next one can be created immediately.
fn fetch<D: 'static, T: 'static>(call: Result<Call<Page<D, T>>, Error>) -> Fetch<T> {
    Box::pin(async move {
        let page = call?.await?;
        let next = page.next_call().map(fetch);
        let items = page.into_items();
        Ok(Fetched { items, next })
    })
}

impl<T> ItemStream<T> {
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(next) = &mut self.next else {
                return Poll::Ready(None);
            };
            let fetched = ready!(next.as_mut().poll(context));
            self.next = None;
            match fetched {
                Ok(page) => {
                    self.items = page.items.into_iter();
                    self.next = page.next;
                }
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

/// Everything that is pinned in it is behind a pointer.
impl<T> Unpin for ItemStream<T> {}

stream!(ItemStream<T>: T);

impl<D: 'static, T: 'static> Call<Page<D, T>> {
    /// Requests a page of the operation `P`.
    #[doc(hidden)]
    pub fn of_page<P: Pages<Data = D, Item = T>>(plan: Box<Plan>) -> Self
    where
        D: Wire,
    {
        Self::new::<Paged<P>>(plan, Response::into_inner)
    }
}

/// `pages [.data as Invite] cursor("after" from "/last_id")` describes the items of an operation,
/// where in the response they are, and by which pager the next page is found; `.data [?]` is a
/// member that may be absent.
#[doc(hidden)]
#[macro_export]
macro_rules! __pages {
    (
        $name:ident => $page:ty,
        [$(.$field:ident $([$absent:tt])*)* as $item:ty] $pager:ident $rule:tt
    ) => {
        impl $crate::runtime::Pages for $name {
            type Data = <$page as ::std::ops::Deref>::Target;
            type Item = $item;

            #[allow(clippy::needless_question_mark, reason = "members may be required or optional")]
            fn paging() -> $crate::runtime::Paging<Self::Data, $item> {
                $crate::runtime::Paging {
                    items: |page| ::std::option::Option::Some(
                        &page$(.$field $(.as_ref()$absent)*)*,
                    ),
                    into_items: |page| ::std::option::Option::Some(page$(.$field $($absent)*)*),
                    pager: &$crate::runtime::$pager! $rule,
                    call: $crate::runtime::Call::of_page::<Self>,
                }
            }
        }

        impl $name {
            /// Returns a stream over the items of this page and all following pages.
            ///
            /// Each page is requested on demand; nothing is sent before the first item is polled.
            pub fn stream(self) -> $crate::runtime::ItemStream<$item> {
                $crate::runtime::ItemStream::new(self.request.call())
            }
        }
    };
}

#[doc(hidden)]
pub use __pages as pages;
