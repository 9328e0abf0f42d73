//! Adds what `x-sdk` says about schemas to their types: further derives, and methods that return text.

use heck::ToSnakeCase as _;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Api, Guard, Scalar, Shape, TextAccess, TextMethod, Type, TypeId};
use crate::openapi::{Context, SchemaConfig, TextConfig, TextStep};

use super::package;

/// Methods that types have anyway.
const METHODS: &[&str] = &[
    "new", "clone", "default", "eq", "fmt", "extra", "id", "as_str", "from",
];

/// Traits that types implement without being asked to, and those that only some of them can have.
const DERIVED: &[&str] = &[
    "Clone",
    "Debug",
    "PartialEq",
    "Default",
    "Serialize",
    "Deserialize",
];

/// Adds the derives and the methods.
pub(super) fn add(cx: Context<'_>, api: &mut Api) {
    for index in 0..api.types.len() {
        let Some(def) = api.types.get(index) else {
            continue;
        };
        let Some(site) = cx.sources.at(&def.origin) else {
            continue;
        };
        let config = SchemaConfig::read(cx, &site);
        let derives = derives(cx, &config, &def.shape);
        let texts = config.texts.iter();
        let texts: Vec<TextMethod> = texts
            .filter_map(|text| method(cx, api, TypeId(index), text))
            .collect();
        api.text_methods.extend(texts);
        if let Some(def) = api.types.get_mut(index) {
            def.derives = derives;
        }
    }
}

/// The derives that do not conflict with those of the generated code.
fn derives(cx: Context<'_>, config: &SchemaConfig<'_>, shape: &Shape) -> Vec<String> {
    let is_enum = matches!(shape, Shape::StringEnum(_) | Shape::IntegerEnum(_));
    let kept = config.derives.iter().filter(|(path, at)| {
        let last = path.rsplit("::").next().unwrap_or_default();
        let has = DERIVED.contains(&last) || (is_enum && matches!(last, "Eq" | "Hash"));
        if has {
            let message =
                format!("the type already implements `{path}`, or `{path}` cannot be derived");
            let invalid = Diagnostic::new(Code::InvalidSdkValue, at, message);
            cx.diagnostics
                .report(invalid.help("remove it from `derive`"));
        }
        if matches!(shape, Shape::Alias(_)) {
            let message = "the schema becomes a type alias, and an alias cannot derive traits";
            cx.diagnostics.tell(Code::InvalidSdkValue, at, message);
        }
        !has && !matches!(shape, Shape::Alias(_))
    });
    kept.map(|(path, _)| (*path).to_owned()).collect()
}

/// The method, if its path leads to texts.
fn method(cx: Context<'_>, api: &Api, id: TypeId, text: &TextConfig<'_>) -> Option<TextMethod> {
    let mut walk = Walk {
        api,
        ty: Type::Named(id),
        steps: Vec::new(),
    };
    let walked = text.steps.iter().try_for_each(|step| walk.step(step));
    let walked = walked.and_then(|()| walk.end());
    let mistake = match walked {
        Err(message) => Some((
            message,
            "the path starts at the schema: `$.output[?@.type == 'message'].text`",
        )),
        Ok(()) if is_taken(api, id, text.name) => Some((
            "the type already has a method or a property with this name".to_owned(),
            "choose another name, or remove the property",
        )),
        Ok(()) => None,
    };
    if let Some((message, help)) = mistake {
        let message = format!("`{}`: {message}", text.name);
        let mut invalid = Diagnostic::new(Code::InvalidSdkValue, &text.at, message);
        if walk.is_vague() {
            // The cause is a schema that is not usable, or the path is right, but the schema says too little.
            invalid.severity = Severity::Warning;
            invalid.message.push_str("; the method is not generated");
        }
        cx.diagnostics.report(invalid.help(help));
        return None;
    }
    Some(TextMethod {
        of: id,
        name: text.name.to_owned(),
        path: text.path.to_owned(),
        ty: walk.ty,
        steps: walk.steps,
        separator: text.separator.to_owned(),
        description: text.description.map(str::to_owned),
    })
}

/// Whether the type has another method of this name, such as the setter of a property, or Rust reserves it.
fn is_taken(api: &Api, id: TypeId, name: &str) -> bool {
    let shape = api.types.get(id.0).map(|def| &def.shape);
    let is_field = match shape {
        Some(Shape::Struct(object)) => {
            let mut fields = object.fields.iter();
            fields.any(|field| {
                let words = field.label.as_ref().unwrap_or(&field.wire);
                field.wire == name || words.to_snake_case() == name
            })
        }
        _ => false,
    };
    is_field || METHODS.contains(&name) || package::is_taken(name)
}

/// The way from a value to the texts in it, so far.
struct Walk<'m> {
    api: &'m Api,
    /// The type of the values so far.
    ty: Type,
    steps: Vec<TextAccess>,
}

impl<'m> Walk<'m> {
    fn step(&mut self, step: &TextStep) -> Result<(), String> {
        self.enter();
        match step {
            TextStep::Member(name) => self.member(name),
            TextStep::Items => self.items(),
            TextStep::Only(property, value) => {
                self.items()?;
                self.enter();
                self.only(property, value)
            }
        }
    }

