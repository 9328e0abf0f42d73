//! A progress line on the terminal, shown only while a run takes long.

use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use generator::{Generator, Stage};

use super::output;

/// The delay before the line is shown. Shorter runs show none.
const PATIENCE: Duration = Duration::from_millis(500);
/// The interval between redraws.
const PERIOD: Duration = Duration::from_millis(100);

/// The progress line. It is cleared on drop.
#[derive(Debug)]
pub(crate) struct Progress(Option<(Sender<Option<Stage>>, JoinHandle<()>)>);

impl Progress {
    /// Shows a progress line while `generator` runs, if standard error is a terminal.
    pub(crate) fn of(generator: Generator) -> (Generator, Self) {
        if !output::is_watched() {
            return (generator, Self(None));
        }
        let (sender, receiver) = channel();
        let drawing = std::thread::spawn(move || draw(&receiver));
        let reporter = sender.clone();
        let generator = generator.on_stage(move |stage| {
            // The receiver may be gone; then there is no line to update.
            let _ = reporter.send(Some(stage));
        });
        (generator, Self(Some((sender, drawing))))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, drawing)) = self.0.take() {
            // The thread may have ended; then the line is already cleared.
            let _ = sender.send(None);
            let _ = drawing.join();
        }
    }
}

/// Redraws the line until the run ends, then clears it.
fn draw(stages: &Receiver<Option<Stage>>) {
    let started = Instant::now();
    let (mut stage, mut drawn) = (Stage::Reading, false);
    loop {
        match stages.recv_timeout(PERIOD) {
            Ok(Some(next)) => stage = next,
            Err(RecvTimeoutError::Timeout) if started.elapsed() > PATIENCE => {
                drawn = true;
                show(&format!(
                    "{} … {:.1} s",
                    verb(stage),
                    started.elapsed().as_secs_f64()
                ));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(None) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    if drawn {
        show("");
    }
}

fn verb(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "Reading the document",
        Stage::Lowering => "Resolving the API",
        Stage::Emitting => "Generating the crate",
    }
}

/// Replaces the current line of the terminal.
fn show(text: &str) {
    let mut stream = std::io::stderr().lock();
    // The terminal may have been closed.
    let _ = write!(stream, "\r\x1b[2K{text}");
    let _ = stream.flush();
}
