//! A span for each attempt of a request, with the `OpenTelemetry` names for HTTP clients
//! (*Semantic conventions for HTTP spans*).

use reqwest::Url;
use tracing::field::{Empty, display};
use tracing::{Instrument as _, Span, info_span};

use super::error::Error;
use super::json::Mismatch;
use super::request::Plan;
use super::response::Receive;

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
