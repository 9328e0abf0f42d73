//! Attempts: sends a request, and retries it if that may help.

use std::fmt::{self, Debug, Formatter};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};
use tokio::runtime::Handle;
use tokio::time::Instant;

use super::error::Error;
use super::options;
use super::request::{Endpoint, Plan};
use super::response::{Head, RawResponse, Receive};
use super::route::{IDEMPOTENCY_KEY, Route};

/// One completed attempt of a request.
///
/// The function set by `ClientBuilder::on_attempt` receives each attempt.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) retries: u32,
    pub(crate) elapsed: Duration,
    pub(crate) outcome: Result<&'a Head, &'a Error>,
    pub(crate) pause: Option<Duration>,
}

impl<'a> Attempt<'a> {
    /// The HTTP method of the operation.
    #[must_use]
    pub fn method(&self) -> &'static Method {
        &self.endpoint.method
    }

    /// The path template of the operation, e.g. `/invites/{invite_id}`.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.endpoint.path
    }

    /// The number of attempts before this one.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// The duration of the attempt, including redirects; for a stream, the time until its first byte.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The status code, if the server responded.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.outcome
            .map_or_else(Error::status, |head| Some(head.status))
    }

    /// The response headers, if the server responded.
    #[must_use]
    pub fn headers(&self) -> Option<&'a HeaderMap> {
        self.outcome
            .map_or_else(Error::headers, |head| Some(&head.headers))
    }

    /// The error, if the attempt failed.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        self.outcome.err()
    }

    /// The time that the client waits before it retries the request; `None` if it does not retry.
    #[must_use]
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}

impl Debug for Attempt<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Attempt")
            .field("method", self.method())
            .field("path", &self.path())
            .field("retries", &self.retries)
            .field("elapsed", &self.elapsed)
            .field("status", &self.status())
            .field("error", &self.error())
            .field("pause", &self.pause)
            .finish()
    }
}

/// A function that is called before each HTTP request.
pub(crate) type OnRequest = Arc<dyn Fn(&mut reqwest::Request) + Send + Sync>;
/// A function that is called after each attempt.
pub(crate) type OnAttempt = Arc<dyn Fn(&Attempt<'_>) + Send + Sync>;

/// The functions that are called before and after each attempt.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) before: Vec<OnRequest>,
    pub(crate) after: Vec<OnAttempt>,
}

impl Hooks {
    pub(crate) fn before(&self, request: &mut reqwest::Request) {
        for hook in &self.before {
            called(|| hook(request));
        }
    }

    pub(crate) fn after(&self, attempt: &Attempt<'_>) {
        for hook in &self.after {
            called(|| hook(attempt));
        }
    }
}

/// Calls a hook, which may wait for another request.
fn called(hook: impl FnOnce()) {
    #[cfg(feature = "blocking")]
    super::request::blocking::aside(hook);
    #[cfg(not(feature = "blocking"))]
    hook();
}

/// Sends a request until it succeeds or a retry would not help.
pub(crate) async fn execute<T: Receive>(plan: &mut Plan) -> Result<T, Error> {
    if let Some(mistake) = plan.error.take() {
        return Err(Error::invalid_request(mistake));
    }
    if plan.is_write()
        && let Ok(key) = HeaderValue::try_from(options::unique())
    {
        plan.headers.entry(IDEMPOTENCY_KEY).or_insert(key);
    }
    if Handle::try_current().is_err() {
        let message = "requests must be awaited within a Tokio runtime";
        return Err(Error::invalid_request(message.to_owned()));
    }
    attempts(plan).await
}

