//! Calls for code that is not async: `.wait()` in place of `.await`.

use std::cell::Cell;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, OnceLock};
use std::thread;

use tokio::runtime::{Builder, Handle};

use super::builder::http_client;
use super::client::Settings;
use super::{Call, Error, Transport};

thread_local! {
    /// Whether this thread is the one that blocking calls run on.
    static IS_OURS: Cell<bool> = const { Cell::new(false) };
}

/// The runtime of all blocking calls of the process, on a thread of its own, so that they may come
/// from anywhere: from inside of another runtime, too.
static RUNTIME: OnceLock<Result<Handle, String>> = OnceLock::new();

/// Runs a future to its end, and waits for it.
pub(crate) fn wait<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
) -> Result<T, Error> {
    let runtime = RUNTIME.get_or_init(start).as_ref();
    let runtime = runtime.map_err(|message| Error::builder(message.clone()))?;
    let (sender, receiver) = sync_channel(1);
    runtime.spawn(async move { sender.send(future.await) });
    // A hook of the caller's has panicked.
    let lost = |_| Error::builder("a blocking request panicked".to_owned());
    receiver.recv().map_err(lost)
}

fn start() -> Result<Handle, String> {
    let fail = |error| format!("the thread for blocking requests cannot be started: {error}");
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(fail)?;
    let handle = runtime.handle().clone();
    let run = move || {
        IS_OURS.set(true);
        runtime.block_on(std::future::pending::<()>());
    };
    let name = "blocking calls".to_owned();
    thread::Builder::new().name(name).spawn(run).map_err(fail)?;
    Ok(handle)
}

impl Settings {
    /// Blocking calls have connections of their own: one that another runtime has made stands still
    /// while that waits.
    pub(crate) fn blocking_transport(&self) -> Option<&dyn Transport> {
        let connect_timeout = self.connect_timeout.filter(|_| IS_OURS.get())?;
        let transport = self.blocking.get_or_init(|| {
            let client = http_client(connect_timeout);
            client.map_or_else(|_| self.transport.clone(), |client| Arc::new(client))
        });
        Some(&**transport)
    }
}

impl<T: Send + 'static> Call<T> {
    /// Sends the request and blocks until the response arrives.
    ///
    /// # Errors
    ///
    /// The same as those of awaiting it.
    pub fn wait(self) -> Result<T, Error> {
        wait(self)?
    }
}
