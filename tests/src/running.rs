//! Servers that run as processes of their own, until they are dropped.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take to end by itself.
const END: Duration = Duration::from_secs(5);

/// How long a server may take to respond.
const RESPONSE: Duration = Duration::from_secs(60);

/// A running server. It and the processes that it has started end on drop.
#[derive(Debug)]
pub struct Running {
    child: Child,
    /// The port that it listens on.
    pub port: u16,
}

impl Running {
    /// Starts a server, and waits until it accepts connections on the port of the loopback
    /// interface. Its output is written to `log`.
    ///
    /// # Errors
    /// If it ends, or does not listen within the time limit.
    pub fn start(
        mut command: Command,
        port: u16,
        log: &Path,
        limit: Duration,
    ) -> Result<Self, String> {
        let fail = |error: std::io::Error| format!("{}: {error}", log.display());
        let file = std::fs::File::create(log).map_err(fail)?;
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command
            .stdin(Stdio::null())
            .stderr(file.try_clone().map_err(fail)?)
            .stdout(file)
            .spawn()
            .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
        let mut server = Self { child, port };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if let Some(status) = server.child.try_wait().map_err(fail)? {
                return Err(format!(
                    "the server ended with {status}; see {}",
                    log.display()
                ));
            }
            if started.elapsed() > limit {
                return Err(format!("the server does not start; see {}", log.display()));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(server)
    }

    /// The URL of a path on the server.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The body of the response to `GET path` with these header lines.
    ///
    /// # Errors
    /// If there is no response, or its status code is not 200; then the error has the whole response.
    pub fn get(&self, path: &str, headers: &[&str]) -> Result<Vec<u8>, String> {
        let fail = |error: std::io::Error| format!("{}: {error}", self.url(path));
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(fail)?;
        stream.set_read_timeout(Some(RESPONSE)).map_err(fail)?;
        let lines = headers.iter().flat_map(|line| [line, "\r\n"]);
        let lines: String = lines.collect();
        // A response to HTTP/1.0 is not chunked, and ends with the connection.
        let request = format!("GET {path} HTTP/1.0\r\nhost: 127.0.0.1\r\n{lines}\r\n");
        stream.write_all(request.as_bytes()).map_err(fail)?;
        let mut response = Vec::new();
        stream.read_to_end(&mut response).map_err(fail)?;
        let mut ends = response.windows(4).enumerate();
        let end = ends
            .find(|(_, four)| *four == b"\r\n\r\n")
            .map(|(at, _)| at);
        let end = end.ok_or_else(|| format!("{}: no response", self.url(path)))?;
        let body = response.split_off(end + 4);
        let head = String::from_utf8_lossy(&response);
        match head.split(' ').nth(1) {
            Some("200") => Ok(body),
            _ => Err(format!(
                "{}: {head}{}",
                self.url(path),
                String::from_utf8_lossy(&body)
            )),
        }
    }

    /// Asks the processes of the server to end, and ends them if they do not.
    fn end(&mut self) {
        self.signal(false);
        let asked = Instant::now();
        while asked.elapsed() < END && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(50));
        }
        self.signal(true);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Sends a signal to the group of the process.
    #[cfg(target_os = "linux")]
    fn signal(&self, ends: bool) {
        use rustix::process::{Pid, Signal, kill_process_group};
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        let signal = if ends { Signal::KILL } else { Signal::TERM };
        if let Some(group) = group {
            let _ = kill_process_group(group, signal);
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn signal(&self, _ends: bool) {}
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// A port of the loopback interface that nothing listens on.
///
/// # Errors
/// If there is none.
pub fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let address = listener.map_err(|error| error.to_string())?;
    Ok(address.port())
}
