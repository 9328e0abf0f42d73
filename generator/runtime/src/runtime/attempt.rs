//! Attempts: sends a request, retries it if that may help, and reports each attempt to hooks and `tracing`.

use std::fmt::{self, Debug, Formatter};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue};
use tokio::runtime::Handle;
use tokio::time::{Instant, timeout_at};

use super::error::{Error, kind::Kind};
use super::failure::compression;
use super::request::{Endpoint, Plan};
use super::response::{Head, RawResponse, Receive};
use super::retry::{Deadline, timer, unique, within};
use super::route::{IDEMPOTENCY_KEY, exchange};
use super::syntax::Unconverted;

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
    pub fn method(&self) -> &'static str {
        self.endpoint.method
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
            .field("method", &format_args!("{}", self.method()))
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
    if let Some(mistake) = plan.draft.error.take() {
        return Err(Error::invalid_request(mistake));
    }
    if plan.is_write()
        && !plan.client.settings.headers.contains_key(IDEMPOTENCY_KEY)
        && let Ok(key) = HeaderValue::try_from(unique())
    {
        plan.headers.entry(IDEMPOTENCY_KEY).or_insert(key);
    }
    let problem = if Handle::try_current().is_err() {
        "requests must be awaited within a Tokio runtime"
    } else if timer(Duration::ZERO).is_none() {
        "the Tokio runtime has no timers; build it with `enable_all`"
    } else {
        return attempts(plan).await;
    };
    Err(Error::invalid_request(problem.to_owned()))
}

async fn attempts<T: Receive>(plan: &Plan) -> Result<T, Error> {
    let settings = &plan.client.settings;
    let mut deadline = Deadline::of(plan);
    let limit = plan.time_limit();
    let mut retries = 0;
    let mut renewed = false;
    loop {
        let start = Instant::now();
        let limit = limit.min(deadline.left());
        // A future holds twice what it is given; so each stays in its place, and lends itself.
        let attempt = pin!(attempt(plan, retries, start.checked_add(limit)));
        let sent = pin!(within(limit, attempt));
        #[cfg(feature = "tracing")]
        let sent = trace::traced(plan, retries, sent);
        let outcome = sent.await;
        let outcome = outcome.map_err(|error| {
            let error = deadline.reason(error);
            error.after(retries).scrubbed(&settings.credentials)
        });
        let pause = match &outcome {
            Ok(_) => None,
            Err(error) => plan.pause(error, retries, &mut renewed, deadline.left()),
        };
        settings.hooks.after(&Attempt {
            endpoint: plan.endpoint,
            retries,
            elapsed: start.elapsed(),
            outcome: outcome.as_ref().map(Receive::head),
            pause,
        });
        match (pause, outcome) {
            (Some(pause), Err(error)) => {
                if error.status().is_some() {
                    deadline.last = Some(error);
                }
                tokio::time::sleep(pause).await;
            }
            (_, outcome) => return outcome,
        }
        retries += 1;
    }
}

/// Sends a request once, and follows redirects. Every response other than a success is an
/// error. At `end`, the attempt times out.
async fn attempt<T: Receive>(plan: &Plan, retries: u32, end: Option<Instant>) -> Result<T, Error> {
    let (mut head, mut response) = Head::of(exchange(plan, retries).await?, retries, plan);
    if head.status.is_success()
        && let Some(coding) = compression(plan, &head)
    {
        let raw = Box::pin(RawResponse::receive(head, response, plan)).await?;
        if !raw.body.is_empty() {
            return Err(Error::compressed(raw, &coding));
        }
        // The coding is that of another response, such as the one to `GET` instead of `HEAD`.
        head = raw.head;
        response = http::Response::new(reqwest::Body::default()).into();
    }
    if head.status.is_success() {
        return T::receive(head, response, plan).await;
    }
    let coding = compression(plan, &head);
    let mut raw = Box::pin(refusal(head, response, plan, end)).await;
    if let Some(coding) = coding.filter(|_| !raw.body.is_empty()) {
        return Err(Error::compressed(raw, &coding));
    }
    if let Some(syntax) = plan.syntax {
        // If the body is not the documented one, the error still has the status code.
        let _ = syntax.convert(&mut raw);
    }
    Err(Error::from_response(raw.into()))
}

