//! A line that says what goes on while a run takes long and somebody looks at it.

use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use generator::{Generator, Stage};

use super::output;

/// A run that is shorter shows no line.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is drawn.
const PERIOD: Duration = Duration::from_millis(100);

/// The line; it is gone when this is dropped.
#[derive(Debug)]
pub(crate) struct Progress(Option<(Sender<Option<Stage>>, JoinHandle<()>)>);

impl Progress {
    /// Draws a line while `generator` runs, if the standard error is a terminal.
    pub(crate) fn of(generator: Generator) -> (Generator, Self) {
        if !output::is_watched() {
            return (generator, Self(None));
        }
        let (sender, receiver) = channel();
        let drawing = std::thread::spawn(move || draw(&receiver));
        let reporter = sender.clone();
        let generator = generator.on_stage(move |stage| {
            // When the line is gone, nobody misses this.
            let _ = reporter.send(Some(stage));
        });
        (generator, Self(Some((sender, drawing))))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, drawing)) = self.0.take() {
            // A thread that has ended draws nothing either.
            let _ = sender.send(None);
            let _ = drawing.join();
        }
    }
}

/// Draws the line until it is told to end, and takes it away again.
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

/// Writes over the line that the terminal is at.
fn show(text: &str) {
    let mut stream = std::io::stderr().lock();
    // A terminal that is gone shows nothing.
    let _ = write!(stream, "\r\x1b[2K{text}");
    let _ = stream.flush();
}
