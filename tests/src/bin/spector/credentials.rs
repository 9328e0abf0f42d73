//! The credentials of a client: setters of its builder.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use generator::model::{Operation, Placement};
use serde_json::{Map, Value};

use super::crates::Crate;

/// The setters of the credentials that an exchange sends, which are taken from its query and headers.
pub(crate) fn sent(
    krate: &Crate,
    query: &mut Map<String, Value>,
    headers: &mut BTreeMap<String, String>,
) -> String {
    let mut setters = String::new();
    for (scheme, name) in krate.api.schemes.iter().zip(krate.names.schemes()) {
        let value = match &scheme.placement {
            Placement::Bearer => authorization(headers, "Bearer"),
            Placement::Basic => authorization(headers, "Basic"),
            Placement::Authorization(prefix) => authorization(headers, prefix),
            Placement::Header(header) => headers.remove(&header.to_lowercase()),
            Placement::Query(name) => {
                let value = query.remove(name);
                value.and_then(|value| value.as_str().map(str::to_owned))
            }
            Placement::Cookie(_) => None,
        };
        if let Some(value) = value {
            let _ = write!(setters, ".{}({value:?})", name.setter);
        }
    }
    setters
}

/// A credential that the server refuses, for an exchange that names none.
pub(crate) fn refused(krate: &Crate, operation: &Operation) -> String {
    let needed = operation.security.first().and_then(|all| all.first());
    let setter = needed.and_then(|id| krate.names.schemes().get(id.0));
    setter.map_or_else(String::new, |name| format!(".{}(\"refused\")", name.setter))
}

/// The credential of the header `Authorization`, if it is of this kind.
fn authorization(headers: &mut BTreeMap<String, String>, prefix: &str) -> Option<String> {
    let value = headers.get("authorization")?;
    let (kind, value) = value.split_once(' ')?;
    let value = kind
        .eq_ignore_ascii_case(prefix)
        .then(|| value.to_owned())?;
    headers.remove("authorization");
    Some(value)
}
