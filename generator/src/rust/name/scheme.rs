//! Names credentials, and the environment variables that hold them.

use std::collections::HashMap;

use heck::ToShoutySnakeCase as _;

use crate::model::{Api, Scheme};

use super::assigned::{Ident, SchemeName};

/// The names of credentials with these setters, which are unique. Two credentials share an environment variable only
/// if the document says so: one of them may belong into a URL, where the other must not be.
pub(super) fn names(api: &Api, setters: Vec<Ident>) -> Vec<SchemeName> {
    let usual =
        |scheme: &Scheme| format!("{}_{}", api.env_prefix, scheme.name.to_shouty_snake_case());
    let mut users: HashMap<String, usize> = HashMap::new();
    for scheme in api.schemes.iter().filter(|scheme| scheme.env.is_none()) {
        *users.entry(usual(scheme)).or_default() += 1;
    }
    let names = api.schemes.iter().zip(setters).map(|(scheme, setter)| {
        // Setters are unique, and therefore constants are, too.
        let constant = setter.trim_start_matches("r#").to_uppercase();
        let env = scheme.env.clone().unwrap_or_else(|| {
            let usual = usual(scheme);
            match users.get(&usual) {
                Some(2..) => format!("{}_{constant}", api.env_prefix),
                Some(_) | None => usual,
            }
        });
        SchemeName {
            setter,
            constant,
            env,
        }
    });
    names.collect()
}
