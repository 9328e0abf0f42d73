//! A request under construction, and the future of one that was sent.

use std::borrow::Cow;
use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{ACCEPT, HeaderMap};

use super::attempt::execute;
use super::auth::Security;
use super::client::{ClientCore, header_names};
use super::credential::Sent;
use super::draft::Draft;
use super::error::Error;
use super::json::Wire;
use super::json::tree::Tree;
use super::options::RequestOptions;
use super::response::{Reply, Response};
use super::syntax::{Syntax, media_type_header};

/// The parts of the document that apply to one operation.
pub struct Endpoint {
    /// The HTTP method.
    pub method: &'static str,
    /// The path template, e.g. `/invites/{invite_id}`.
    pub path: &'static str,
    /// The credentials that it asks for.
    pub security: &'static Security,
    /// The media type to accept.
    pub accept: &'static str,
}

/// A request whose response is read as `R`.
pub struct Request<R> {
    /// Boxed, so that moving the call is cheap.
    pub(crate) plan: Box<Plan>,
    reply: PhantomData<fn() -> R>,
}

impl<R> Clone for Request<R> {
    fn clone(&self) -> Self {
        Self {
            plan: self.plan.clone(),
            reply: PhantomData,
        }
    }
}

/// How a request was derived from the preceding pages.
#[derive(Clone, Default)]
pub(crate) struct Trail {
    /// The complete URL, if the server returned one for the page.
    pub(crate) url: Option<Url>,
    /// The number of pages so far.
    pub(crate) pages: u64,
    /// The number of items on these pages, if they include the first page.
    pub(crate) items: Option<u64>,
    /// The mark of the last page, which identifies it.
    pub(crate) last: String,
    /// The mark of an earlier page, by which cycles are found.
    pub(crate) kept: String,
}

/// Everything that is sent, independent of the response.
#[derive(Clone)]
pub struct Plan {
    pub(crate) client: ClientCore,
    pub(crate) endpoint: &'static Endpoint,
    /// The base URL of an operation that has one of its own.
    pub(crate) server: Option<&'static str>,
    /// The path template with the arguments set so far, percent-encoded.
    pub(crate) path: Cow<'static, str>,
    /// The query of each parameter, percent-encoded.
    pub(crate) query: Vec<(&'static str, String)>,
    /// The headers that parameters have set.
    pub(crate) headers: HeaderMap,
    /// The cookies of each parameter, which are also one of these headers.
    pub(crate) cookies: Vec<(&'static str, String)>,
    pub(crate) draft: Draft,
    /// The syntax of the bodies, if it is not JSON.
    pub(crate) syntax: Option<&'static dyn Syntax>,
    /// Whether the response is one that is requested instead of the usual one.
    pub(crate) is_instead: bool,
    /// The media type of the body, overriding the default.
    pub(crate) content_type: Option<&'static str>,
    pub(crate) options: RequestOptions,
    /// The pages before the requested one.
    pub(crate) trail: Trail,
    /// The tokens that the request has sent.
    pub(crate) sent: Sent,
}

impl<R: Reply> Request<R> {
    /// Starts a request for an operation.
    #[must_use]
    pub fn new(client: &ClientCore, endpoint: &'static Endpoint) -> Self {
        let plan = Plan {
            client: client.clone(),
            endpoint,
            server: None,
            path: Cow::Borrowed(endpoint.path),
            query: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            draft: Draft::default(),
            syntax: None,
            is_instead: false,
            content_type: None,
            options: RequestOptions::default(),
            trail: Trail::default(),
            sent: Sent::default(),
        };
        Self {
            plan: Box::new(plan),
            reply: PhantomData,
        }
    }

    /// Sends the request and reads the response.
    pub fn call(self) -> Call<R::Output> {
        Call::new::<R>(self.plan, Response::into_inner)
    }

    /// Sends the request and reads the response, with its status and headers.
    pub fn send(self) -> Call<Response<R::Output>> {
        Call::new::<R>(self.plan, |response| response)
    }
}

/// The options that every request has, and what operations set.
impl<R> Request<R> {
    /// Limits the time of each attempt.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.plan.options.timeout = Some(timeout);
        self
    }

    /// Limits the number of retries.
    #[must_use]
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.plan.options.max_retries = Some(max_retries);
        self
    }

    /// Sets a header. It replaces a header of the same name that the client sets.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.plan.option_header(name, value);
        self
    }

    /// Applies `options`, which replace the settings of the client and earlier options of
    /// this request.
    #[must_use]
    pub fn with(mut self, options: RequestOptions) -> Self {
        self.plan.configure(options);
        self
    }

    /// Sends the request to this server, unless the user set a base URL.
    #[must_use]
    pub fn server(mut self, base_url: &'static str) -> Self {
        self.plan.server = Some(base_url);
        self
    }

    /// Sends the request, accepts this media type, and reads the response as `S`.
    pub fn stream_instead<S: Reply>(mut self, accept: &'static str) -> Call<S::Output> {
        self.plan.is_instead = true;
        match media_type_header(accept) {
            Ok(accept) => _ = self.plan.headers.entry(ACCEPT).or_insert(accept),
            Err(message) => self.plan.fail(message),
        }
        Call::new::<S>(self.plan, Response::into_inner)
    }

    /// The body of every request's `Debug::fmt`, which costs the compiler less than a derived one.
    /// The values of headers are not shown.
    ///
    /// # Errors
    ///
    /// The formatter failed.
    pub fn show(&self, name: &str, formatter: &mut Formatter<'_>) -> fmt::Result {
        let plan = &self.plan;
        formatter
            .debug_struct(name)
            .field("method", &format_args!("{}", plan.endpoint.method))
            .field("path", &plan.path)
            .field("headers", &header_names(&plan.headers))
            .field("options", &plan.options)
            .finish_non_exhaustive()
    }
}

