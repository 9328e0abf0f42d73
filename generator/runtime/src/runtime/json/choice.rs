//! Chooses the variant of a union for a value.

use std::borrow::Cow;

use super::error::Mistake;
use super::guard::{Guard, Variants};
use super::reader::{Mark, Mode, Reader, Source};
use super::tree::Node;

/// The variants that a value may be, in the order in which they are tried: first those that it matches
/// exactly, then those that it can be converted to.
///
/// A tag is authoritative. If one was found and its variant does not fit, the result is an error, unless
/// another variant has the same tag; a variant is never guessed. Of several variants with the same tag, as
/// of those without one, the one that knows most of the value is chosen. A value that fits several variants but for
/// their constants, or that lacks the tag by which they differ, is of an unknown variant.
#[doc(hidden)]
pub struct Choice<V: 'static> {
    guards: &'static [Guard<V>],
    /// Whether the value has the tag of a variant.
    by_tag: bool,
    /// The only admitted variant, or the first of several.
    first: Option<usize>,
    /// The admitted variants after the first.
    others: Vec<usize>,
    /// The number of variants that were tried in this round.
    count: usize,
    tried: Option<usize>,
    start: Mark,
    before: Before,
    /// The reason why the first variant with the value's tag does not fit, and that variant.
    failure: Option<Mistake>,
    failed: Option<usize>,
    /// The number of unknown members and values in the variant that fits best so far, and its place in
    /// the order.
    best: Option<(usize, usize)>,
    /// Whether that variant is the final choice.
    settled: bool,
    doubt: Doubt,
    /// The union, the place of the value, and the mode in which it is read.
    question: Question,
    /// Whether the value was read more than once.
    reread: bool,
}

/// Whether the value may be of several variants.
#[derive(Clone, Copy, PartialEq)]
enum Doubt {
    None,
    /// Another variant fits as well as the best one so far, and the value has the tag of neither.
    Tied,
    /// Several variants match but for their constants or tags.
    Ambiguous,
}

/// The state of the reader before the value.
struct Before {
    mode: Mode,
    repeated: bool,
    stray_error: bool,
    /// The numbers of contained values and of unknown members and values.
    contained: usize,
    unknown: usize,
}

/// A value that is read as a union: its place, the address of the union's table, and the mode.
pub(super) type Question = (usize, usize, Mode);

/// The variant that was chosen for a value, if any, and the mode in which it was read.
///
/// A union inside of a union is read once for each variant of the outer one that is tried. Without the
/// results of the first time, the number of reads would be exponential in the depth of the value.
pub(super) type Answer = (Option<usize>, Mode);

/// A member of an object: its key and its value.
pub(super) type Member<'a> = (Option<Cow<'a, str>>, Node<'a>);

impl<'a> Reader<'a> {
    /// Starts the search for the variant of the next value.
    #[doc(hidden)]
    #[inline(never)]
    pub fn choice<V>(&mut self, variants: &'static Variants<V>) -> Choice<V> {
        let start = self.mark();
        let question = (
            start.place(),
            std::ptr::from_ref(variants).addr(),
            self.mode,
        );
        let is_open = self.is_open((question.0, question.1));
        let outer = self.union.replace((question.0, question.1));
        self.unions.extend(outer);
        let answer = self.answers.get(&question).copied();
        let tagged = match answer {
            Some((variant, _)) => variant,
            None => self.tagged(variants.by_tag()),
        };
        self.reset(start);
        let mut choice = Choice {
            guards: variants.guards,
            by_tag: tagged.is_some(),
            first: tagged,
            others: Vec::new(),
            count: 0,
            tried: None,
            start,
            before: Before {
                mode: self.mode,
                repeated: std::mem::take(&mut self.repeated),
                stray_error: self.stray_error,
                contained: self.contained.len(),
                unknown: std::mem::take(&mut self.unknown),
            },
            failure: None,
            failed: None,
            best: None,
            settled: false,
            doubt: Doubt::None,
            question,
            reread: false,
        };
        if is_open {
            choice.first = None;
            self.refuse("a value of a type that does not contain only itself");
        } else if let Some((_, mode)) = answer {
            self.mode = mode;
        } else if tagged.is_none() && self.source != Source::Nothing {
            choice.admit(self);
        }
        choice
    }

    /// Whether this union is already being read at this place. The union is then one of its own variants, possibly by
    /// way of others, and would be read forever.
    #[inline]
    fn is_open(&self, union: (usize, usize)) -> bool {
        let here = self.union.iter().chain(self.unions.iter().rev());
        here.take_while(|(place, _)| *place == union.0)
            .any(|one| *one == union)
    }

