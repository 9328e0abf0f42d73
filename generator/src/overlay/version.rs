use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::Object;
// The version of the Overlay Specification that an overlay follows.

/// The versions whose actions behave differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Updates and removes objects and arrays.
    V1_0,
    /// Also changes primitive values, copies nodes, and rejects updates of a different kind than
    /// the target.
    V1_1,
}

/// Reads the version that the overlay declares. Returns `None` after reporting an error if it is
/// not supported.
pub(super) fn version(overlay: &Object<'_>) -> Option<Version> {
    let diagnostics = overlay.context().diagnostics;
    let Some(version) = overlay.text("overlay") else {
        let message = "this is not an OpenAPI Overlay: `overlay` is missing";
        diagnostics.report(
            Diagnostic::new(Code::NotAnOverlay, overlay.at(), message)
                .help("start the overlay with the line `overlay: 1.1.0`"),
        );
        return None;
    };
    let at = &overlay.at().child("overlay");
    match version.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["1", "0"] => Some(Version::V1_0),
        ["1", "1"] => Some(Version::V1_1),
        ["1", _] => {
            let message = format!("Overlay {version} is read as Overlay 1.1");
            diagnostics.tell(Code::OtherVersion, at, message);
            Some(Version::V1_1)
        }
        _ => {
            let message =
                format!("Overlay {version} is not supported; only Overlay 1.0 and 1.1 are");
            diagnostics.tell(Code::UnsupportedVersion, at, message);
            None
        }
    }
}
