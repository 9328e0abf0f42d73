//! Fields that the document fixes to one text.

use super::object::Fields;
use super::tape::Node;

/// A field that always holds `text`.
pub(crate) struct Constant<'f, 'a, const N: usize> {
    fields: &'f mut Fields<'a, N>,
    text: &'static str,
}

impl<'a, const N: usize> Fields<'a, N> {
    /// Says that the next field always holds `text`.
    pub(crate) fn constant(&mut self, text: &'static str) -> Constant<'_, 'a, N> {
        Constant { fields: self, text }
    }
}

impl<const N: usize> Constant<'_, '_, N> {
    /// Reads the field: what the server sent, even where that is another text, or else the constant.
    pub(crate) fn take(self) -> String {
        match self.fields.step() {
            (key, Some(value)) if !matches!(value.node(), Node::Null) => {
                let text: String = self.fields.inside(key, value);
                if self.fields.reading.exact && text != self.text {
                    value.refuse(self.text, self.fields.reading);
                }
                text
            }
            _ => self.text.to_owned(),
        }
    }
}