    /// The members of the next value; none if it is not an object.
    fn survey(&mut self) -> Vec<Member<'a>> {
        if self.peek() != b'{' {
            return Vec::new();
        }
        let start = self.at;
        self.skip();
        Node(self.since(start)).children()
    }
}

impl<V> Choice<V> {
    /// Finds the accepted variants: those with the value's tag first, then those that know most of
    /// an object's keys, then in the order of the table.
    fn admit(&mut self, reader: &mut Reader<'_>) {
        let kind = reader.kind();
        let mark = reader.mark();
        let mut item = "";
        if kind == "array" {
            reader.open();
            item = if reader.next_token() == b']' {
                ""
            } else {
                reader.kind()
            };
            reader.reset(mark);
        }
        let members = reader.survey();
        reader.reset(mark);
        let has_tag = |guard: &Guard<V>| guard.is_tag() && guard.has_tag(&members);
        self.by_tag = self.guards.iter().any(has_tag);
        let guards = self.guards.iter().enumerate();
        let mut admitted: Vec<(usize, usize)> = guards
            .filter(|(_, guard)| guard.admits(kind, item, &members))
            .filter(|(_, guard)| !self.by_tag || !guard.is_tag() || guard.has_tag(&members))
            .map(|(index, guard)| (guard.strangers(&members), index))
            .collect();
        admitted.sort_unstable();
        let mut admitted = admitted.into_iter().map(|(_, index)| index);
        self.first = admitted.next();
        self.others = admitted.collect();
        // An exact match matters only if there are several candidates.
        if !self.others.is_empty() {
            reader.mode = Mode::Exact;
        }
    }

    fn guard(&self, place: usize) -> Option<(usize, &'static Guard<V>)> {
        let index = match place {
            0 => self.first,
            place => self.others.get(place - 1).copied(),
        };
        let index = index?;
        Some((index, self.guards.get(index)?))
    }

    fn is_tag(&self, index: usize) -> bool {
        self.by_tag && self.guards.get(index).is_some_and(Guard::is_tag)
    }

    /// Whether a variant is tried after those that were: if the tag told one, only another that has it, too.
    fn is_rival(&self, index: usize) -> bool {
        let best = self.best.and_then(|(_, place)| self.guard(place));
        let told = self.failure.is_some() || best.is_some_and(|(best, _)| self.is_tag(best));
        !told || self.is_tag(index)
    }

