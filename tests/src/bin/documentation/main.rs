//! Counts what the documentation of generated crates leaves unsaid:
//! `cargo run -p tests --bin documentation -- FOLDER…`.

use std::path::Path;
use std::process::ExitCode;

use tests::documentation::look_through;

fn main() -> ExitCode {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    if folders.is_empty() {
        eprintln!("give the folders of generated crates");
        return ExitCode::from(2);
    }
    let mut done = ExitCode::SUCCESS;
    for folder in folders {
        let found = match look_through(Path::new(&folder)) {
            Ok(found) => found,
            Err(error) => {
                eprintln!("{folder}: {error}");
                return ExitCode::from(3);
            }
        };
        println!(
            "{folder}: {} of {} methods do not link what they return; {} of {} setters only repeat \
             their name, {} of them although the document describes what they take; {} texts offer a \
             link and have none",
            found.unlinked.len(),
            found.methods,
            found.silent.len(),
            found.setters,
            found.silent_of_described.len(),
            found.dead.len(),
        );
        let missing = [&found.unlinked, &found.silent_of_described, &found.dead];
        for place in missing.into_iter().flatten() {
            println!("  {place}");
            done = ExitCode::FAILURE;
        }
    }
    done
}
