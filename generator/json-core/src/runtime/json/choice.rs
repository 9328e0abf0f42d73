//! Which variant of a union a value is of.

use std::borrow::Cow;

use super::error::Mistake;
use super::reader::{Mark, Reader};
use super::union::{Guard, Tags, Variants};

/// The variants that a value may be, in the order in which they are tried: first those that it is
/// exactly, then those that it can be taken for.
///
/// A tag is the server's own word. If one is found, an error is the result, unless another variant
/// has the same tag; no variant is guessed.
#[doc(hidden)]
pub struct Choice<V: 'static> {
    guards: &'static [Guard<V>],
    /// The only admitted variant, or the first of several.
    first: Option<usize>,
    /// The admitted variants after the first.
    others: Vec<usize>,
    /// How many have been tried in this round.
    count: usize,
    tried: Option<usize>,
    start: Mark,
    /// Whether the reader was exact before.
    exact: bool,
    /// Whether a key was repeated before.
    repeated: bool,
    /// Where the first variant with the value's tag has failed.
    failure: Option<Mistake>,
}

/// A member of an object: its key, and its value if that is a string.
pub(super) type Member<'a> = (Cow<'a, str>, Option<Cow<'a, str>>);

impl<'a> Reader<'a> {
    /// Begins to find out which variant the next value is of.
    #[doc(hidden)]
    #[inline(never)]
    pub fn choice<V>(&mut self, variants: &'static Variants<V>) -> Choice<V> {
        let start = self.mark();
        let tagged = self.tagged(variants.by_tag());
        self.reset(start);
        let mut choice = Choice {
            guards: variants.guards,
            first: tagged,
            others: Vec::new(),
            count: 0,
            tried: None,
            start,
            exact: self.exact,
            repeated: std::mem::take(&mut self.repeated),
            failure: None,
        };
        if tagged.is_none() && !self.blank {
            choice.admit(self);
        }
        choice
    }

    /// The variant of the tag that the next value has; most servers send it first. A key with escapes
    /// is left to those who look closer.
    #[inline]
    fn tagged(&mut self, tags: Option<&Tags>) -> Option<usize> {
        let tags = tags.filter(|_| self.peek() == b'{')?;
        self.at += 1;
        let mut next = self.next_token();
        while next == b'"' {
            let start = self.at + 1;
            let is_plain = self.look_beyond_string();
            let key = self.text.get(start..self.at.saturating_sub(1));
            if !is_plain || !self.accept(b':') {
                return None;
            }
            self.next_token();
            if key == Some(tags.key) {
                return tags.variant_of(&self.text_or_nothing()?);
            }
            self.look_beyond();
            if !self.accept(b',') {
                return None;
            }
            next = self.next_token();
        }
        None
    }

    fn text_or_nothing(&mut self) -> Option<Cow<'a, str>> {
        (self.peek() == b'"').then(|| self.string())
    }

    /// The members of the next value; none if it is not an object.
    fn survey(&mut self) -> Vec<Member<'a>> {
        let mut members: Vec<Member<'a>> = Vec::new();
        if self.peek() != b'{' {
            return members;
        }
        self.open();
        if self.accept(b'}') {
            return members;
        }
        loop {
            let key = self.key();
            self.colon();
            let text = if self.peek() == b'"' {
                Some(self.string())
            } else {
                self.skip();
                None
            };
            match members.iter_mut().find(|(known, _)| *known == key) {
                Some(member) => member.1 = text,
                None => members.push((key, text)),
            }
            if self.goes_on(b'}') != Some(true) {
                return members;
            }
        }
    }

    /// The kind of the next value, in the words of the tables.
    fn kind(&mut self) -> &'static str {
        match self.peek() {
            b'n' => "null",
            b't' | b'f' => "boolean",
            b'"' => "string",
            b'[' => "array",
            b'{' => "object",
            _ => {
                let mark = self.mark();
                let whole = super::integer::is_whole(self.number());
                self.reset(mark);
                if whole { "integer" } else { "number" }
            }
        }
    }
}

