//! Values that nobody wants: they are checked and passed over.

use super::reader::Reader;
use super::string::plain_len;

impl Reader<'_> {
    /// Passes over the next value, which must be JSON as [`super`] says.
    pub(super) fn skip(&mut self) {
        match self.peek() {
            b'"' => self.skip_string(),
            b'{' => self.skip_container(b'}'),
            b'[' => self.skip_container(b']'),
            b'n' => self.word("null"),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            _ => self.skip_number(),
        }
    }

    fn skip_string(&mut self) {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let end = start + plain_len(bytes.get(start..).unwrap_or_default());
        if bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
        } else {
            // What is escaped is checked by reading it.
            self.string();
        }
    }

    fn skip_number(&mut self) {
        let text = self.number();
        // No shorter text without an exponent is out of range.
        let large = text.len() > 300 || text.contains(['e', 'E']);
        if large && text.parse().is_ok_and(f64::is_infinite) {
            self.broken();
        }
    }

    fn skip_container(&mut self, end: u8) {
        self.open();
        if self.accept(end) {
            self.depth -= 1;
            return;
        }
        loop {
            if end == b'}' {
                self.skip_key();
            }
            self.skip();
            if self.goes_on(end) != Some(true) {
                return;
            }
        }
    }

    /// Passes over a key and its colon.
    fn skip_key(&mut self) {
        self.key();
        self.colon();
    }

    /// Looks for the end of the next value, which is read later: nothing is checked but what must be
    /// known for that.
    pub(super) fn look_beyond(&mut self) {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => _ = self.look_beyond_string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b'}' | b']' => return,
                b',' if depth == 0 => return,
                _ => self.at += 1,
            }
        }
    }

    /// Looks for the end of a string; returns whether there is nothing but plain characters in it.
    #[inline]
    pub(super) fn look_beyond_string(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut is_plain = true;
        self.at += 1;
        loop {
            self.at += plain_len(bytes.get(self.at..).unwrap_or_default());
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return is_plain;
                }
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => return false,
            }
            is_plain = false;
        }
    }

    /// Passes over what is between a key and its value.
    #[inline]
    pub(super) fn colon(&mut self) {
        self.expect(b':');
        self.next_token();
    }
}
