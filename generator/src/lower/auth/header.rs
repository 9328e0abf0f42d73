//! Recognizes parameters that are credentials: those of a declared security scheme, and a header that most
//! operations require. They are set once, on the client.

use std::collections::HashMap;

use heck::ToSnakeCase;

use crate::diagnostic::Code;
use crate::lower::{all_of, docs};
use crate::model::{Docs, Placement, Scheme, SchemeId};
use crate::openapi::{Context, JsonType, Location, Operation, Parameter, PathItem, Status};

/// Words in the names of headers that identify the client.
const SECRETS: [&str; 9] = [
    "apikey",
    "auth",
    "authorization",
    "credential",
    "key",
    "passcode",
    "password",
    "secret",
    "token",
];

/// Words in the names of headers that select an account.
const ACCOUNTS: [&str; 8] = [
    "account",
    "org",
    "organisation",
    "organization",
    "project",
    "subscription",
    "tenant",
    "workspace",
];

/// Words in the names of headers that differ between requests.
const OF_REQUESTS: [&str; 9] = [
    "cache",
    "correlation",
    "etag",
    "idempotency",
    "match",
    "nonce",
    "page",
    "request",
    "trace",
];

/// The parameters that are credentials: headers, by their names in lower case, and query parameters.
#[derive(Debug, Default)]
pub(in crate::lower) struct Headers {
    headers: HashMap<String, SchemeId>,
    queries: HashMap<String, SchemeId>,
}

impl Headers {
    /// Finds these parameters, and adds a credential for each header that is not declared as a security
    /// scheme.
    pub(in crate::lower) fn find<'a>(
        cx: Context<'a>,
        items: &[(&'a str, PathItem<'a>)],
        schemes: &mut Vec<Scheme>,
    ) -> Self {
        let operations: Vec<&Operation<'a>> = items
            .iter()
            .flat_map(|(_, item)| &item.operations)
            .collect();
        let mut counts: Vec<(String, usize, &Parameter<'a>)> = Vec::new();
        for parameter in operations.iter().flat_map(|one| &one.parameters) {
            if !is_candidate(cx, parameter) {
                continue;
            }
            let name = parameter.name.to_ascii_lowercase();
            match counts.iter_mut().find(|(known, ..)| *known == name) {
                Some((_, count, _)) => *count += 1,
                None => counts.push((name, 1, parameter)),
            }
        }
        let queries = schemes.iter().enumerate();
        let queries = queries.filter_map(|(index, scheme)| match &scheme.placement {
            Placement::Query(name) => Some((name.clone(), SchemeId(index))),
            Placement::Bearer
            | Placement::Basic
            | Placement::Authorization(_)
            | Placement::Header(_)
            | Placement::Cookie(_) => None,
        });
        let mut found = Self {
            headers: HashMap::new(),
            queries: queries.collect(),
        };
        for (name, count, first) in counts {
            let declared = declared(schemes, &name);
            // `Authorization` is not a parameter (OpenAPI 3.1, 4.8.12.1), even if it is declared as
            // one.
            let authorization = name == "authorization";
            if authorization && (!schemes.is_empty() || count * 2 <= operations.len()) {
                continue;
            }
            let most = authorization || (count > 1 && count * 2 > operations.len());
            if declared.is_none() && !most {
                continue;
            }
            let id = declared.unwrap_or_else(|| {
                let message = format!(
                    "most operations have the header `{}`; it is set once, on the client",
                    first.name
                );
                let code = Code::HeaderAsCredential;
                cx.diagnostics.tell(code, &first.at, message);
                schemes.push(scheme(cx, first));
                SchemeId(schemes.len() - 1)
            });
            found.headers.insert(name, id);
        }
        if schemes.is_empty() {
            note_missing(cx, &operations);
        }
        found
    }

    /// The credential that a parameter is. A query parameter is one only if the operation requires it, because
    /// another operation may use the same name for something else.
    pub(in crate::lower) fn of(
        &self,
        parameter: &Parameter<'_>,
        required: &[Vec<SchemeId>],
    ) -> Option<SchemeId> {
        let name = &parameter.name;
        let found = match parameter.location {
            Location::Header => self.headers.get(&name.to_ascii_lowercase()),
            Location::Query => {
                let found = self.queries.get(name.as_ref());
                found.filter(|id| required.iter().any(|set| set.contains(id)))
            }
            Location::Path | Location::Cookie | Location::QueryString => None,
        };
        found.copied()
    }

    /// Adds an operation's parameters that are credentials to its alternative sets of credentials.
    pub(in crate::lower) fn add(
        &self,
        operation: &Operation<'_>,
        mut alternatives: Vec<Vec<SchemeId>>,
    ) -> Vec<Vec<SchemeId>> {
        let required = alternatives.clone();
        for parameter in &operation.parameters {
            let Some(id) = self.of(parameter, &required) else {
                continue;
            };
            let with = |set: &Vec<SchemeId>| {
                let mut set = set.clone();
                if !set.contains(&id) {
                    set.push(id);
                }
                set
            };
            let mut all: Vec<Vec<SchemeId>> = match alternatives.as_slice() {
                [] => vec![vec![id]],
                some => some.iter().map(with).collect(),
            };
            if !parameter.required {
                match alternatives.as_slice() {
                    [] => all.push(Vec::new()),
                    some => all.extend_from_slice(some),
                }
            }
            alternatives = Vec::new();
            for set in all {
                if !alternatives.contains(&set) {
                    alternatives.push(set);
                }
            }
        }
        alternatives
    }
}