    /// The next variant to try; `None` if no known variant matches.
    #[doc(hidden)]
    #[inline]
    pub fn next(&mut self, reader: &mut Reader<'_>) -> Option<&'static V> {
        loop {
            while self.doubt != Doubt::Ambiguous
                && let Some((index, guard)) = self.guard(self.count)
            {
                self.count += 1;
                if self.is_rival(index) {
                    self.tried = Some(index);
                    return Some(&guard.0);
                }
            }
            if self.doubt == Doubt::Tied {
                self.doubt = Doubt::Ambiguous;
            }
            let best = self.best.take().filter(|_| self.doubt == Doubt::None);
            if let Some((index, guard)) = best.and_then(|(_, place)| self.guard(place)) {
                self.settled = true;
                self.tried = Some(index);
                return Some(&guard.0);
            }
            // The next rounds try the variants that the value can be converted to: first with their constants, then
            // with others. No member is read as missing for that, because the next variant may have it.
            let next = match reader.mode {
                Mode::Exact => Mode::Near,
                Mode::Near | Mode::Converting | Mode::Lenient => Mode::Converting,
            };
            if self.doubt == Doubt::Ambiguous || next <= reader.mode || next > self.before.mode {
                self.tried = None;
                return None;
            }
            reader.mode = next;
            self.failure = None;
            self.count = 0;
        }
    }

    /// Whether the value matches the variant that was tried, or no variants remain.
    #[doc(hidden)]
    #[inline]
    pub fn ends(&mut self, reader: &mut Reader<'_>) -> bool {
        let settled =
            self.others.is_empty() || reader.unknown == 0 && !self.may_be_ambiguous(reader);
        if reader.mistake.is_none() && self.tried.is_some() && !reader.repeated && settled {
            return self.leave(reader);
        }
        self.ends_otherwise(reader)
    }

    /// Restores what the reader knew before.
    fn leave(&self, reader: &mut Reader<'_>) -> bool {
        // Only a union around this one reads the value again.
        if self.reread && !reader.unions.is_empty() {
            let answer = (self.tried, reader.mode);
            reader.answers.insert(self.question, answer);
        }
        reader.union = reader.unions.pop();
        reader.mode = self.before.mode;
        reader.repeated |= self.before.repeated;
        reader.unknown += self.before.unknown;
        true
    }

    /// Goes back to the start of the value.
    fn again(&mut self, reader: &mut Reader<'_>) -> bool {
        self.reread = true;
        reader.reset(self.start);
        reader.contained.truncate(self.before.contained);
        reader.repeated = false;
        reader.unknown = 0;
        reader.stray_error = self.before.stray_error;
        false
    }

    #[cold]
    fn ends_otherwise(&mut self, reader: &mut Reader<'_>) -> bool {
        let Some(tried) = self.tried else {
            return self.unknown(reader);
        };
        if let Some(mistake) = &reader.mistake {
            if mistake.is_broken() {
                // No variant reads what is not JSON.
                return self.leave(reader);
            }
            if self.is_tag(tried) && self.failure.is_none() {
                self.failure = reader.mistake.take();
                self.failed = Some(tried);
            }
            return self.again(reader);
        }
        if reader.repeated && !self.holds(tried, reader) {
            return false;
        }
        if self.has_other_constants(reader) {
            if self.best.take().is_some() {
                self.doubt = Doubt::Ambiguous;
            } else {
                self.best = Some((reader.unknown, self.count - 1));
            }
            return self.again(reader);
        }
        let lacks_tag = !self.settled && self.lacks_tag(self.count - 1);
        if lacks_tag || reader.unknown > 0 && self.has_rivals(tried, reader) {
            match self.best {
                Some((least, _)) if reader.unknown > least => {}
                Some((least, place)) if reader.unknown == least => {
                    if lacks_tag && self.lacks_tag(place) {
                        self.doubt = Doubt::Tied;
                    }
                }
                _ => {
                    (self.best, self.doubt) = (Some((reader.unknown, self.count - 1)), Doubt::None);
                }
            }
            return self.again(reader);
        }
        self.leave(reader)
    }

    /// Whether another variant may fit just as well as the one that was tried.
    fn may_be_ambiguous(&self, reader: &Reader<'_>) -> bool {
        self.has_other_constants(reader)
            || !self.settled && self.lacks_tag(self.count.saturating_sub(1))
    }

    /// Whether a variant is admitted because the value has no tag at all, and another one, too.
    fn lacks_tag(&self, place: usize) -> bool {
        let is_optional = |place| {
            self.guard(place)
                .is_some_and(|(_, guard)| guard.may_lack_tag())
        };
        let mut others = (0..=self.others.len()).filter(|other| *other != place);
        !self.by_tag && is_optional(place) && others.any(is_optional)
    }

    /// Whether a value that fits has other constants than the variant that was tried. It belongs to this variant
    /// only if it fits no other one.
    fn has_other_constants(&self, reader: &Reader<'_>) -> bool {
        !self.others.is_empty() && !self.settled && !reader.checks_constants()
    }

    /// Whether another variant may know more of the value, at any depth, than one that fits.
    fn has_rivals(&self, tried: usize, reader: &Reader<'_>) -> bool {
        let mut others = (self.count..).map_while(|place| self.guard(place));
        let is_last = !others.any(|(other, _)| !self.is_tag(tried) || self.is_tag(other));
        reader.is_exact() && !self.settled && !(is_last && self.best.is_none())
    }

    /// No variant is left: the value is kept unchanged, unless its tag is known or only an exact match is
    /// accepted.
    fn unknown(&mut self, reader: &mut Reader<'_>) -> bool {
        let failure = self
            .failure
            .take()
            .filter(|_| self.doubt != Doubt::Ambiguous);
        if let Some(failure) = failure {
            self.tried = self.failed;
            reader.mistake = Some(failure);
            reader.at = reader.text.len();
        } else if self.before.mode == Mode::Exact && reader.mistake.is_none() {
            reader.refuse_at(self.start, "a value of one of the known variants");
        }
        reader.unknown += 1;
        self.leave(reader)
    }

    /// Whether the variant that was read is that of the last tag, if the value has several.
    fn holds(&mut self, tried: usize, reader: &mut Reader<'_>) -> bool {
        let behind = reader.mark();
        reader.reset(self.start);
        let members = reader.survey();
        let guard = self.guards.get(tried);
        let admits = |guard: &Guard<V>| guard.admits("object", "", &members);
        let holds = !self.is_tag(tried) || members.is_empty() || guard.is_some_and(admits);
        if holds {
            reader.reset(behind);
            return true;
        }
        self.again(reader);
        (self.count, self.best, self.settled) = (0, None, false);
        self.doubt = Doubt::None;
        self.admit(reader);
        false
    }
}
