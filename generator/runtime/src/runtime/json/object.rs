//! Objects with known members.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::reader::{Mode, Reader, Source};
use super::text::{Shape, Writer};
use super::wire::{Member, copy};

/// The type of a field for unknown members of any type.
type Extra = BTreeMap<String, serde_json::Value>;

/// The number of values that do not fit and are listed: a large response may have millions.
const MOST_CONTAINED: usize = 1_000;

/// The keys of an object that have been read.
#[derive(Default)]
struct Seen {
    count: usize,
    first: u64,
    /// The bits of the keys after the first 64.
    more: Vec<u64>,
}

impl Seen {
    /// Marks a key as read; returns whether it already was.
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

    /// Removes a key whose value was null.
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
    /// Reads an object: the value of each key into the member with the same index. A further
    /// member, if there is one, takes all other keys.
    ///
    /// Keys are written as JSON writes them between its quotes. `constants` are keys, each followed
    /// by the text that its member always has, or has if it is an `Option` with a value.
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
        let depth = self.depth;
        loop {
            let start = self.at;
            if let Some(index) = self.known_key(keys, expected) {
                expected = index + 1;
                self.colon();
                self.repeated |= seen.add(index);
                let plain = constants.is_empty() || self.peek() != b'n' && !self.checks_constants();
                if let Some(member) = members.get_mut(index) {
                    if plain {
                        member.read(self);
                    } else {
                        self.constant(keys, constants, index, &mut seen, *member);
                    }
                }
            } else {
                self.at = start;
                let key = self.key();
                self.colon();
                match members.get_mut(keys.len()) {
                    Some(rest) => {
                        self.unknown += 1;
                        self.stray_error |= self.depth == 1 && tells_error(&key);
                        rest.read_entry(&key, self);
                    }
                    None => self.skip(),
                }
            }
            let mut goes_on = self.goes_on(b'}');
            if goes_on.is_none() && self.contain((start, depth), keys, members) {
                goes_on = self.goes_on(b'}');
            }
            match goes_on {
                Some(true) => {}
                Some(false) => break,
                None => return self.in_key_at(start),
            }
        }
        if seen.count < keys.len() {
            self.missing(keys, constants, members, &seen);
        }
    }

    /// Reads a key and returns its index in the table. `expected` is tried first, because servers
    /// usually send keys in the same order.
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

    /// Reads a member as missing or null, if it may be, and keeps its value with the unknown
    /// members. `start` is the place of its key. Returns whether it did so.
    #[cold]
    #[inline(never)]
    fn contain(
        &mut self,
        (start, depth): (usize, u8),
        keys: &[&str],
        members: &mut [&mut dyn Member],
    ) -> bool {
        let is_lenient = self.mode == Mode::Lenient;
        let mistake = self.mistake.take_if(|one| is_lenient && !one.is_broken());
        let Some(mistake) = mistake else {
            return false;
        };
        (self.at, self.depth) = (start, depth);
        let key = self.key();
        self.colon();
        let index = keys.iter().position(|known| unescaped(known) == key);
        let (known, rest) = members.split_at_mut(keys.len().min(members.len()));
        let member = index.and_then(|index| known.get_mut(index));
        let is_absent = member.is_some_and(|member| {
            member.read(&mut Reader::absent());
            member.is_absent()
        });
        if !is_absent {
            self.at = self.text.len();
            self.mistake = Some(mistake);
            return false;
        }
        self.stray_error |= depth == 1 && tells_error(&key);
        // The value is missing as a whole.
        while self
            .contained
            .pop_if(|(start, _)| *start > self.at)
            .is_some()
        {}
        if self.contained.len() < MOST_CONTAINED {
            self.contained.push((self.at, mistake));
        }
        match rest.first_mut().filter(|rest| rest.as_any().is::<Extra>()) {
            Some(rest) => rest.read_entry(&key, self),
            None => self.skip(),
        }
        true
    }

    /// Records that the error is in the member whose key is at a place.
    #[cold]
    fn in_key_at(&mut self, start: usize) {
        let rest = self.text.get(start..).unwrap_or_default();
        let mut reader = Reader::new(rest);
        let key = reader.key();
        if reader.mistake.is_none() {
            self.in_member(&key);
        }
    }

    /// Reads a member that may be a constant. Null stands for the constant. If constants are checked, any other
    /// value is an error.
    #[cold]
    fn constant(
        &mut self,
        keys: &[&str],
        constants: &[&str],
        index: usize,
        seen: &mut Seen,
        member: &mut dyn Member,
    ) {
        let key = keys.get(index).copied().unwrap_or_default();
        let Some(constant) = pair(constants, key) else {
            return member.read(self);
        };
        if self.peek() == b'n' {
            self.word("null");
            return seen.forget(index);
        }
        let mark = self.mark();
        member.read(self);
        if self.checks_constants() && self.mistake.is_none() && !member.is_constant(constant) {
            self.refuse_at(mark, constant);
        }
    }

    /// Sets missing constants, and checks that no required member is missing.
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
            // A server that omits a constant flag does not mean that it is set.
            let is_said = self.source == Source::Nothing
                || !self.checks_constants() && !member.as_any().is::<bool>();
            if let Some(constant) = pair(constants, key).filter(|_| is_said) {
                member.set_constant(constant);
            } else if member.is_required() {
                let key = unescaped(key);
                return self.mismatch(self.at, format!("missing member `{key}`"));
            }
        }
    }

    /// Reads what is not an object: the members to copy, if the reader has them; nothing, of which only the constants
    /// are known; or else an array of one object, which some servers send.
    #[cold]
    #[inline(never)]
    fn no_object(
        &mut self,
        keys: &'static [&'static str],
        constants: &'static [&'static str],
        members: &mut [&mut dyn Member],
    ) {
        if let Some(others) = self.copied {
            return copy(members, others);
        }
        if self.source == Source::Nothing {
            for (key, member) in keys.iter().zip(members) {
                if let Some(constant) = pair(constants, key) {
                    member.set_constant(constant);
                }
            }
            return;
        }
        let mark = self.mark();
        if self.peek() == b'[' && !self.is_exact() {
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

/// Whether a member of this name is for errors.
pub(super) fn tells_error(key: &str) -> bool {
    matches!(key, "error" | "errors")
}

/// The index of a key in a table; the keys from `expected` on are searched first.
#[inline]
fn position(keys: &[&str], expected: usize, key: &str) -> Option<usize> {
    let (before, behind) = keys.split_at_checked(expected)?;
    let find = |keys: &[&str]| keys.iter().position(|known| *known == key);
    find(behind)
        .map(|index| expected + index)
        .or_else(|| find(before))
}

/// The index in the table of a key that was sent with escapes. The keys of the table have only the
/// escapes that JSON requires.
#[cold]
fn escaped_position(keys: &[&str], key: &str) -> Option<usize> {
    keys.iter().position(|known| unescaped(known) == key)
}

/// Whether a list of pairs contains this pair.
fn has_pair(pairs: &[&str], key: &str, value: &str) -> bool {
    let (pairs, _) = pairs.as_chunks();
    pairs.contains(&[key, value])
}

/// The value that belongs to a key in a list of pairs.
fn pair<'p>(pairs: &[&'p str], key: &str) -> Option<&'p str> {
    let (pairs, _) = pairs.as_chunks();
    let found = pairs.iter().find(|[known, _]| *known == key);
    found.map(|[_, value]| *value)
}

