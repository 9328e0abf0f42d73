//! How a JSON path goes into an object.

/// The step of a JSON path into a key: `.role`, or `["x y"]` where the key is no plain name.
pub(crate) fn key_step(key: &str) -> String {
    let plain = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if plain {
        format!(".{key}")
    } else {
        format!("[{key:?}]")
    }
}
