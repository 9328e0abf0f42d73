//! Blocking calls: `.wait()` instead of `.await`.

use std::cell::Cell;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Handle};

use super::builder::http_client;

use super::client::Settings;
use super::error::Error;
use super::request::Call;
use super::transport::Transport;

thread_local! {
    /// The number of nested runtimes for blocking calls on this thread: 0 on the user's threads, 1 on
    /// the thread that runs their calls, 2 on the one for calls from there.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// The runtimes of all blocking calls in the process, each on its own thread, so that calls can
/// be made from anywhere, including inside another runtime. A call from a hook or a provider of
/// another blocking call would wait for its own thread, so it runs on the next one.
static RUNTIMES: Mutex<Vec<Handle>> = Mutex::new(Vec::new());

/// Runs a future to completion.
pub(crate) fn wait<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
) -> Result<T, Error> {
    let runtime = runtime(DEPTH.get()).map_err(Error::builder)?;
    let (sender, receiver) = sync_channel(1);
    runtime.spawn(async move { sender.send(future.await) });
    // A hook of the caller's has panicked.
    let lost = |_| Error::builder("a blocking request panicked".to_owned());
    receiver.recv().map_err(lost)
}

/// The runtime for calls from threads of this depth.
fn runtime(depth: usize) -> Result<Handle, String> {
    let mut runtimes = RUNTIMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = runtimes.get(depth) {
        return Ok(handle.clone());
    }
    // Threads of this depth belong to a runtime, so those before it have been started.
    let handle = start(depth + 1)?;
    runtimes.push(handle.clone());
    Ok(handle)
}

fn start(depth: usize) -> Result<Handle, String> {
    let fail = |error| format!("cannot start the thread for blocking requests: {error}");
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(fail)?;
    let handle = runtime.handle().clone();
    let run = move || {
        DEPTH.set(depth);
        runtime.block_on(std::future::pending::<()>());
    };
    let name = "blocking calls".to_owned();
    thread::Builder::new().name(name).spawn(run).map_err(fail)?;
    Ok(handle)
}

/// The transports of a client's blocking calls, one for each runtime that they have run on.
pub(crate) struct Transports {
    /// The time limit for connecting; `None` if the user supplied the transport.
    connect_timeout: Option<Duration>,
    made: Mutex<Vec<Arc<dyn Transport>>>,
}

impl Transports {
    pub(crate) fn new(connect_timeout: Option<Duration>) -> Self {
        Self {
            connect_timeout,
            made: Mutex::default(),
        }
    }
}

impl Settings {
    /// The transport of the runtime on this thread. Each runtime has its own connections: one that
    /// another runtime created makes no progress while that runtime waits.
    pub(crate) fn blocking_transport(&self) -> Option<Arc<dyn Transport>> {
        let index = DEPTH.get().checked_sub(1)?;
        let connect_timeout = self.blocking.connect_timeout?;
        let made = &self.blocking.made;
        let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
        while made.len() <= index {
            let client = http_client(connect_timeout);
            made.push(client.map_or_else(|_| self.transport.clone(), |client| Arc::new(client)));
        }
        made.get(index).cloned()
    }
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
