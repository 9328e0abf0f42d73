//! Pages that have URLs.

use super::pager::{Came, Turn};

impl Came<'_> {
    /// Goes on at a URL, which may be relative to that of this page. The credentials of the client
    /// are sent along, so it has to be of the same origin (RFC 6454, section 4).
    pub(crate) fn go_to(&self, reference: &str) -> Turn {
        let here = self.plan.url().ok();
        let next = here.as_ref().and_then(|here| here.join(reference).ok());
        let Some((here, mut next)) = here.zip(next) else {
            let message = "the server returned an invalid URL for the next page";
            return Turn::Astray(message.to_owned());
        };
        if next.origin() != here.origin() {
            let origin = next.origin().ascii_serialization();
            let message = format!(
                "the server returned {origin} for the next page; requests are not sent to another server"
            );
            return Turn::Astray(message);
        }
        next.set_fragment(None);
        let what = "the same URL";
        if next == here {
            return self.circle(what);
        }
        let mut plan = self.plan.again();
        plan.trail.url = Some(next.clone());
        self.go(plan, next.into(), what)
    }
}