impl Plan {
    /// Writes a value of the request, and keeps the mistake in it, if there is one.
    pub(crate) fn sent<T: Wire>(&mut self, name: &str, value: &T) -> Tree {
        self.draft.sent(name, value)
    }

    /// Keeps an error until the request is awaited; only the first one is kept.
    pub(crate) fn fail(&mut self, message: String) {
        self.draft.fail(message);
    }
}

/// The future of a request: awaiting it sends the request and reads the response.
///
/// Nothing is sent before the first poll. Dropping it cancels the request.
#[must_use = "futures do nothing unless they are awaited"]
pub struct Call<T> {
    pub(crate) answer: Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>,
}

impl<T: 'static> Call<T> {
    /// Sends an operation whose response is read as `R`, and returns its data or the whole response.
    pub(crate) fn new<R: Reply>(mut plan: Box<Plan>, take: fn(Response<R::Output>) -> T) -> Self {
        let answer = async move {
            let answer = execute(&mut plan).await.and_then(R::read).map(take);
            // The one way out for every error of a request, so the place to take credentials out.
            answer.map_err(|error| error.scrubbed(&plan.client.settings.credentials))
        };
        Self {
            answer: Box::pin(answer),
        }
    }
}

impl<T> Call<T> {
    /// A call that awaits this future, whose errors come from other calls.
    pub(crate) fn of(answer: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self {
            answer: Box::pin(answer),
        }
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.answer.as_mut().poll(context)
    }
}

impl<T> Debug for Call<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Call").finish_non_exhaustive()
    }
}

/// Blocking calls: `.wait()` instead of `.await`.
#[cfg(feature = "blocking")]
pub(super) mod blocking {
    use std::cell::Cell;
    use std::sync::mpsc::sync_channel;
    use std::sync::{Mutex, PoisonError};

    use tokio::runtime::{Builder, Handle};

    use super::super::error::Error;
    use super::Call;

    thread_local! {
        /// Whether this is a thread of the runtime of blocking calls.
        static IS_OURS: Cell<bool> = const { Cell::new(false) };
        /// Whether another thread has taken over the tasks of this one.
        static IS_ASIDE: Cell<bool> = const { Cell::new(false) };
    }

    /// The number of threads that may wait in hooks at the same time. The default of Tokio is 512.
    const MAX_THREADS: usize = 1 << 16;

    /// The runtime of all blocking calls in the process. It has threads of its own, so that calls can be made from
    /// anywhere, including inside another runtime.
    static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);

    /// Runs a future to completion.
    pub(crate) fn wait<T: Send + 'static>(
        future: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Error> {
        let runtime = runtime()?;
        let (sender, receiver) = sync_channel(1);
        runtime.spawn(async move { sender.send(future.await) });
        // A hook of the caller's has panicked.
        let lost = |_| Error::invalid_request("a blocking request panicked".to_owned());
        aside(|| receiver.recv()).map_err(lost)
    }

    /// Notes on drop, and therefore also after a panic, that this thread runs its own tasks again.
    struct Back;

    impl Drop for Back {
        fn drop(&mut self) {
            IS_ASIDE.set(false);
        }
    }

    /// Runs code that may block, such as a hook. On a thread of the runtime, another thread takes over meanwhile, so
    /// that other calls proceed, including those that the code waits for.
    pub(crate) fn aside<T>(run: impl FnOnce() -> T) -> T {
        // Code that already runs aside may be inside of another runtime, where Tokio does not allow it.
        if !IS_OURS.get() || IS_ASIDE.get() {
            return run();
        }
        IS_ASIDE.set(true);
        let _back = Back;
        tokio::task::block_in_place(run)
    }

    fn runtime() -> Result<Handle, Error> {
        let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = &*runtime {
            return Ok(handle.clone());
        }
        let started = Builder::new_multi_thread()
            .enable_all()
            .thread_name("blocking calls")
            .max_blocking_threads(MAX_THREADS)
            .on_thread_start(|| IS_OURS.set(true))
            .build();
        let started = started.map_err(|error| {
            let message = format!("cannot start the threads for blocking requests: {error}");
            Error::builder(message).caused_by(error)
        })?;
        let handle = started.handle().clone();
        // It lives as long as the process; to drop it would stop it.
        std::mem::forget(started);
        *runtime = Some(handle.clone());
        Ok(handle)
    }

    impl<T: Send + 'static> Call<T> {
        /// Sends the request and waits for the response.
        ///
        /// # Errors
        ///
        /// The same errors as awaiting it.
        pub fn wait(self) -> Result<T, Error> {
            wait(self)?
        }
    }
}
