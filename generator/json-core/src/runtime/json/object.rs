//! Objects with known members, and the table `object!` that describes one.

use std::borrow::Cow;

use super::reader::Reader;
use super::wire::Member;
use super::writer::{Shape, Writer};

/// Which keys of an object have been there.
#[derive(Default)]
struct Seen {
    count: usize,
    first: u64,
    /// The bits of what is beyond the first 64.
    more: Vec<u64>,
}

impl Seen {
    /// Notes a key; returns whether it was there before.
    #[inline]
    fn add(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = match index / 64 {
            0 => &mut self.first,
            more => self.beyond(more - 1),
        };
        let before = *word & bit != 0;
        *word |= bit;
        self.count += usize::from(!before);
        before
    }

    #[cold]
    fn beyond(&mut self, word: usize) -> &mut u64 {
        if self.more.len() <= word {
            self.more.resize(word + 1, 0);
        }
        match self.more.get_mut(word) {
            Some(word) => word,
            None => &mut self.first,
        }
    }

    /// Says that a key that was there says nothing.
    fn forget(&mut self, index: usize) {
        self.count -= 1;
        let word = match index / 64 {
            0 => &mut self.first,
            more => self.beyond(more - 1),
        };
        *word &= !(1 << (index % 64));
    }

    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => Some(&self.first),
            more => self.more.get(more - 1),
        };
        word.is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}

impl Reader<'_> {
    /// Reads an object with these keys into these members; the one behind those that have a key
    /// takes all other members.
    ///
    /// Keys are written as JSON writes them between its quotes. `constants` are keys, each followed
    /// by the text that its member always has.
    #[doc(hidden)]
    #[inline(never)]
    pub fn object(
        &mut self,
        keys: &'static [&'static str],
        constants: &'static [&'static str],
        members: &mut [&mut dyn Member],
    ) {
        if self.peek() != b'{' {
            return self.no_object(keys, constants, members);
        }
        let mut seen = Seen::default();
        let mut expected = 0;
        self.open();
        if self.accept(b'}') {
            self.depth -= 1;
            return self.missing(keys, constants, members, &seen);
        }
        loop {
            let start = self.at;
            if let Some(index) = self.known_key(keys, expected) {
                expected = index + 1;
                self.colon();
                self.repeated |= seen.add(index);
                let plain = self.peek() != b'n' && !self.exact;
                if (plain
                    || constants.is_empty()
                    || !self.constant(keys, constants, index, &mut seen))
                    && let Some(member) = members.get_mut(index)
                {
                    member.read(self);
                }
            } else {
                self.at = start;
                let key = self.key();
                self.colon();
                match members.get_mut(keys.len()) {
                    Some(rest) => rest.read_entry(&key, self),
                    None => self.skip(),
                }
            }
            match self.goes_on(b'}') {
                Some(true) => {}
                Some(false) => break,
                None => return self.in_key_at(start),
            }
        }
        if seen.count < keys.len() {
            self.missing(keys, constants, members, &seen);
        }
    }

    /// Reads a key and tells which one of the table it is, looking at `expected` first: servers send
    /// keys in the same order.
    #[inline]
    fn known_key(&mut self, keys: &[&str], expected: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if let Some(key) = keys.get(expected)
            && let Some((b'"', rest)) = rest.split_first()
            && let Some((start, behind)) = rest.split_at_checked(key.len())
            && behind.first() == Some(&b'"')
            && start == key.as_bytes()
        {
            self.at += key.len() + 2;
            return Some(expected);
        }
        match self.key() {
            Cow::Borrowed(key) => position(keys, expected, key),
            Cow::Owned(key) => escaped_position(keys, &key),
        }
    }

    /// Says that the mistake is in the member of the key that is at a place.
    #[cold]
    fn in_key_at(&mut self, start: usize) {
        let rest = self.text.get(start..).unwrap_or_default();
        let mut reader = Reader::new(rest);
        let key = reader.key();
        if reader.mistake.is_none() {
            self.in_member(&key);
        }
    }

    /// Reads the member of a key that always has the same text, if that is what it is: null is that
    /// text, too, and if nothing else is accepted, any other text is a mistake.
    #[cold]
    fn constant(
        &mut self,
        keys: &[&str],
        constants: &[&str],
        index: usize,
        seen: &mut Seen,
    ) -> bool {
        let key = keys.get(index).copied().unwrap_or_default();
        let Some(constant) = pair(constants, key) else {
            return false;
        };
        if self.peek() == b'n' {
            self.word("null");
            seen.forget(index);
            return true;
        }
        let mark = self.mark();
        if self.peek() == b'"' && self.string() != constant {
            self.refuse_at(mark, constant);
            return true;
        }
        self.reset(mark);
        false
    }

    /// Sets constants that were not there, and looks for members that must be there.
    #[inline(never)]
    fn missing(
        &mut self,
        keys: &[&str],
        constants: &[&'static str],
        members: &mut [&mut dyn Member],
        seen: &Seen,
    ) {
        for (index, (key, member)) in keys.iter().zip(members).enumerate() {
            if seen.has(index) {
                continue;
            }
            if let Some(constant) = pair(constants, key) {
                member.set_constant(constant);
            } else if member.is_required() {
                let key = unescaped(key);
                return self.mismatch(self.at, format!("missing field `{key}`"));
            }
        }
    }

    /// Copies other members, if that is what is read, or else what servers send in place of an object:
    /// a list of one.
    #[cold]
    #[inline(never)]
    fn no_object(
        &mut self,
        keys: &'static [&'static str],
        constants: &'static [&'static str],
        members: &mut [&mut dyn Member],
    ) {
        if let Some(others) = self.copied {
            for (member, other) in members.iter_mut().zip(others) {
                member.assign(*other);
            }
            return;
        }
        let mark = self.mark();
        if self.peek() == b'[' && !self.exact {
            self.open();
            if self.next_token() == b'{' {
                let item = self.mark();
                self.skip();
                if self.next_token() == b']' {
                    self.reset(item);
                    self.object(keys, constants, members);
                    self.goes_on(b']');
                    return;
                }
            }
        }
        self.refuse_at(mark, "an object");
    }
}

