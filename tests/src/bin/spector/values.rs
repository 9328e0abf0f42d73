//! The values of an exchange, taken by the arguments of a method.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use generator::model::{Argument, BodyKind, Location, Operation, QueryStyle, Type};
use generator::rust::ArgumentItem;
use serde_json::{Map, Value};

use super::declared::is_declared;
use super::find::Found;
use super::program::Files;
use super::scenario::{Content, Exchange, Part};
use super::wire;
use super::xml;

/// The values of an exchange that no argument has taken yet.
pub(crate) struct Values<'a> {
    found: &'a Found<'a>,
    pub(crate) query: Map<String, Value>,
    pub(crate) headers: BTreeMap<String, String>,
    body: Option<&'a Content>,
    pub(crate) members: Map<String, Value>,
    files: Vec<&'a Part>,
    pub(crate) taken: bool,
}

impl<'a> Values<'a> {
    pub(crate) fn of(found: &'a Found<'a>, exchange: &'a Exchange) -> Self {
        let body = exchange.body.as_ref();
        let multipart = body.and_then(|body| body.multipart.as_ref());
        let json = body.and_then(|body| {
            let api = &found.krate.api;
            xml::request(api, found.operation, body).or_else(|| body.json())
        });
        let members = match (multipart, json) {
            (Some(multipart), _) => multipart.parts.clone(),
            (None, Some(Value::Object(members))) => members,
            (None, _) => Map::new(),
        };
        let files = multipart.map(|multipart| multipart.files.iter().collect());
        let headers = exchange.headers.iter();
        let headers =
            headers.filter(|(name, _)| !["accept", "content-type"].contains(&name.as_str()));
        let text = |value: &Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        Self {
            found,
            query: exchange.query.clone(),
            headers: headers
                .map(|(name, value)| (name.clone(), text(value)))
                .collect(),
            body,
            members,
            files: files.unwrap_or_default(),
            taken: false,
        }
    }

    /// The whole body, if the document allows its members, but the method does not take all of them one by one.
    pub(crate) fn whole_body(&self) -> Option<Value> {
        let operation = self.found.operation;
        let body = operation.body.as_ref().filter(|body| !body.is_form)?;
        let mut names = self.members.keys();
        let is_argument = |name: &String| operation.arguments.iter().any(|one| one.wire == *name);
        let json = self.body?.json()?;
        let is_open = names.any(|name| !is_argument(name));
        (is_open && is_declared(&self.found.krate.api, &body.ty, &json)).then_some(json)
    }

    /// The method itself sends what has only one value.
    pub(crate) fn drop_constants(&mut self, operation: &Operation) {
        let constant = operation.arguments.iter();
        for argument in constant.filter(|argument| argument.only_value().is_some()) {
            let sent = match argument.location {
                Location::Query(_) => self.query.remove(&argument.wire),
                Location::Header { .. } => {
                    let value = self.headers.remove(&argument.wire.to_lowercase());
                    value.map(Value::String)
                }
                _ => self.members.remove(&argument.wire),
            };
            self.taken |= sent.is_some();
        }
    }

    /// Whether an argument takes the parameters that no other argument takes.
    pub(crate) fn is_rest(&self, argument: &Argument) -> bool {
        argument.location == Location::Query(QueryStyle::Form)
            && wire::is_object(&self.found.krate.api, &argument.ty)
    }

    /// The Rust expression of an argument, if the exchange has a value for it.
    pub(crate) fn argument(
        &mut self,
        argument: &Argument,
        item: &ArgumentItem,
        files: &mut Files,
        aids: &mut BTreeSet<&'static str>,
    ) -> Option<String> {
        let api = &self.found.krate.api;
        if let Location::FilePart(default) | Location::ExplodedFiles(default) = &argument.location {
            return self.files(argument, default.is_some(), files);
        }
        if is_media_type(argument) {
            let sent = self.body?.essence();
            return Some(format!("json::<{}>(r####\"{sent:?}\"####)", item.ty));
        }
        let value = match &argument.location {
            Location::Path(style) => {
                let text = self.found.captured(&argument.wire)?;
                wire::of_path(api, &argument.ty, style, &argument.wire, text)
            }
            Location::Query(style) => self.query(argument, style.clone())?,
            Location::Header { explode } => {
                let text = self.headers.remove(&argument.wire.to_lowercase())?;
                wire::of_text(api, &argument.ty, &text, ",", *explode)
            }
            Location::DelimitedHeader(delimiters) => {
                let text = self.headers.remove(&argument.wire.to_lowercase())?;
                let separator = delimiters.first().map_or(",", |one| one.text());
                wire::of_text(api, &argument.ty, &text, separator, false)
            }
            Location::JsonHeader => {
                let text = self.headers.remove(&argument.wire.to_lowercase())?;
                serde_json::from_str(&text).ok()?
            }
            Location::QueryString(_)
            | Location::Cookie { .. }
            | Location::JsonCookie
            | Location::PartHeader { .. } => {
                return None;
            }
            Location::Body(kind) => match self.body(*kind, files)? {
                Body::Code(code) => return Some(code),
                Body::Json(value) => value,
            },
            Location::Field
            | Location::FormField(_)
            | Location::Part(_)
            | Location::OrderedPart { .. }
            | Location::FilePart(_)
            | Location::ExplodedFiles(_) => {
                let value = self.members.get(&argument.wire)?.clone();
                let value = as_type(self.found, argument, value);
                self.taken = true;
                // Members that the type does not have are passed separately.
                let fits = value.is_null() || is_declared(api, &argument.ty, &value);
                if !argument.required && !fits {
                    return None;
                }
                self.members.remove(&argument.wire);
                value
            }
        };
        if !value.is_null() && !is_declared(api, &argument.ty, &value) {
            aids.insert("undeclared members");
        }
        Some(format!("json::<{}>(r####\"{value}\"####)", item.ty))
    }

