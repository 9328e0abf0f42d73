//! Blocking calls: `.wait()` instead of `.await`.

use std::cell::Cell;
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

use tokio::runtime::{Builder, Handle};

use super::error::Error;
use super::request::Call;

thread_local! {
    /// Whether this is a thread of the runtime of blocking calls.
    static IS_OURS: Cell<bool> = const { Cell::new(false) };
    /// Whether another thread has taken over the tasks of this one.
    static IS_ASIDE: Cell<bool> = const { Cell::new(false) };
}

/// The number of threads that may wait in hooks at the same time. The default of Tokio is 512.
const MAX_THREADS: usize = 1 << 16;

/// The runtime of all blocking calls in the process. It has threads of its own, so that calls can be made from
/// anywhere, including inside another runtime.
static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);

/// Runs a future to completion.
pub(crate) fn wait<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
) -> Result<T, Error> {
    let runtime = runtime()?;
    let (sender, receiver) = sync_channel(1);
    runtime.spawn(async move { sender.send(future.await) });
    // A hook of the caller's has panicked.
    let lost = |_| Error::builder("a blocking request panicked".to_owned());
    aside(|| receiver.recv()).map_err(lost)
}

/// Notes on drop, and therefore also after a panic, that this thread runs its own tasks again.
struct Back;

impl Drop for Back {
    fn drop(&mut self) {
        IS_ASIDE.set(false);
    }
}

/// Runs code that may block, such as a hook. On a thread of the runtime, another thread takes over meanwhile, so
/// that other calls proceed, including those that the code waits for.
pub(crate) fn aside<T>(run: impl FnOnce() -> T) -> T {
    // Code that already runs aside may be inside of another runtime, where Tokio does not allow it.
    if !IS_OURS.get() || IS_ASIDE.get() {
        return run();
    }
    IS_ASIDE.set(true);
    let _back = Back;
    tokio::task::block_in_place(run)
}

fn runtime() -> Result<Handle, Error> {
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*runtime {
        return Ok(handle.clone());
    }
    let started = Builder::new_multi_thread()
        .enable_all()
        .thread_name("blocking calls")
        .max_blocking_threads(MAX_THREADS)
        .on_thread_start(|| IS_OURS.set(true))
        .build();
    let started = started.map_err(|error| {
        let message = format!("cannot start the threads for blocking requests: {error}");
        Error::builder(message).caused_by(error)
    })?;
    let handle = started.handle().clone();
    // It lives as long as the process; to drop it would stop it.
    std::mem::forget(started);
    *runtime = Some(handle.clone());
    Ok(handle)
}

impl<T: Send + 'static> Call<T> {
    /// Sends the request and waits for the response.
    ///
    /// # Errors
    ///
    /// The same errors as awaiting it.
    pub fn wait(self) -> Result<T, Error> {
        wait(self)?
    }
}