/// The credential that is already sent in this header.
fn declared(schemes: &[Scheme], name: &str) -> Option<SchemeId> {
    let is = |scheme: &Scheme| matches!(&scheme.placement, Placement::Header(known) if known.eq_ignore_ascii_case(name));
    schemes.iter().position(is).map(SchemeId)
}

/// Returns whether a parameter is a header for strings whose name suggests a credential or an
/// account.
fn is_candidate<'a>(cx: Context<'a>, parameter: &Parameter<'a>) -> bool {
    let snake = parameter.name.to_snake_case();
    let has = |list: &[&str]| snake.split('_').any(|word| list.contains(&word));
    let named = has(&SECRETS) || (parameter.required && has(&ACCOUNTS));
    if parameter.location != Location::Header || !named || has(&OF_REQUESTS) {
        return false;
    }
    let Some(site) = &parameter.schema else {
        return parameter.content.is_none();
    };
    all_of::resolve(cx, site.clone()).is_some_and(|schema| {
        schema.types.as_slice() == [JsonType::String]
            && schema.enumeration.is_none()
            && schema.constant.is_none()
    })
}

fn scheme<'a>(cx: Context<'a>, parameter: &Parameter<'a>) -> Scheme {
    let snake = parameter.name.to_snake_case();
    let name = snake.strip_prefix("x_").unwrap_or(&snake).to_owned();
    Scheme {
        origin: parameter.at.clone(),
        wire: parameter.name.clone().into_owned(),
        env: None,
        name,
        protocol: None,
        placement: Placement::Header(parameter.name.clone().into_owned()),
        docs: Docs {
            text: docs::text(cx, &parameter.at, parameter.description),
            ..Docs::default()
        },
    }
}

/// Notes how to send a token if one is required but no security scheme is declared.
fn note_missing(cx: Context<'_>, operations: &[&Operation<'_>]) {
    let mut responses = operations.iter().flat_map(|operation| &operation.responses);
    let unauthorized = responses.find(|(status, _)| *status == Status::Code(401));
    if let Some((_, site)) = unauthorized {
        let message = "a credential is required, but no security scheme is declared; `ClientBuilder::default_header` can send a token";
        cx.diagnostics
            .tell(Code::NoSecurityScheme, &site.at, message);
    }
}