impl<V> Choice<V> {
    /// Finds the admitted variants: those with the value's tag first, then those that know most of
    /// an object's keys, then as in the table.
    fn admit(&mut self, reader: &mut Reader<'_>) {
        let kind = reader.kind();
        let mark = reader.mark();
        let mut item = "";
        if kind == "array" {
            reader.open();
            if reader.next_token() != b']' {
                item = reader.kind();
            }
            reader.reset(mark);
        }
        let members = reader.survey();
        reader.reset(mark);
        let guards = self.guards.iter().enumerate();
        let mut admitted: Vec<(usize, usize)> = guards
            .filter(|(_, guard)| guard.admits(kind, item, &members))
            .map(|(index, guard)| (guard.strangers(&members), index))
            .collect();
        admitted.sort_unstable();
        let mut admitted = admitted.into_iter().map(|(_, index)| index);
        self.first = admitted.next();
        self.others = admitted.collect();
        // With one candidate there is nothing to prefer what is exact to.
        reader.exact |= !self.others.is_empty();
    }

    /// The next variant to try; none if the value is of no known one.
    #[doc(hidden)]
    #[inline]
    pub fn next(&mut self, reader: &mut Reader<'_>) -> Option<&'static V> {
        loop {
            let index = match self.count {
                0 => self.first,
                count => self.others.get(count - 1).copied(),
            };
            self.tried = index;
            if let Some(Guard(variant, kind, ..)) = index.and_then(|index| self.guards.get(index)) {
                self.count += 1;
                if *kind == "tag" || self.failure.is_none() {
                    return Some(variant);
                }
                continue;
            }
            if reader.exact == self.exact {
                return None;
            }
            // The second round: what the value can be taken for.
            reader.exact = self.exact;
            self.failure = None;
            self.count = 0;
        }
    }

    /// Whether the value is of the variant that was tried, or there is none left to try.
    #[doc(hidden)]
    #[inline]
    pub fn ends(&mut self, reader: &mut Reader<'_>) -> bool {
        if reader.mistake.is_none() && self.tried.is_some() && !reader.repeated {
            reader.exact = self.exact;
            reader.repeated = self.repeated;
            return true;
        }
        self.ends_otherwise(reader)
    }

    #[cold]
    fn ends_otherwise(&mut self, reader: &mut Reader<'_>) -> bool {
        let Some(tried) = self.tried else {
            return self.unknown(reader);
        };
        if reader.mistake.is_none() {
            return self.holds(tried, reader);
        }
        let is_tag = matches!(self.guards.get(tried), Some(Guard(_, "tag", ..)));
        if is_tag && self.failure.is_none() {
            self.failure = reader.mistake.take();
        }
        reader.reset(self.start);
        reader.repeated = false;
        false
    }

    /// No variant is left: the value is kept as it is, unless its tag was known or that will not do.
    fn unknown(&mut self, reader: &mut Reader<'_>) -> bool {
        if let Some(failure) = self.failure.take() {
            reader.mistake = Some(failure);
            reader.at = reader.text.len();
        } else if self.exact && reader.mistake.is_none() {
            reader.refuse_at(self.start, "a value of a known kind");
        }
        reader.exact = self.exact;
        reader.repeated |= self.repeated;
        true
    }

    /// Whether a variant has been read whose tag is the last one, if the value has several.
    fn holds(&mut self, tried: usize, reader: &mut Reader<'_>) -> bool {
        let behind = reader.mark();
        reader.reset(self.start);
        let members = reader.survey();
        let admits = |guard: &Guard<V>| guard.admits("object", "", &members);
        let is_tag = matches!(self.guards.get(tried), Some(Guard(_, "tag", ..)));
        let holds = !is_tag || members.is_empty() || self.guards.get(tried).is_some_and(admits);
        reader.reset(if holds { behind } else { self.start });
        if holds {
            reader.exact = self.exact;
            return true;
        }
        self.count = 0;
        reader.repeated = false;
        self.admit(reader);
        false
    }
}