async fn attempts<T: Receive>(plan: &Plan) -> Result<T, Error> {
    let settings = &plan.client.settings;
    let mut deadline = Deadline::of(plan);
    let max_retries = plan.options.max_retries.unwrap_or(settings.max_retries);
    let limit = plan.time_limit();
    let mut retries = 0;
    let mut renewed = false;
    loop {
        let start = Instant::now();
        let limit = limit.min(deadline.left());
        // A future holds twice what it is given; so each stays in its place, and lends itself.
        let attempt = pin!(attempt(plan, retries));
        let sent = pin!(within(limit, attempt));
        #[cfg(feature = "tracing")]
        let sent = trace::traced(plan, retries, sent);
        let outcome = sent.await;
        let outcome = outcome.map_err(|error| {
            let error = deadline.reason(error);
            error.after(retries).scrubbed(&settings.credentials)
        });
        let mut pause = None;
        if let Err(error) = &outcome
            && plan.is_repeatable()
        {
            pause = options::pause(error, retries).filter(|_| retries < max_retries);
            pause = pause.filter(|pause| *pause < deadline.left());
            if pause.is_none() && !renewed && plan.renews(error) {
                renewed = true;
                pause = Some(Duration::ZERO);
            }
        }
        settings.hooks.after(&Attempt {
            endpoint: plan.endpoint,
            retries,
            elapsed: start.elapsed(),
            outcome: outcome.as_ref().map(Receive::head),
            pause,
        });
        match (pause, outcome) {
            (Some(pause), Err(error)) => {
                deadline.last = Some(error).filter(|error| error.status().is_some());
                tokio::time::sleep(pause).await;
            }
            (_, outcome) => return outcome,
        }
        retries += 1;
    }
}

/// The time limit of a request, including all attempts.
struct Deadline {
    limit: Option<Duration>,
    end: Option<Instant>,
    /// The error of the previous attempt, if the server responded: it is more helpful than a
    /// timeout.
    last: Option<Error>,
}

impl Deadline {
    fn of(plan: &Plan) -> Self {
        let limit = plan.options.deadline.or(plan.client.settings.deadline);
        Self {
            limit,
            end: limit.and_then(|limit| Instant::now().checked_add(limit)),
            last: None,
        }
    }

    fn left(&self) -> Duration {
        let left = |end: Instant| end.saturating_duration_since(Instant::now());
        self.end.map_or(Duration::MAX, left)
    }

    /// The error of an attempt; if the deadline ended it, the one that explains the request's failure.
    fn reason(&mut self, error: Error) -> Error {
        match self.limit {
            Some(limit) if error.is_timeout() && self.left().is_zero() => {
                let last = self.last.take();
                last.unwrap_or_else(|| Error::timed_out(limit))
            }
            _ => error,
        }
    }
}

/// The outcome of a request or an attempt, or a timeout.
async fn within<T>(
    limit: Duration,
    outcome: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let outcome = tokio::time::timeout(limit, outcome).await;
    outcome.unwrap_or_else(|_| Err(Error::timed_out(limit)))
}

/// Sends a request once, and follows redirects. Every response other than a success is an
/// error.
async fn attempt<T: Receive>(plan: &Plan, retries: u32) -> Result<T, Error> {
    let (head, response) = Head::of(exchange(plan, retries).await?, retries, plan);
    let compression = compression(plan, &head);
    if head.status.is_success() && compression.is_none() {
        return T::receive(head, response, plan).await;
    }
    let answer = Box::pin(RawResponse::receive(head, response, plan)).await?;
    Err(match compression {
        Some(coding) => Error::compressed(answer, &coding),
        None => Error::from_response(answer.into()),
    })
}

/// The content coding of a response that is compressed although the client did not ask for that.
/// Such a response cannot be read.
fn compression(plan: &Plan, head: &Head) -> Option<String> {
    let coding = head.headers.get(CONTENT_ENCODING)?;
    let coding = String::from_utf8_lossy(coding.as_bytes());
    let settings = &plan.client.settings;
    let mut asked = [&settings.headers, &plan.headers, &plan.options.headers].into_iter();
    let asked = asked.any(|headers| headers.contains_key(ACCEPT_ENCODING));
    let is_plain = coding.trim().is_empty() || coding.trim().eq_ignore_ascii_case("identity");
    (!asked && !is_plain).then(|| coding.into_owned())
}