    fn query(&mut self, argument: &Argument, style: QueryStyle) -> Option<Value> {
        let api = &self.found.krate.api;
        if self.is_rest(argument) && !self.query.contains_key(&argument.wire) {
            let mut rest = Map::new();
            for (key, value) in std::mem::take(&mut self.query) {
                let one = Map::from_iter([(key.clone(), value.clone())]);
                let one = wire::of_members(api, &argument.ty, &one);
                let own = is_declared(api, &argument.ty, &one);
                let list = if own { &mut rest } else { &mut self.query };
                list.insert(key, value);
            }
            return (!rest.is_empty()).then(|| wire::of_members(api, &argument.ty, &rest));
        }
        let value = self.query.remove(&argument.wire)?;
        let is_list = matches!(wire::resolved(api, &argument.ty), Type::List(_));
        Some(match (style, value) {
            (QueryStyle::Json, Value::String(text)) => serde_json::from_str(&text).ok()?,
            (QueryStyle::Joined(separator), Value::String(text)) => {
                wire::of_text(api, &argument.ty, &text, separator, false)
            }
            (QueryStyle::Reserved(false), Value::String(text)) => {
                wire::of_text(api, &argument.ty, &text, ",", false)
            }
            (_, Value::Array(texts)) => {
                let texts = texts.iter().filter_map(Value::as_str);
                let texts: Vec<&str> = texts.collect();
                wire::of_text(api, &argument.ty, &texts.join("\u{1}"), "\u{1}", false)
            }
            (_, Value::String(text)) if is_list => {
                wire::of_text(api, &argument.ty, &text, "\u{1}", false)
            }
            (_, Value::String(text)) => wire::scalar(api, &argument.ty, &text),
            (_, other) => as_type(self.found, argument, other),
        })
    }

    /// The files of a part. The media type is said where the document does not say it.
    fn files(&mut self, argument: &Argument, typed: bool, files: &mut Files) -> Option<String> {
        let is_own = |part: &&Part| part.field == argument.wire;
        let (own, others): (Vec<&Part>, Vec<&Part>) = self.files.drain(..).partition(is_own);
        self.files = others;
        let name = &self.found.krate.name;
        let code = |part: &Part| {
            let content = files.include(&part.bytes());
            let file = format!("{name}::File::new({:?}, {content})", part.name);
            if typed {
                file
            } else {
                format!("{file}.media_type({:?})", part.media_type)
            }
        };
        let list: Vec<String> = own.into_iter().map(code).collect();
        if list.is_empty() {
            return None;
        }
        self.taken = true;
        let several = argument.ty == Type::File(true);
        let list = list.join(", ");
        Some(if several { format!("[{list}]") } else { list })
    }

    fn body(&mut self, kind: BodyKind, files: &mut Files) -> Option<Body> {
        let body = self.body?;
        self.taken = true;
        Some(match kind {
            BodyKind::Json | BodyKind::Form => {
                self.members.clear();
                let api = &self.found.krate.api;
                let json = xml::request(api, self.found.operation, body);
                Body::Json(json.or_else(|| body.json())?)
            }
            BodyKind::Text => {
                // Some mock definitions write texts as JSON.
                let json = body
                    .json()
                    .and_then(|json| json.as_str().map(str::to_owned));
                Body::Code(format!("{:?}", json.or_else(|| body.text())?))
            }
            BodyKind::Binary => {
                self.members.clear();
                Body::Code(format!("{}.to_vec()", files.include(&body.bytes())))
            }
            BodyKind::Lines(_) => {
                let text = body.text()?;
                let lines = text.lines().map(serde_json::from_str);
                Body::Json(Value::Array(lines.collect::<Result<_, _>>().ok()?))
            }
        })
    }

    /// What no argument takes, passed as it is.
    pub(crate) fn extras(
        &self,
        options: &mut String,
        aids: &mut BTreeSet<&'static str>,
    ) -> Result<(), String> {
        let mut extras = String::new();
        for (key, value) in &self.query {
            aids.insert("extra_query");
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            let _ = write!(extras, ".extra_query({key:?}, {text:?})");
        }
        if self.body.is_some() && !self.taken && self.members.is_empty() {
            // An object without members is what a method without arguments sends.
            let empty = self.found.operation.sends_body;
            empty.then_some(()).ok_or("the method takes no body")?;
        }
        for (key, value) in &self.members {
            aids.insert("extra_body");
            let _ = write!(
                extras,
                ".extra_body({key:?}, json::<serde_json::Value>(r####\"{value}\"####))"
            );
        }
        if let Some(part) = self.files.first() {
            return Err(format!("the method takes no file `{}`", part.field));
        }
        if !extras.is_empty() {
            let name = &self.found.krate.name;
            let _ = write!(options, ".with({name}::RequestOptions::new(){extras})");
        }
        for (key, value) in &self.headers {
            aids.insert("header");
            let _ = write!(options, ".header({key:?}, {value:?})");
        }
        Ok(())
    }
}

enum Body {
    Code(String),
    Json(Value),
}

/// The mock definitions write some texts as numbers.
fn as_type(found: &Found<'_>, argument: &Argument, value: Value) -> Value {
    let is_text = wire::resolved(&found.krate.api, &argument.ty).is_text();
    match value {
        Value::Number(_) | Value::Bool(_) if is_text => Value::String(value.to_string()),
        value => value,
    }
}

/// Whether an argument is the media type of the body.
pub(crate) fn is_media_type(argument: &Argument) -> bool {
    argument.wire == "content-type" && matches!(argument.location, Location::Header { .. })
}
