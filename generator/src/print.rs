//! Emits and formats all files of the crate.

use crate::diagnostic::{Code, Diagnostics, Place, Stopped};
use crate::model::Api;
use crate::rust::name::Names;
use crate::rust::{self, Content, Section, format};
use crate::write::Crate;

/// Emits and formats the crate, one thread per section, because this takes half the time of a run.
pub(crate) fn files(api: &Api, names: &Names, diagnostics: &Diagnostics) -> Result<Crate, Stopped> {
    let emitted = |section: Section| {
        let files = rust::emit(api, names, section).into_iter();
        let texts = files.map(|file| match file.content {
            Content::Copy(text) => (file.path, Ok(text.to_owned())),
            Content::Text(text) => {
                let text = format::marked(&file.path, &text);
                (file.path, Ok(text))
            }
            Content::Rust(source) => {
                let text = format::file(&source).map(|text| format::marked(&file.path, &text));
                (file.path, text.map_err(|error| error.to_string()))
            }
        });
        texts.collect::<Vec<_>>()
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let made: Vec<Vec<_>> = std::thread::scope(|scope| {
        let threads = rust::sections(threads).into_iter();
        let threads: Vec<_> = threads
            .map(|section| scope.spawn(move || emitted(section)))
            .collect();
        let made = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        made.map(|made| made.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    let mut files = Crate::default();
    for (path, text) in made.into_iter().flatten() {
        let text = text.map_err(|error| {
            let message =
                format!("the generator produced invalid Rust ({error}); please report this bug");
            diagnostics.tell(Code::InvalidRust, Place::Path(path.clone().into()), message);
            Stopped
        })?;
        files.files.insert(path, text);
    }
    Ok(files)
}
