//! The member of a request that asks for a stream, in requests for a single response.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Location, Operation, Scalar};

use super::call::constant_call;

/// The call that asks for a single response in place of a stream, if the server needs to be told.
pub(super) fn switched_off(operation: &Operation) -> Option<TokenStream> {
    let stream = operation.stream.as_ref().filter(|stream| stream.off)?;
    let member = stream.member.as_ref()?;
    Some(constant_call(member, &Scalar::Bool(false)))
}

/// The call that removes the value that asks for a stream: only its method does that. Other values stay.
pub(super) fn without_switch(operation: &Operation) -> Option<TokenStream> {
    let stream = operation.stream.as_ref()?;
    let member = stream
        .member
        .as_ref()
        .filter(|member| matches!(member.location, Location::Field | Location::FormField(_)))?;
    let name = &member.wire;
    let value = stream.value.to_json().to_string();
    Some(quote!(.without(#name, #value)))
}
