//! The items of all pages.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::page::{Page, Paged, Pages};
use super::request::Plan;
use super::stream::stream;
use super::wire::Wire;
use super::{Call, Error, Response};

/// A stream over the items of all pages. Each page is requested on demand.
#[must_use = "streams do nothing unless polled"]
pub struct ItemStream<T> {
    /// What is left of the page that has come.
    items: std::vec::IntoIter<T>,
    /// What brings the next one.
    next: Option<Fetch<T>>,
}

/// Brings the items of a page, and what brings those of the page that follows.
type Fetch<T> = Pin<Box<dyn Future<Output = Result<Fetched<T>, Error>> + Send>>;

struct Fetched<T> {
    items: Vec<T>,
    next: Option<Fetch<T>>,
}

impl<T: 'static> ItemStream<T> {
    pub(crate) fn new<D: 'static>(first: Call<Page<D, T>>) -> Self {
        Self {
            items: Vec::new().into_iter(),
            next: Some(fetch(Ok(first))),
        }
    }
}

/// A future that is not polled sends nothing, so the next one can be made at once.
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

/// Nothing is pinned in it that it does not own by a pointer.
impl<T> Unpin for ItemStream<T> {}

stream!(ItemStream<T>: T);

impl<D: 'static, T: 'static> Call<Page<D, T>> {
    /// Asks for a page of the operation `P`.
    pub(crate) fn of_page<P: Pages<Data = D, Item = T>>(plan: Box<Plan>) -> Self
    where
        D: Wire,
    {
        Self::new::<Paged<P>>(plan, Response::into_inner)
    }
}
