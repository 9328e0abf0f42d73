//! The arguments of methods: their types, and the code that adds them to the request.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Argument, BodyKind, Integer, Location, PathStyle, Shape, Type, TypeId};

use super::call::{call, constant_call};
use super::ty::Scope;
use crate::rust::tokens::ident;

/// The parameters of a function, and the type parameters that they need.
pub(in crate::rust) fn parameters(
    scope: &Scope<'_>,
    asked: &[(&Argument, &String)],
) -> (Option<TokenStream>, Vec<TokenStream>) {
    let needs = asked.iter().map(|(one, _)| is_of_kind(scope, one));
    let kinds = self::kinds(needs);
    let parameters = asked.iter().zip(&kinds).map(|((argument, name), kind)| {
        let name = ident(name);
        let ty = taken(scope, argument, kind.as_ref());
        quote!(#name: #ty)
    });
    let parameters = parameters.collect();
    let kinds: Vec<&Ident> = kinds.iter().flatten().collect();
    let generics = (!kinds.is_empty()).then(|| quote!(<#(#kinds: crate::runtime::Present),*>));
    (generics, parameters)
}

/// The names of the type parameters that tell implementations apart, for the parameters that need one.
pub(in crate::rust) fn kinds(needs: impl Iterator<Item = bool>) -> Vec<Option<Ident>> {
    let mut count = 0_usize;
    let name = |needs: bool| {
        needs.then(|| {
            count += 1;
            ident(&format!("K{count}"))
        })
    };
    needs.map(name).collect()
}

/// Whether the type of a required argument has a type parameter.
fn is_of_kind(scope: &Scope<'_>, argument: &Argument) -> bool {
    let plain = is_path_text(scope, argument) || is_content(argument);
    !plain && Taken::of_argument(scope, argument).is_of_kind()
}

/// Whether the argument is a whole body that is text or bytes.
fn is_content(argument: &Argument) -> bool {
    matches!(
        argument.location,
        Location::Body(BodyKind::Text | BodyKind::Binary)
    )
}

/// The parameter type of a required argument, with the type parameter `kind`.
pub(in crate::rust) fn taken(
    scope: &Scope<'_>,
    argument: &Argument,
    kind: Option<&Ident>,
) -> TokenStream {
    if is_path_text(scope, argument) {
        let text = scope.prelude("AsRef");
        return quote!(impl #text<str>);
    }
    if is_content(argument) {
        let into = scope.prelude("Into");
        let ty = scope.ty(&argument.ty);
        return quote!(impl #into<#ty>);
    }
    Taken::of_argument(scope, argument).as_type(scope, kind)
}

/// Whether the argument is text in the path, which is only borrowed.
fn is_path_text(scope: &Scope<'_>, argument: &Argument) -> bool {
    *scope.resolved(&argument.ty) == Type::String
        && argument.location == Location::Path(PathStyle::Simple)
}

/// The call that adds an argument to a request: `.query("limit", &limit)`.
pub(in crate::rust) fn put(scope: &Scope<'_>, argument: &Argument, name: &str) -> TokenStream {
    if let Some(constant) = &argument.constant {
        return constant_call(argument, constant);
    }
    let bare = ident(name);
    let wire = &argument.wire;
    if is_path_text(scope, argument) {
        return quote!(.path(#wire, #bare.as_ref()));
    }
    let into = scope.prelude("Into");
    if let (Type::Text(_), Location::Path(PathStyle::Simple)) =
        (scope.resolved(&argument.ty), &argument.location)
    {
        let ty = scope.ty(&argument.ty);
        return quote!(.path(#wire, &#into::<#ty>::into(#bare)));
    }
    // These calls borrow `str` or `Bytes`, from which the compiler cannot infer the conversion.
    let value = if is_content(argument) {
        let ty = scope.ty(&argument.ty);
        quote!(#into::<#ty>::into(#bare))
    } else {
        Taken::of_argument(scope, argument).value(&bare)
    };
    let (method, place) = call(argument);
    let place = place.iter();
    quote!(.#method(#(#place,)* &#value))
}

/// The entry in the table of a request's options: `limit: i64 = query("limit")`.
pub(in crate::rust) fn option(scope: &Scope<'_>, argument: &Argument, name: &str) -> TokenStream {
    let name = ident(name);
    let kind = Taken::of(scope, &argument.ty).in_setter();
    let null = argument.sends_null().then(|| quote!(?null));
    let place = place(argument);
    let default = argument.constant.as_ref().map(|default| {
        let call = constant_call(argument, default);
        quote!(or [#call])
    });
    quote!(#name: #kind #null = #place #default)
}

/// How an argument is put into a request: `field("stream")`.
pub(in crate::rust) fn place(argument: &Argument) -> TokenStream {
    let (method, place) = call(argument);
    quote!(#method(#(#place),*))
}

/// The way in which a function takes a value.
pub(in crate::rust) enum Taken {
    /// Anything that converts into the type.
    Into(TokenStream),
    /// Anything that converts into the type, which is a struct or an enum, or JSON.
    Built(TokenStream),
    /// The same as the inner type. The value is boxed.
    Boxed(Box<Taken>),
    /// A number of any width.
    Number(TokenStream),
    /// The type itself.
    Plain(TokenStream),
    /// A list of items of the type.
    Items(TokenStream),
    /// Any JSON value.
    Json,
    /// An iterator over pairs of a string and a value of the type.
    Pairs(TokenStream),
    /// A JSON object.
    Object,
    /// A value of the type, or `None` for null.
    Nullable(TokenStream),
    /// A list of items of the type, or `None` for null.
    NullableItems(TokenStream),
}

impl Taken {
    /// The way in which the value of a required argument is taken.
    fn of_argument(scope: &Scope<'_>, argument: &Argument) -> Self {
        if argument.sends_null() {
            Self::or_null(scope, &argument.ty)
        } else {
            Self::of(scope, &argument.ty)
        }
    }

    /// The way in which a value of the type, or null, is taken.
    pub(in crate::rust) fn or_null(scope: &Scope<'_>, ty: &Type) -> Self {
        match scope.resolved(ty) {
            Type::List(item) => Self::NullableItems(scope.ty(item)),
            _ => Self::Nullable(scope.ty(ty)),
        }
    }

    /// The way in which a value of the type is taken.
    pub(in crate::rust) fn of(scope: &Scope<'_>, ty: &Type) -> Self {
        let resolved = scope.resolved(ty);
        match resolved {
            Type::Number
            | Type::Integer(Integer::I32 | Integer::I64 | Integer::U32 | Integer::U64) => {
                Self::Number(scope.ty(resolved))
            }
            Type::Bool => Self::Plain(scope.ty(resolved)),
            Type::List(item) => Self::Items(scope.ty(item)),
            Type::File(true) => Self::Items(scope.ty(&Type::File(false))),
            Type::Map(value) if *scope.resolved(value) == Type::Any => Self::Object,
            Type::Map(value) => Self::Pairs(scope.ty(value)),
            Type::Any => Self::Json,
            Type::Named(id) if is_built(scope, *id) => Self::Built(scope.ty(ty)),
            Type::Boxed(inner) => Self::Boxed(Box::new(Self::of(scope, inner))),
            Type::String
            | Type::Text(_)
            | Type::Bytes
            | Type::File(false)
            | Type::Nullable(_)
            | Type::Named(_) => Self::Into(scope.ty(ty)),
        }
    }

    /// Whether a type parameter tells the implementations apart, if the value is required.
    pub(in crate::rust) fn is_of_kind(&self) -> bool {
        match self {
            Self::Built(_) | Self::Items(_) | Self::Pairs(_) | Self::NullableItems(_) => true,
            Self::Boxed(inner) => inner.is_of_kind(),
            Self::Into(_)
            | Self::Number(_)
            | Self::Plain(_)
            | Self::Json
            | Self::Object
            | Self::Nullable(_) => false,
        }
    }

    /// The notation of the table `input!` for a required value. `kind` is the parameter that tells implementations apart.
    pub(in crate::rust) fn in_new(&self, kind: Option<&Ident>) -> TokenStream {
        let kind = kind.map(|kind| quote!(<#kind>));
        match self {
            Self::Plain(ty) => quote!((= #ty)),
            Self::Json => quote!((~ serde_json::Value)),
            Self::Object => quote!((as IntoObject)),
            Self::Nullable(ty) => quote!((#ty) ? null),
            Self::NullableItems(item) => quote!([#item] #kind ? null),
            other => {
                let notation = other.in_set();
                quote!(#notation #kind)
            }
        }
    }

    /// The notation of the table `input!` for an optional value.
    pub(in crate::rust) fn in_set(&self) -> TokenStream {
        match self {
            Self::Boxed(inner) => match &**inner {
                Self::Into(ty) | Self::Built(ty) => quote!((box #ty)),
                other => other.in_setter(),
            },
            other => other.in_setter(),
        }
    }

    /// The notation of the table `setters!`.
    pub(in crate::rust) fn in_setter(&self) -> TokenStream {
        match self {
            Self::Into(ty) | Self::Built(ty) | Self::Plain(ty) | Self::Nullable(ty) => {
                quote!((#ty))
            }
            Self::Boxed(inner) => inner.in_setter(),
            Self::Number(ty) => quote!(#ty),
            Self::Items(item) | Self::NullableItems(item) => quote!([#item]),
            Self::Json => quote!((as IntoJson)),
            Self::Pairs(value) => quote!({#value}),
            Self::Object => quote!({ serde_json::Value }),
        }
    }

    /// The type of a parameter that takes the value, as in the runtime's tables.
    pub(in crate::rust) fn as_type(&self, scope: &Scope<'_>, of: Option<&Ident>) -> TokenStream {
        let into = scope.prelude("Into");
        let kind = of.map(|kind| quote!(, #kind));
        match self {
            Self::Into(ty) => quote!(impl #into<#ty>),
            Self::Built(ty) => quote!(impl crate::runtime::IntoValue<#ty #kind>),
            Self::Boxed(inner) => inner.as_type(scope, of),
            Self::Number(ty) => quote!(impl crate::runtime::IntoNumber<#ty>),
            Self::Plain(ty) => quote!(#ty),
            Self::Items(item) => quote!(impl crate::runtime::IntoItems<#item #kind>),
            Self::Json => quote!(impl #into<serde_json::Value>),
            Self::Pairs(value) => quote!(impl crate::runtime::IntoPairs<#value #kind>),
            Self::Object => quote!(impl crate::runtime::IntoObject),
            Self::Nullable(ty) => quote!(impl crate::runtime::IntoNullable<#ty>),
            Self::NullableItems(item) => {
                quote!(impl crate::runtime::IntoNullableItems<#item #kind>)
            }
        }
    }

    /// The value of a parameter of that type.
    fn value(&self, name: &Ident) -> TokenStream {
        match self {
            Self::Into(_) => quote!(#name.into()),
            Self::Built(_) => quote!(#name.into_value()),
            Self::Boxed(inner) => inner.value(name),
            Self::Number(_) => quote!(#name.into_number()),
            Self::Plain(_) => quote!(#name),
            Self::Items(_) => quote!(#name.into_items().unwrap_or_default()),
            Self::Json => quote!(crate::runtime::any_json(#name)),
            Self::Pairs(_) => quote!(#name.into_pairs().unwrap_or_default()),
            Self::Object => quote!(#name.into_object()),
            Self::Nullable(_) => quote!(#name.into_nullable()),
            Self::NullableItems(_) => quote!(#name.into_nullable_items()),
        }
    }

    /// The type of a parameter of a setter that takes the value, without the parameter that only tells
    /// implementations apart.
    pub(in crate::rust) fn as_optional(&self) -> TokenStream {
        match self {
            Self::Into(ty) | Self::Built(ty) | Self::Plain(ty) => {
                quote!(impl IntoOption<#ty>)
            }
            Self::Boxed(inner) => inner.as_optional(),
            Self::Number(ty) => quote!(impl IntoOptionalNumber<#ty>),
            Self::Items(item) => quote!(impl IntoItems<#item>),
            Self::Json => quote!(impl IntoJson),
            Self::Pairs(value) => quote!(impl IntoPairs<#value>),
            Self::Object => quote!(impl IntoPairs<serde_json::Value>),
            Self::Nullable(ty) => quote!(impl IntoNullable<#ty>),
            Self::NullableItems(item) => quote!(impl IntoNullableItems<#item>),
        }
    }
}

/// Whether users make values of the type, which is a struct or an enum of several types.
pub(in crate::rust) fn is_built(scope: &Scope<'_>, id: TypeId) -> bool {
    let def = scope.cx().api.types.get(id.0);
    def.is_some_and(|def| {
        def.usage.is_made() && matches!(def.shape, Shape::Struct(_) | Shape::Union(_))
    })
}