    /// Enters options and boxes, whose values are meant.
    fn enter(&mut self) {
        loop {
            let (inner, step) = match self.api.resolved(&self.ty) {
                Type::Nullable(inner) => ((**inner).clone(), TextAccess::Items),
                Type::Boxed(inner) => ((**inner).clone(), TextAccess::Unboxed),
                _ => return,
            };
            self.ty = inner;
            self.steps.push(step);
        }
    }

    fn shape(&self) -> Option<(TypeId, &'m Shape)> {
        let (api, id) = (self.api, self.api.resolved(&self.ty).named()?);
        Some((id, &api.types.get(id.0)?.shape))
    }

    /// Whether a value here may be any JSON value.
    fn is_vague(&self) -> bool {
        let is_any = |ty: &Type| *self.api.resolved(ty) == Type::Any;
        is_any(&self.ty)
            || match self.shape() {
                Some((_, Shape::Union(variants))) => variants.iter().any(|one| is_any(&one.ty)),
                _ => false,
            }
    }

    fn member(&mut self, name: &str) -> Result<(), String> {
        let missing = || format!("no value here has a property `{name}`");
        match self.shape() {
            Some((id, Shape::Struct(_))) => {
                let (index, ty) = field(self.api, id, name).ok_or_else(missing)?;
                self.steps.push(TextAccess::Field(id, index));
                self.ty = ty;
                Ok(())
            }
            Some((id, Shape::Union(variants))) => {
                let found = variants.iter().enumerate().filter_map(|(index, variant)| {
                    let own = self.api.resolved(&variant.ty);
                    let own = own
                        .inner()
                        .filter(|_| matches!(own, Type::Boxed(_)))
                        .unwrap_or(own);
                    let of = self.api.resolved(own).named()?;
                    let (at, ty) = field(self.api, of, name)?;
                    Some(((index, of, at), ty))
                });
                let (places, types): (Vec<_>, Vec<Type>) = found.unzip();
                let first = types.first().cloned().ok_or_else(missing)?;
                if types.iter().any(|ty| !is_same(self.api, ty, &first)) {
                    return Err(format!(
                        "the values here have properties `{name}` of different types"
                    ));
                }
                self.steps.push(TextAccess::FieldOfVariants(id, places));
                self.ty = first;
                Ok(())
            }
            _ => Err(missing()),
        }
    }

    fn items(&mut self) -> Result<(), String> {
        let Type::List(item) = self.api.resolved(&self.ty) else {
            return Err("the value here is not an array".to_owned());
        };
        self.ty = (**item).clone();
        self.steps.push(TextAccess::Items);
        Ok(())
    }

    fn only(&mut self, property: &str, value: &str) -> Result<(), String> {
        let none = || format!("no variant has the value `{value}` in its property `{property}`");
        let Some((id, Shape::Union(variants))) = self.shape() else {
            return Err(none());
        };
        let is_meant = |guard: &Guard| match guard {
            Guard::Tag(tag, values) => {
                tag == property && values.contains(&Scalar::Text(value.to_owned()))
            }
            Guard::Object(..) | Guard::Kind(_) | Guard::List(_) | Guard::Any => false,
        };
        let found = variants.iter().enumerate();
        let found = found.filter(|(_, variant)| is_meant(&variant.guard));
        let (places, types): (Vec<usize>, Vec<Type>) = found
            .map(|(index, variant)| (index, variant.ty.clone()))
            .unzip();
        let first = types.first().cloned().ok_or_else(none)?;
        if types.iter().any(|ty| !is_same(self.api, ty, &first)) {
            return Err(none());
        }
        self.steps.push(TextAccess::Variants(id, places));
        self.ty = first;
        Ok(())
    }

    /// Checks that the values are texts.
    fn end(&mut self) -> Result<(), String> {
        self.enter();
        let is_enum = matches!(self.shape(), Some((_, Shape::StringEnum(_))));
        match self.api.resolved(&self.ty) {
            Type::String | Type::Text(_) => Ok(()),
            _ if is_enum => Ok(()),
            _ => Err("the path does not lead to strings".to_owned()),
        }
    }
}

/// The index and the type of a property of a struct.
fn field(api: &Api, id: TypeId, name: &str) -> Option<(usize, Type)> {
    let Shape::Struct(object) = &api.types.get(id.0)?.shape else {
        return None;
    };
    let index = object.fields.iter().position(|field| field.wire == name)?;
    Some((index, object.fields.get(index)?.ty.clone()))
}

/// Whether two types are the same in Rust, where an alias is another name of its type.
fn is_same(api: &Api, one: &Type, other: &Type) -> bool {
    match (api.resolved(one), api.resolved(other)) {
        (Type::List(one), Type::List(other))
        | (Type::Map(one), Type::Map(other))
        | (Type::Nullable(one), Type::Nullable(other))
        | (Type::Boxed(one), Type::Boxed(other)) => is_same(api, one, other),
        (one, other) => one == other,
    }
}
