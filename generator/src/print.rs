//! Emits and formats all files of the crate.

use crate::diagnostic::{Code, Diagnostics, Place, Stopped};
use crate::emit::{self, Content};
use crate::format;
use crate::ir::Api;
use crate::name::Names;
use crate::write::Crate;

/// Emits and formats the crate, one thread per section, because this takes half the time of a run.
pub(crate) fn files(api: &Api, names: &Names, diagnostics: &Diagnostics) -> Result<Crate, Stopped> {
    let section = |emit: fn(&Api, &Names) -> Vec<emit::File>| {
        let files = emit(api, names).into_iter();
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
    let made: Vec<Vec<_>> = std::thread::scope(|scope| {
        let threads = emit::SECTIONS.map(|emit| scope.spawn(move || section(emit)));
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
