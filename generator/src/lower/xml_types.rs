//! Decides which types of XML bodies cannot have the form that their schemas declare: objects that are within
//! themselves without an element in between, and values whose names XML does not allow.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Api, Operation, Shape, Type, TypeId, TypePath, Xml, XmlName, XmlPlace, XmlRoot,
};
use crate::openapi::Context;
use crate::source::Pointer;

use super::recursion;
use super::xml::Note;

/// Corrects the forms of the types that XML bodies contain, and reports those that stay invalid.
pub(super) fn settle(cx: Context<'_>, api: &mut Api, notes: Vec<Note>) {
    for operation in &api.operations {
        for (xml, ty) in roots(operation) {
            let origin = ty.named().and_then(|id| api.types.get(id.0));
            let origin = origin.map_or(&operation.origin, |def| &def.origin);
            check(cx, xml, origin);
        }
    }
    let used = used(api);
    report(cx, api, &used, notes);
    let groups = recursion::groups(api, beside);
    let group = |id: TypeId| groups.get(id.0).copied().flatten();
    for id in used {
        let Some(def) = api.types.get_mut(id.0) else {
            continue;
        };
        let Shape::Struct(object) = &mut def.shape else {
            continue;
        };
        for field in &mut object.fields {
            let place = || place(cx, &def.origin, &field.wire);
            let is_endless = bare(&field.ty)
                .and_then(group)
                .is_some_and(|other| group(id) == Some(other));
            match &mut field.xml {
                Some(xml) if xml.place == XmlPlace::Inline && is_endless => {
                    xml.place = XmlPlace::Element;
                    let message = format!(
                        "`{0}` contains its own parent object, so the two cannot share an element; `{0}` becomes an element of its own",
                        field.wire
                    );
                    cx.diagnostics.tell(Code::XmlOfOtherForm, &place(), message);
                }
                Some(_) | None => {}
            }
            match &field.xml {
                Some(xml) => check(cx, xml, &place()),
                None => check(cx, &Xml::element(&field.wire), &place()),
            }
        }
    }
}

/// Reports what was noted about XML bodies and the types in them.
fn report(cx: Context<'_>, api: &Api, used: &[TypeId], notes: Vec<Note>) {
    let types = used.iter().filter_map(|id| api.types.get(id.0));
    let used: HashSet<&TypePath> = types.map(|def| &def.path).collect();
    let mut is_told = false;
    for note in notes {
        let is_used = note.of.as_ref().is_none_or(|path| used.contains(path));
        if is_used && !(note.is_general && is_told) {
            is_told |= note.is_general;
            cx.diagnostics.report(note.diagnostic);
        }
    }
}

/// The roots of the XML bodies of an operation that have a name, and their types.
fn roots(operation: &Operation) -> impl Iterator<Item = (&Xml, &Type)> {
    bodies(operation).filter_map(|(root, ty)| match root {
        XmlRoot::Element(xml) if !xml.name.local.is_empty() => Some((xml, ty)),
        XmlRoot::Element(_) | XmlRoot::OnlyMember => None,
    })
}

/// The XML bodies of an operation.
fn bodies(operation: &Operation) -> impl Iterator<Item = (&XmlRoot, &Type)> {
    let sent = operation.sent_xml.iter().map(|sent| (&sent.root, &sent.ty));
    let read = operation.read_xml.iter().zip(operation.reply.ty());
    let failures = operation.failures.iter();
    let failures = failures.filter_map(|one| Some((one.xml.as_ref()?, one.ty.as_ref()?)));
    sent.chain(read).chain(failures)
}

/// The types that XML bodies contain.
fn used(api: &Api) -> Vec<TypeId> {
    let bodies = api.operations.iter().flat_map(bodies);
    let mut open: Vec<TypeId> = bodies.filter_map(|(_, ty)| ty.named()).collect();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        let Some(def) = api.types.get(id.0).filter(|_| seen.insert(id)) else {
            continue;
        };
        found.push(id);
        open.extend(def.shape.types().into_iter().filter_map(Type::named));
    }
    found
}

/// The types whose content is in the same element as that of a type.
fn beside(api: &Api, index: usize) -> Vec<usize> {
    let shape = api.types.get(index).map(|def| &def.shape);
    let types: Vec<&Type> = match shape {
        Some(Shape::Struct(object)) => {
            let is_inline = |xml: &Xml| xml.place == XmlPlace::Inline;
            let fields = object.fields.iter();
            let fields = fields.filter(|field| field.xml.as_deref().is_some_and(is_inline));
            fields.map(|field| &field.ty).collect()
        }
        Some(shape @ (Shape::Union(_) | Shape::Alias(_))) => shape.types(),
        Some(Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Tuple(_)) | None => Vec::new(),
    };
    types.into_iter().filter_map(bare).map(|id| id.0).collect()
}

/// The named type of a value, unless it is an array or a map.
fn bare(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) | Type::Boxed(inner) => bare(inner),
        _ => None,
    }
}

/// The place of a property, or of the schema if the property is in another one.
fn place(cx: Context<'_>, schema: &Pointer, property: &str) -> Pointer {
    let place = schema.child("properties").child(property);
    let exists = cx.sources.at(&place).is_some();
    if exists { place } else { schema.clone() }
}

/// Reports the names of a value that XML does not allow.
fn check(cx: Context<'_>, xml: &Xml, place: &Pointer) {
    for name in names(xml) {
        let prefix = name.prefix.as_deref();
        if is_name(&name.local) && prefix.is_none_or(is_name) {
            continue;
        }
        let local = name.local.as_str();
        let whole = prefix.map_or_else(|| local.to_owned(), |prefix| format!("{prefix}:{local}"));
        let message = format!(
            "`{whole}` is not a valid name in XML; responses cannot contain it, and requests that contain it fail"
        );
        let help = "add `xml: {name: …}` with the name that the server uses";
        let diagnostic = Diagnostic::new(Code::XmlOfOtherForm, place, message);
        cx.diagnostics.report(diagnostic.help(help));
    }
}

/// The names with which a value is written: that of its element or attribute, and those of its items.
fn names(xml: &Xml) -> Vec<&XmlName> {
    let mut names = match (xml.place, &xml.items) {
        (XmlPlace::Text | XmlPlace::Cdata | XmlPlace::Inline, _) => Vec::new(),
        (XmlPlace::Element, Some(items)) => {
            let own = items.wrapped.then_some(&xml.name);
            own.into_iter().chain(self::names(&items.item)).collect()
        }
        (XmlPlace::Attribute, _) | (XmlPlace::Element, None) => vec![&xml.name],
    };
    names.dedup();
    names
}

/// Whether a text is a name without a colon (Namespaces in XML 1.0, 4).
fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    let is_first = |char: char| char == '_' || is_letter(char);
    let is_other = |char: char| {
        is_first(char)
            || matches!(char, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
    };
    chars.next().is_some_and(is_first) && chars.all(is_other)
}

/// Whether a name may start with a character (XML 1.0, 2.3), which is not punctuation.
fn is_letter(char: char) -> bool {
    matches!(
        char,
        'A'..='Z'
            | 'a'..='z'
            | '\u{C0}'..='\u{D6}'
            | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{2FF}'
            | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}'
            | '\u{200C}'..='\u{200D}'
            | '\u{2070}'..='\u{218F}'
            | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}'
            | '\u{F900}'..='\u{FDCF}'
            | '\u{FDF0}'..='\u{FFFD}'
            | '\u{10000}'..='\u{EFFFF}'
    )
}
