//! The code samples of an operation.

use crate::model::Operation;
use crate::rust::name::OperationName;
use crate::rust::reference::Style;

use super::context::Site;
use super::wire::Request;

/// A code sample.
pub(super) struct Sample {
    pub(super) label: &'static str,
    pub(super) language: &'static str,
    pub(super) code: String,
    /// The cargo feature that it needs in addition to the default ones.
    pub(super) feature: Option<&'static str>,
}

/// The samples of an operation, and its request as it is sent.
pub(super) fn of(
    site: &Site<'_>,
    operation: &Operation,
    name: &OperationName,
) -> (Vec<Sample>, String) {
    let programs = site.rust.programs(operation, name).into_iter();
    let samples = programs.map(|program| Sample {
        label: label(program.style),
        language: "rust",
        code: program.code,
        feature: program.feature,
    });
    let request = Request::of(site, operation);
    let curl = Sample {
        label: "curl",
        language: "sh",
        code: request.curl(),
        feature: None,
    };
    (samples.chain([curl]).collect(), request.message())
}

fn label(style: Style) -> &'static str {
    match style {
        Style::Async => "Async",
        Style::Blocking => "Blocking",
        Style::Response => "Whole response",
        Style::Pages => "Pages",
        Style::Stream => "Stream",
        Style::Mock => "Test",
    }
}