/// The place of a key in a table, looked for behind `expected` first.
#[inline]
fn position(keys: &[&str], expected: usize, key: &str) -> Option<usize> {
    let (before, behind) = keys.split_at_checked(expected)?;
    let find = |keys: &[&str]| keys.iter().position(|known| *known == key);
    find(behind)
        .map(|index| expected + index)
        .or_else(|| find(before))
}

/// The place of a key in a table that came with escapes: those in the table are the ones that must be
/// escaped.
#[cold]
fn escaped_position(keys: &[&str], key: &str) -> Option<usize> {
    keys.iter().position(|known| unescaped(known) == key)
}

/// What follows a key in a list of pairs.
fn pair<'p>(pairs: &[&'p str], key: &str) -> Option<&'p str> {
    let (pairs, _) = pairs.as_chunks();
    let found = pairs.iter().find(|[known, _]| *known == key);
    found.map(|[_, value]| *value)
}

/// A key of a table as a text.
pub(super) fn unescaped(key: &str) -> Cow<'_, str> {
    if key.contains('\\') {
        let quoted = format!("\"{key}\"");
        return Cow::Owned(Reader::new(&quoted).string().into_owned());
    }
    Cow::Borrowed(key)
}

impl Writer<'_> {
    /// Writes an object with these keys of these members; the one behind those that have a key has
    /// all other members. Members that are absent are left out, unless `nulls` has their key,
    /// followed by a word.
    #[doc(hidden)]
    #[inline(never)]
    pub fn object(
        &mut self,
        name: &'static str,
        names: &'static [&'static str],
        keys: &'static [&'static str],
        nulls: &'static [&'static str],
        fields: &[&dyn Member],
    ) {
        if let Some(see) = self.see.take() {
            return see(&Shape {
                name,
                names,
                fields,
            });
        }
        let mut first = true;
        self.out.push(b'{');
        for (key, field) in keys.iter().zip(fields) {
            if field.is_absent() && pair(nulls, key).is_none() {
                continue;
            }
            self.separate(&mut first);
            self.out.push(b'"');
            self.raw(key);
            self.raw("\":");
            field.write(self);
        }
        if let Some(rest) = fields.get(keys.len()) {
            rest.write_entries(self, &mut first);
        }
        self.out.push(b'}');
    }
}

/// ```text
/// object! {
///     pub struct Invite + extra {
///         pub id: String = "id",
///         pub object: String = "object" const "organization.invite",
///     }
///
///     pub struct Labels {
///         pub owner: Option<String> = "owner",
///         ..pub extra: i64,
///     }
/// }
/// ```
///
/// makes structs of these fields, which are objects with these keys. A key is written as JSON writes
/// it between its quotes. It may be followed by
///
/// - `const "text"`: if the member is missing or null it reads as this text,
/// - `| null`: the member is always written, as null if it has no value,
/// - `? null`: the member is absent, null or has a value, and is of type `Option<Option<T>>`.
///
/// `+ extra` adds a field for all other keys, whatever their values are; `..pub extra: T`, as the
/// last field, one for all other keys with values of a type.
///
/// The compiler pays for each function of a type; so there are few, and they only list the fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($($(#[$about:meta])* pub struct $name:ident $(+ $more:ident)? {
        $(
            $(#[$doc:meta])*
            pub $field:ident: $type:ty = $key:literal $(const $constant:literal)? $(| $null:ident)? $(? $state:ident)?
        ),*
        $(,)?
        $(.. pub $rest:ident: $value:ty $(,)?)?
    })+) => {$(
        $(#[$about])*
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the API's description may say nothing of a field")]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
            $(
                /// Members that have no field of their own.
                pub $more: ::std::collections::BTreeMap<::std::string::String, ::serde_json::Value>,
            )?
            $(
                /// Members that have no field of their own.
                pub $rest: ::std::collections::BTreeMap<::std::string::String, $value>,
            )?
        }

        impl $crate::runtime::json::Wire for $name {
            fn read(reader: &mut $crate::runtime::json::Reader<'_>) -> Self {
                let mut this = Self {
                    $($field: $crate::runtime::json::Wire::blank(),)*
                    $($more: $crate::runtime::json::Wire::blank(),)?
                    $($rest: $crate::runtime::json::Wire::blank(),)?
                };
                reader.object(
                    &[$($key),*],
                    &[$($($key, $constant,)?)*],
                    &mut [$(&mut this.$field,)* $(&mut this.$more,)? $(&mut this.$rest,)?],
                );
                this
            }

            fn write(&self, writer: &mut $crate::runtime::json::Writer<'_>) {
                writer.object(
                    ::std::stringify!($name),
                    &[$(::std::stringify!($field),)* $(::std::stringify!($more),)? $(::std::stringify!($rest),)?],
                    &[$($key),*],
                    &[$($($key, ::std::stringify!($null),)?)*],
                    &[$(&self.$field,)* $(&self.$more,)? $(&self.$rest,)?],
                );
            }
        }
        $crate::runtime::json::shared_traits!($name);
        $crate::runtime::json::serde_traits!($name);
    )+};
}

pub use __object as object;
