//! The text that is written.

use super::number::NOT_FINITE;
use super::wire::{Member, Wire};

/// Most texts are not much longer.
const USUAL_LEN: usize = 256;

/// Writes one value as JSON text, without white space.
#[derive(Default)]
pub struct Writer<'s> {
    pub(super) out: Vec<u8>,
    /// The place of the first number that JSON has no text for.
    pub(super) not_finite: Option<usize>,
    /// Who wants to see the fields of an object in place of its text.
    pub(super) see: Option<&'s mut dyn FnMut(&Shape<'_>)>,
}

/// The fields of an object, in the order of its table.
pub(super) struct Shape<'f> {
    pub(super) name: &'static str,
    pub(super) names: &'static [&'static str],
    pub(super) fields: &'f [&'f dyn Member],
}

impl Writer<'_> {
    /// The text of a value; of one that is absent, null.
    pub(super) fn written<T: Wire>(value: &T) -> Writer<'static> {
        let mut writer = Writer {
            out: Vec::with_capacity(USUAL_LEN),
            ..Writer::default()
        };
        value.write(&mut writer);
        writer
    }

    /// Writes a text as it is.
    #[inline]
    pub(super) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes NaN or an infinity. It is no JSON: [`Writer::not_finite`] says that it is there.
    #[cold]
    pub(super) fn not_finite(&mut self, number: f64) {
        self.not_finite.get_or_insert(self.out.len());
        let same = |(_, other): &&(&str, f64)| number.total_cmp(other).is_eq();
        let word = NOT_FINITE
            .iter()
            .find(same)
            .map_or("NaN", |(word, _)| *word);
        self.raw(word);
    }

    /// Writes the comma before an item, unless it is the first one.
    #[inline]
    pub(super) fn separate(&mut self, first: &mut bool) {
        if *first {
            *first = false;
        } else {
            self.out.push(b',');
        }
    }

    /// Writes a key that is not in a table.
    #[inline]
    pub(super) fn key(&mut self, key: &str, first: &mut bool) {
        self.separate(first);
        self.string(key);
        self.out.push(b':');
    }
}
