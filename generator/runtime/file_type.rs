//! The media types of files that have none of their own.

use super::File;

/// The file, of this media type if it has none of its own.
pub(crate) fn typed(file: &File, media_type: &str) -> File {
    let file = file.clone();
    if file.media_type == "application/octet-stream" {
        return file.media_type(media_type);
    }
    file
}
