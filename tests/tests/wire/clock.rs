//! A virtual clock that tests advance, while sockets work normally.

use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use crate::Outcome;

/// Tokio's clock, paused.
pub(crate) struct Clock {
    /// Tokio does not advance a paused clock while a blocking task runs. Dropping this ends the
    /// task.
    _hold: Sender<()>,
}

impl Clock {
    /// Pauses the clock of the test's runtime, which must be single-threaded.
    pub(crate) fn stop() -> Self {
        tokio::time::pause();
        let (hold, held) = channel::<()>();
        tokio::task::spawn_blocking(move || {
            // Ends with an error when the sender is dropped, as nothing is ever sent.
            let _ = held.recv();
        });
        Self { _hold: hold }
    }

    /// Advances the clock.
    pub(crate) async fn advance(&self, milliseconds: u64) {
        tokio::time::advance(Duration::from_millis(milliseconds)).await;
    }

    /// Waits in real time until a condition holds.
    pub(crate) async fn until(&self, is_so: impl Fn() -> bool) -> Outcome {
        for _ in 0..5000 {
            if is_so() {
                return Ok(());
            }
            self.settle(2).await?;
        }
        Err("it does not happen".into())
    }

    /// Waits in real time, so that the sockets become idle.
    pub(crate) async fn settle(&self, milliseconds: u64) -> Outcome {
        let wait = Duration::from_millis(milliseconds);
        tokio::task::spawn_blocking(move || std::thread::sleep(wait)).await?;
        Ok(())
    }
}