/// The number of bytes that are kept of a body that is longer than a response may be, and belongs to an error.
const KEPT: usize = 64 << 10;

/// A response that is an error, with as much of its body as arrives: its status matters more than its end.
async fn refusal(
    head: Head,
    mut response: reqwest::Response,
    plan: &Plan,
    end: Option<Instant>,
) -> RawResponse {
    let mut body = Collected::default();
    let filling = body.fill(&mut response, plan);
    let filled = match end {
        Some(end) => timeout_at(end, filling).await.unwrap_or_else(|_| {
            let left = end.saturating_duration_since(Instant::now());
            Err(Error::timed_out(left))
        }),
        None => filling.await,
    };
    let mut body = body.into_bytes();
    if let Err(error) = filled {
        if error.is_too_large() {
            body.truncate(KEPT);
        }
        // A body that was cut off may end within a credential.
        let end = String::from_utf8_lossy(&body);
        if let Some(text) = plan.client.settings.credentials.scrubbed_end(&end) {
            body = text.into();
        }
    }
    RawResponse { head, body }
}

/// The part of a body that has been received.
#[derive(Default)]
struct Collected {
    /// Most responses come in one piece, which need not be copied.
    only: Bytes,
    longer: Vec<u8>,
}

impl Collected {
    async fn fill(&mut self, response: &mut reqwest::Response, plan: &Plan) -> Result<(), Error> {
        let limit = plan.client.settings.max_response_size;
        while let Some(piece) = plan.in_time(response.chunk()).await? {
            let length = self.only.len() + self.longer.len();
            if length + piece.len() > limit {
                // The start of an error says what is wrong.
                let kept = piece.len().min(KEPT.saturating_sub(length));
                self.add(piece.slice(..kept));
                let message = format!("the response is larger than {limit} bytes");
                return Err(Error::new(Kind::TooLarge, message));
            }
            self.add(piece);
        }
        Ok(())
    }

    fn add(&mut self, piece: Bytes) {
        if self.only.is_empty() && self.longer.is_empty() {
            self.only = piece;
        } else {
            let first = std::mem::take(&mut self.only);
            self.longer.extend_from_slice(&first);
            self.longer.extend_from_slice(&piece);
        }
    }

    fn into_bytes(self) -> Bytes {
        if self.longer.is_empty() {
            self.only
        } else {
            self.longer.into()
        }
    }
}

impl Receive for RawResponse {
    #[allow(
        clippy::manual_async_fn,
        reason = "it would hold the response twice, and so would each future"
    )]
    fn receive(
        head: Head,
        mut response: reqwest::Response,
        plan: &Plan,
    ) -> impl Future<Output = Result<Self, Error>> + Send {
        async move {
            let mut body = Collected::default();
            body.fill(&mut response, plan).await?;
            let body = body.into_bytes();
            let mut raw = Self { head, body };
            // The syntax is that of the usual response.
            let syntax = plan.syntax.filter(|_| !plan.is_instead);
            match syntax.map_or(Ok(()), |syntax| syntax.convert(&mut raw)) {
                Ok(()) => Ok(raw),
                Err(Unconverted::Reported) => Err(Error::reported(&raw)),
                Err(Unconverted::Invalid(problem)) => {
                    Err(Error::undecodable(&raw.head, &raw.body, problem))
                }
            }
        }
    }

    fn head(&self) -> &Head {
        &self.head
    }
}

/// A span for each attempt of a request, with the `OpenTelemetry` names for HTTP clients
/// (*Semantic conventions for HTTP spans*).
#[cfg(feature = "tracing")]
mod trace {
    use reqwest::Url;
    use tracing::field::{Empty, display};
    use tracing::{Instrument as _, Span, info_span};

    use super::super::error::Error;
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
