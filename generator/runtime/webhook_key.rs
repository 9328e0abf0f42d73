//! The secrets that webhooks are signed with.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use ring::hmac::{HMAC_SHA256, Key};

use super::Error;

/// The least bytes of a key that Standard Webhooks allows.
const SHORTEST: usize = 24;

/// Standard base64, be its padding there or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The bytes of a text that is base64.
pub(crate) fn from_base64(text: impl AsRef<[u8]>) -> Option<Vec<u8>> {
    Engine::decode(&BASE64, text).ok()
}

/// The keys that a secret may stand for.
pub(crate) fn signing_keys(secret: &str) -> Result<Vec<Key>, Error> {
    let refuse = |problem: &str| Err(Error::builder(format!("the webhook secret {problem}")));
    if secret.starts_with("whpk_") || secret.starts_with("whsk_") {
        return refuse("is an asymmetric key; only secrets that start with whsec_ are supported");
    }
    let keys: Vec<Vec<u8>> = if let Some(text) = secret.strip_prefix("whsec_") {
        let Some(key) = from_base64(text) else {
            return refuse("is not base64 after whsec_");
        };
        vec![key]
    } else {
        let decoded = from_base64(secret).filter(|key| key.len() >= SHORTEST);
        decoded.into_iter().chain([secret.into()]).collect()
    };
    // Anyone can sign with an empty key.
    if keys.iter().any(Vec::is_empty) {
        return refuse("is empty");
    }
    Ok(keys.iter().map(|key| Key::new(HMAC_SHA256, key)).collect())
}
