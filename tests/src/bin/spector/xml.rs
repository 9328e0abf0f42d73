//! The JSON that an XML body stands for, by the model of its operation.

use generator::model::{Api, Field, Operation, Shape, Type, XmlPlace};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use super::scenario::Content;
use super::wire::{resolved, scalar};

/// The value of a request body that a method takes as XML.
pub(crate) fn request(api: &Api, operation: &Operation, body: &Content) -> Option<Value> {
    let sent = operation.sent_xml.as_ref().filter(|_| body.is_xml())?;
    Some(value(api, &sent.ty, &parsed(&body.text()?)?))
}

/// The value of a response that a method reads as XML.
pub(crate) fn response(api: &Api, operation: &Operation, answer: &Content) -> Option<Value> {
    let is_xml = operation.read_xml.is_some() && answer.is_xml();
    let ty = operation.reply.ty().filter(|_| is_xml)?;
    Some(value(api, ty, &parsed(&answer.text()?)?))
}

/// An element.
#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().flatten();
        Self {
            name: start.local_name().into_inner().to_owned(),
            attributes: attributes
                .map(|one| {
                    (
                        one.key.local_name().into_inner().to_owned(),
                        one.value.into_owned(),
                    )
                })
                .collect(),
            ..Self::default()
        }
    }

    /// The children of this name.
    fn named(&self, name: &str) -> Vec<&Self> {
        let children = self.children.iter();
        children.filter(|child| child.name == name).collect()
    }
}

fn parsed(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => open.push(Element::of(&start)),
            Event::Empty(start) => open.last_mut()?.children.push(Element::of(&start)),
            Event::End(_) => {
                let element = open.pop()?;
                open.last_mut()?.children.push(element);
            }
            Event::Text(text) => open.last_mut()?.text.push_str(&text.xml10_content()),
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop()?.children.pop()
}

fn value(api: &Api, ty: &Type, element: &Element) -> Value {
    match resolved(api, ty) {
        Type::List(item) => {
            let items = element.children.iter();
            items.map(|one| value(api, item, one)).collect()
        }
        Type::Map(item) => {
            let members = element.children.iter();
            let members = members.map(|one| (one.name.clone(), value(api, item, one)));
            Value::Object(members.collect())
        }
        ty => match members(api, ty) {
            Some(fields) => object(api, fields, element),
            None => scalar(api, ty, element.text.trim()),
        },
    }
}

/// The fields of a struct.
fn members<'a>(api: &'a Api, ty: &Type) -> Option<&'a [Field]> {
    let def = ty.named().and_then(|id| api.types.get(id.0))?;
    match &def.shape {
        Shape::Struct(object) => Some(&object.fields),
        _ => None,
    }
}

fn object(api: &Api, fields: &[Field], element: &Element) -> Value {
    let mut found = Map::new();
    for field in fields {
        let xml = field.xml.as_deref();
        let name = xml.map_or(field.wire.as_str(), |xml| &xml.name.local);
        let own = match (
            resolved(api, &field.ty),
            xml.and_then(|xml| xml.items.as_ref()),
        ) {
            _ if xml.is_some_and(|xml| xml.place == XmlPlace::Attribute) => {
                let mut attributes = element.attributes.iter();
                let own = attributes.find(|(key, _)| key == name);
                own.map(|(_, text)| scalar(api, &field.ty, text))
            }
            _ if xml.is_some_and(|xml| matches!(xml.place, XmlPlace::Text | XmlPlace::Cdata)) => {
                Some(scalar(api, &field.ty, &element.text))
            }
            (Type::List(item), Some(items)) => {
                let inner = &items.item.name.local;
                let own = element.named(if items.wrapped { name } else { inner });
                // The document does not always say that an array is wrapped.
                let own = match own.as_slice() {
                    [only] if items.wrapped || is_wrapper(api, item, only) => {
                        only.children.iter().collect()
                    }
                    _ => own.clone(),
                };
                Some(own.into_iter().map(|one| value(api, item, one)).collect())
            }
            _ => element
                .named(name)
                .first()
                .map(|one| value(api, &field.ty, one)),
        };
        found.extend(own.map(|own| (field.wire.clone(), own)));
    }
    Value::Object(found)
}

/// Whether an element is not an item of an array, but an element around the items.
fn is_wrapper(api: &Api, item: &Type, element: &Element) -> bool {
    let is_field = |child: &Element| match members(api, resolved(api, item)) {
        Some(fields) => fields.iter().any(|field| field.wire == child.name),
        None => false,
    };
    let is_empty = element.children.is_empty() && element.text.trim().is_empty();
    is_empty || !element.children.is_empty() && !element.children.iter().any(is_field)
}
