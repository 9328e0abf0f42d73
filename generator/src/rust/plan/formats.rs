//! The formats of strings and integers that the types of a crate have.

use crate::model::{Facts, Format, Shape, Type};

use crate::rust::context::Emit;

/// A set of formats.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::rust) struct Formats {
    /// One bit for each [`Format`].
    texts: u16,
    /// There is an integer that is a Unix time.
    pub(in crate::rust) unix_time: bool,
}

impl Formats {
    /// Collects the formats that an API has.
    pub(in crate::rust) fn of(cx: Emit<'_>) -> Self {
        let mut formats = Self::default();
        for def in cx.types() {
            for ty in def.shape.types() {
                formats.insert(ty);
            }
            match &def.shape {
                Shape::Struct(object) => {
                    for field in &object.fields {
                        formats.tell(cx, &field.ty, &field.facts);
                    }
                }
                Shape::StringEnum(_)
                | Shape::IntegerEnum(_)
                | Shape::Tuple(_)
                | Shape::Union(_)
                | Shape::Alias(_) => {}
            }
        }
        for operation in &cx.api.operations {
            for ty in operation.types() {
                formats.insert(ty);
            }
        }
        formats
    }

    /// Whether there is any format.
    pub(in crate::rust) fn any(self) -> bool {
        self.texts != 0 || self.unix_time
    }

    /// Whether there is one of these formats.
    pub(in crate::rust) fn any_of(self, formats: &[Format]) -> bool {
        formats.iter().any(|format| self.texts & bit(*format) != 0)
    }

    /// Whether users of the crate can need an item of the runtime. Formats that the API does not have are not exported.
    pub(in crate::rust) fn exports(self, name: &str) -> bool {
        if let Some(format) = Format::ALL.into_iter().find(|one| one.name() == name) {
            return self.any_of(&[format]);
        }
        name != "UnixTime" || self.unix_time
    }

    fn insert(&mut self, ty: &Type) {
        self.texts |= ty.format().map_or(0, bit);
    }

    fn tell(&mut self, cx: Emit<'_>, ty: &Type, facts: &Facts) {
        let number = matches!(cx.api.resolved(ty), Type::Integer(_) | Type::Number);
        self.unix_time |= number && facts.format.as_deref().and_then(unix_unit).is_some();
    }
}

fn bit(format: Format) -> u16 {
    1 << format as u16
}

/// The unit of numbers with this format, if they are counted from the Unix epoch.
pub(in crate::rust) fn unix_unit(format: &str) -> Option<&'static str> {
    match format {
        "unixtime" | "unix-time" | "unix_time" | "unix-timestamp" | "epoch" | "epoch-seconds" => {
            Some("Seconds")
        }
        "unixtime-ms" | "unix-time-ms" | "unix-timestamp-ms" | "epoch-ms" | "epoch-millis" => {
            Some("Milliseconds")
        }
        _ => None,
    }
}
