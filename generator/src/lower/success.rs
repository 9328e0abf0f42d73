//! Decides which responses describe success.

use crate::openapi::{ResponseSite, Status};

/// Returns whether a status code redirects the client (RFC 9110, 15.4).
pub(super) fn is_redirect(status: Status) -> bool {
    matches!(
        status,
        Status::Code(300..=303 | 307 | 308) | Status::Range(3)
    )
}

/// The success responses, sorted by status code. `default` is included if neither success nor a
/// redirect is described.
pub(super) fn successes<'a>(
    responses: &[(Status, ResponseSite<'a>)],
) -> Vec<(Status, ResponseSite<'a>)> {
    let described = says_success(responses);
    let mut found: Vec<&(Status, ResponseSite<'a>)> = responses
        .iter()
        .filter(|(status, _)| match status {
            Status::Default => !described,
            Status::Code(_) | Status::Range(_) => status.is_success(),
        })
        .collect();
    found.sort_by_key(|(status, _)| *status);
    found.into_iter().cloned().collect()
}

/// Returns whether success is described by a status code. Otherwise, `default` describes it.
pub(super) fn says_success(responses: &[(Status, ResponseSite<'_>)]) -> bool {
    let says = |(status, _): &(Status, _)| {
        status.is_success() || is_redirect(*status) || *status == Status::Code(304)
    };
    responses.iter().any(says)
}
