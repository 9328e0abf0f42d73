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
    let chosen = match config {
        Some(PaginationConfig::Off) => return None,
        Some(PaginationConfig::On(chosen)) => Some(chosen),
        None => None,
    };
    let (Reply::Json(ty), false) = (answered.reply, answered.streams) else {
        if let Some(chosen) = chosen {
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
    };
    match chosen {
        Some(chosen) => chosen::pages(&finder, chosen),
        None if answered.method == Method::Get => finder.pages(),
        None if answered.method == Method::Post => finder.linked(),
        None => None,
    }
}