async fn exchange(plan: &Plan, retries: u32) -> Result<reqwest::Response, Error> {
    let settings = &plan.client.settings;
    let mut route = Route::default();
    loop {
        if !route.abroad {
            settings.credentials.provide(plan.endpoint.security).await?;
        }
        let request = plan.assemble(&route, retries)?;
        let sending = settings.via.transport()?.send(request);
        let answer = sending.await.map_err(Error::transport)?;
        if !route.follow(plan, &answer)? {
            return Ok(answer);
        }
        if !route.without_body && !plan.is_repeatable() {
            return Err(Route::refused(
                "cannot follow a redirect: the request body can be sent only once",
            ));
        }
    }
}

impl Plan {
    /// The time limit for one attempt.
    pub(crate) fn time_limit(&self) -> Duration {
        self.options.timeout.unwrap_or(self.client.settings.timeout)
    }

    /// The maximum time between two chunks of a response, if it is limited.
    pub(crate) fn idle_limit(&self) -> Option<Duration> {
        let settings = &self.client.settings;
        self.options.idle_timeout.or(settings.idle_timeout)
    }

    /// Waits for the next chunk of a response.
    pub(crate) async fn in_time<T>(
        &self,
        piece: impl Future<Output = reqwest::Result<T>>,
    ) -> Result<T, Error> {
        let piece = match self.idle_limit() {
            None => Ok(piece.await),
            Some(limit) => tokio::time::timeout(limit, piece).await.map_err(|_| limit),
        };
        piece.map_err(Error::timed_out)?.map_err(Error::transport)
    }

    /// Whether another credential is available that the server may accept.
    fn renews(&self, error: &Error) -> bool {
        let credentials = &self.client.settings.credentials;
        error.status() == Some(StatusCode::UNAUTHORIZED)
            && credentials.renew(self.endpoint.security)
    }
}

/// A span for each attempt of a request, with the `OpenTelemetry` names for HTTP clients
/// (*Semantic conventions for HTTP spans*).
#[cfg(feature = "tracing")]
pub(super) mod trace {
    use reqwest::Url;
    use tracing::field::{Empty, display};
    use tracing::{Instrument as _, Span, info_span};

    use super::super::error::Error;
    use super::super::json::Mismatch;
    use super::super::request::Plan;
    use super::super::response::Receive;

    /// Runs an attempt within a span.
    pub(crate) async fn traced<T: Receive>(
        plan: &Plan,
        retries: u32,
        attempt: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        if !tracing::enabled!(tracing::Level::INFO) {
            return attempt.await;
        }
        let span = span(plan, retries);
        let outcome = attempt.instrument(span.clone()).await;
        let status = match &outcome {
            Ok(answer) => Some(answer.head().status),
            Err(error) => error.status(),
        };
        if let Some(status) = status {
            span.record("http.response.status_code", status.as_u16());
        }
        if let Err(error) = &outcome {
            span.record("otel.status_code", "ERROR");
            match error.status().filter(|_| error.is_status()) {
                Some(status) => span.record("error.type", display(status.as_u16())),
                None => span.record("error.type", tracing::field::debug(error.kind())),
            };
        }
        outcome
    }

    /// Reports members of a response that do not match the API documentation.
    pub(crate) fn mismatches(mismatches: &[Mismatch]) {
        for one in mismatches {
            tracing::debug!("json.path" = one.path(), "{}", one.message());
        }
    }

    fn span(plan: &Plan, retries: u32) -> Span {
        let endpoint = plan.endpoint;
        let server = plan.base_url().ok();
        info_span!(
            "http.client",
            "otel.kind" = "client",
            "otel.name" = %format_args!("{} {}", endpoint.method, endpoint.path),
            "http.request.method" = %endpoint.method,
            "url.template" = endpoint.path,
            "server.address" = server.as_ref().and_then(Url::host_str),
            "server.port" = server.as_ref().and_then(Url::port_or_known_default),
            "http.request.resend_count" = (retries > 0).then_some(retries),
            "http.response.status_code" = Empty,
            "error.type" = Empty,
            "otel.status_code" = Empty,
        )
    }
}
