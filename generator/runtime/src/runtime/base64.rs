//! Bytes in strings, as Base64.

use base64::Engine as _;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{self, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::format::{FormatError, texts};

texts! {
    /// Bytes as Base64 (OpenAPI format `byte`; JSON Schema, `contentEncoding: base64`; RFC 4648, section 4), such as
    /// `aGk=`.
    ///
    /// Create it from bytes with `from_bytes`, or from text that is already Base64: `Base64::from("aGk=")` does not
    /// encode anything.
    pub Base64;

    /// Bytes as Base64 that is safe in URLs (OpenAPI format `base64url`; RFC 4648, section 5), such as `aGk_`, without
    /// padding.
    ///
    /// Create it from bytes with `from_bytes`, or from text that is already Base64: `Base64Url::from("aGk")` does not
    /// encode anything.
    pub Base64Url;
}

macro_rules! bytes {
    ($($name:ident: $engine:expr;)+) => {$(
        impl $name {
            /// Encodes bytes.
            #[must_use]
            pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Self {
                Self::from($engine.encode(bytes))
            }

            /// Returns the bytes. Both alphabets are accepted, with and without padding and white space.
            ///
            /// # Errors
            ///
            /// The text is not Base64.
            pub fn decode(&self) -> Result<Vec<u8>, FormatError> {
                decode(self)
            }
        }

        bytes!(@from $name: [] Vec<u8>, [] &[u8], [] Bytes, [const N: usize] [u8; N], [const N: usize] &[u8; N]);
    )+};
    (@from $name:ident: $([$($generic:tt)*] $type:ty),+) => {$(
        impl<$($generic)*> From<$type> for $name {
            fn from(bytes: $type) -> Self {
                Self::from_bytes(bytes)
            }
        }
    )+};
}

bytes! {
    Base64: general_purpose::STANDARD;
    Base64Url: general_purpose::URL_SAFE_NO_PAD;
}

fn decode(text: &str) -> Result<Vec<u8>, FormatError> {
    const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let plain: String = text.split_ascii_whitespace().collect();
    let alphabet: &Alphabet = if plain.contains(['-', '_']) {
        &URL_SAFE
    } else {
        &STANDARD
    };
    let bytes = GeneralPurpose::new(alphabet, LENIENT).decode(plain);
    bytes.map_err(|error| FormatError::new(&text, "Base64").caused_by(error))
}
