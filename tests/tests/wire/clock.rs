//! Time that passes only when a test says so, while sockets work as ever.

use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use crate::Outcome;

/// Tokio's clock, held.
pub(crate) struct Clock {
    /// While a blocking task runs, Tokio does not let time pass by itself; this ends it.
    _hold: Sender<()>,
}

impl Clock {
    /// Stops the clock of the test's runtime, which must be of one thread.
    pub(crate) fn stop() -> Self {
        tokio::time::pause();
        let (hold, held) = channel::<()>();
        tokio::task::spawn_blocking(move || {
            // It ends by an error: nothing is ever sent.
            let _ = held.recv();
        });
        Self { _hold: hold }
    }

    /// Lets time pass at once.
    pub(crate) async fn advance(&self, milliseconds: u64) {
        tokio::time::advance(Duration::from_millis(milliseconds)).await;
    }

    /// Waits in real time until something is so.
    pub(crate) async fn until(&self, is_so: impl Fn() -> bool) -> Outcome {
        for _ in 0..5000 {
            if is_so() {
                return Ok(());
            }
            self.settle(2).await?;
        }
        Err("it does not happen".into())
    }

    /// Waits in real time, so that the sockets come to rest.
    pub(crate) async fn settle(&self, milliseconds: u64) -> Outcome {
        let wait = Duration::from_millis(milliseconds);
        tokio::task::spawn_blocking(move || std::thread::sleep(wait)).await?;
        Ok(())
    }
}
