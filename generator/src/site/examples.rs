//! The examples beside an operation, as HTML.

use maud::{Markup, html};

use super::code;
use super::parts::Parts;

/// The samples in tabs, the request on the wire, and the example of the response.
pub(super) fn html(parts: &Parts<'_, '_>) -> Markup {
    html! {
        aside aria-label="Examples" {
            section {
                h2 #example { (parts.title) }
                div.tabs role="group" aria-label="Kind of example" {
                    @for (index, sample) in parts.samples.iter().enumerate() {
                        input type="radio" name="tab" id={ "t" (index) } value=(sample.label) checked[index == 0];
                        label for={ "t" (index) } { (sample.label) }
                        div.c {
                            @if let Some(feature) = sample.feature { p.m { "Cargo feature " code { (feature) } } }
                            (code::block(sample.language, &sample.code))
                        }
                    }
                }
            }
            @if let Some((text, whole)) = &parts.example {
                section {
                    h2 #response { "Returns Examples" @if !whole { " (shortened)" } }
                    div.c { (code::block("json", text)) }
                }
            }
            section {
                h2 #request { "On the wire" }
                div.c { (code::block("http", &parts.message)) }
            }
        }
    }
}