/// A key of a table, without its escapes.
pub(super) fn unescaped(key: &str) -> Cow<'_, str> {
    if key.contains('\\') {
        let quoted = format!("\"{key}\"");
        return Cow::Owned(Reader::new(&quoted).string().into_owned());
    }
    Cow::Borrowed(key)
}

impl Writer<'_> {
    /// Writes an object: each member under the key with the same index. A further member, if there
    /// is one, holds all other keys. `names` are those of the struct and its fields. `marks` are keys,
    /// each followed by a word. Absent members are omitted, unless they are marked `null`; in a request,
    /// members marked `received` are always omitted.
    #[doc(hidden)]
    #[inline(never)]
    pub fn object(
        &mut self,
        names: &'static str,
        keys: &'static [&'static str],
        marks: &'static [&'static str],
        fields: &[&dyn Member],
    ) {
        if let Some(see) = self.see.take() {
            let (name, names) = names.split_once(char::is_whitespace).unwrap_or((names, ""));
            return see(&Shape {
                name,
                names,
                fields,
            });
        }
        let rest = fields.get(keys.len());
        let extra = rest.and_then(|rest| rest.as_any().downcast_ref::<Extra>());
        let is_kept = |key: &str| extra.is_some_and(|extra| extra.contains_key(&*unescaped(key)));
        let mut first = true;
        self.out.push(b'{');
        for (key, field) in keys.iter().zip(fields) {
            if field.is_absent() && (!has_pair(marks, key, "null") || is_kept(key))
                || self.request && has_pair(marks, key, "received")
            {
                continue;
            }
            self.separate(&mut first);
            self.out.push(b'"');
            self.raw(key);
            self.raw("\":");
            field.write(self);
        }
        match (rest, extra) {
            (_, Some(extra)) => self.unknown(extra, keys, marks, fields, &mut first),
            (Some(rest), None) => rest.write_entries(self, &mut first),
            (None, None) => {}
        }
        self.out.push(b'}');
    }

    /// Writes unknown members. A member that has a field, and is here only because its value did
    /// not fit, is omitted if the field has a value now or is not sent.
    fn unknown(
        &mut self,
        extra: &Extra,
        keys: &[&str],
        marks: &[&str],
        fields: &[&dyn Member],
        first: &mut bool,
    ) {
        for (key, value) in extra {
            let mut known = keys.iter().zip(fields);
            let field = known.find(|(known, _)| unescaped(known) == *key);
            let is_replaced = field.is_some_and(|(key, field)| {
                !field.is_absent() || self.request && has_pair(marks, key, "received")
            });
            if !is_replaced {
                self.key(key, first);
                value.write(self);
            }
        }
    }
}
