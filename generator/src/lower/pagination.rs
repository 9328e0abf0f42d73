//! Decides which operations are paginated, and how the next page is requested.
//!
//! In doubt, an operation is not paginated. The plain response is available in any case.

mod answer;
mod chosen;
mod count;
mod finder;
mod words;

use crate::diagnostic::Code;
use crate::model::{Method, Pages, Reply};
use crate::openapi::PaginationConfig;

use super::schema::Types;
use finder::Finder;

pub(super) use finder::Answered;

/// Returns the pagination of an operation, if it is paginated.
pub(super) fn lower<'a>(types: &Types<'a>, answered: &Answered<'_, 'a>) -> Option<Pages> {
    let config = answered.operation.sdk.pagination.as_ref();
    let (Reply::Json(ty), false) = (answered.reply, answered.streams) else {
        if let Some(PaginationConfig::On(chosen)) = config {
            let message = "`pagination` requires an operation whose only response is JSON";
            types
                .cx
                .diagnostics
                .tell(Code::InvalidPagination, &chosen.at, message);
        }
        return None;
    };
    let finder = Finder {
        types,
        answered,
        ty,
        silent: false,
    };
    match config {
        Some(PaginationConfig::Off) => None,
        Some(PaginationConfig::On(chosen)) => chosen::pages(&finder, chosen),
        Some(PaginationConfig::Hint(hint)) => {
            let silent = Finder {
                silent: true,
                ..finder
            };
            chosen::pages(&silent, hint).or_else(|| found(&finder))
        }
        None => found(&finder),
    }
}

/// Returns the pagination that the parameters and the response suggest.
fn found(finder: &Finder<'_, '_, '_>) -> Option<Pages> {
    match finder.answered.method {
        Method::Get | Method::Query => finder.pages(),
        Method::Post => finder.linked(),
        Method::Put
        | Method::Delete
        | Method::Options
        | Method::Head
        | Method::Patch
        | Method::Trace
        | Method::Other(_) => None,
    }
}
