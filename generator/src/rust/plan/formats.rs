//! The formats of strings and integers that the types of a crate have.

use crate::model::{Facts, Format, Shape, Type};

use crate::rust::context::Emit;

/// A set of formats.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::rust) struct Formats {
    /// One bit for each [`Format`].
    texts: u16,
    /// There is a number of seconds since the Unix epoch.
    pub(in crate::rust) unix_seconds: bool,
    /// There is a number of milliseconds since the Unix epoch.
    pub(in crate::rust) unix_millis: bool,
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
        self.texts != 0 || self.unix_time()
    }

    /// Whether there is a number that is a Unix time.
    pub(in crate::rust) fn unix_time(self) -> bool {
        self.unix_seconds || self.unix_millis
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
        name != "UnixTime" || self.unix_time()
    }

    fn insert(&mut self, ty: &Type) {
        self.texts |= ty.format().map_or(0, bit);
    }

    fn tell(&mut self, cx: Emit<'_>, ty: &Type, facts: &Facts) {
        let number = matches!(cx.api.resolved(ty), Type::Integer(_) | Type::Number);
        let unit = facts.format.as_deref().and_then(unix_unit);
        match unit.filter(|_| number) {
            Some(UnixUnit::Seconds) => self.unix_seconds = true,
            Some(UnixUnit::Milliseconds) => self.unix_millis = true,
            None => {}
        }
    }
}

fn bit(format: Format) -> u16 {
    1 << format as u16
}

/// The unit of a Unix time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rust) enum UnixUnit {
    Seconds,
    Milliseconds,
}

/// The unit of numbers with this format, if they are counted from the Unix epoch.
pub(in crate::rust) fn unix_unit(format: &str) -> Option<UnixUnit> {
    match format {
        "unixtime" | "unix-time" | "unix_time" | "unix-timestamp" | "epoch" | "epoch-seconds" => {
            Some(UnixUnit::Seconds)
        }
        "unixtime-ms" | "unix-time-ms" | "unix-timestamp-ms" | "epoch-ms" | "epoch-millis" => {
            Some(UnixUnit::Milliseconds)
        }
        _ => None,
    }
}
