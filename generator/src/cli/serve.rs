//! `--serve`: serves the files of a folder on this machine, for a look at the site.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::exit::Failure;
use super::output;

/// The maximum length of a request, in bytes.
const LONGEST: u64 = 16 << 10;

/// Serves `folder` in a thread of its own until the process ends. Only programs on this machine can
/// connect.
pub(crate) fn start(folder: &Path, port: u16) -> Result<std::thread::JoinHandle<()>, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = listener.map_err(|error| {
        Failure::files(format!(
            "port {port} cannot be used: {error}; choose another with `--serve=PORT`"
        ))
    })?;
    output::status(&format!(
        "Serving the site at http://127.0.0.1:{port}/; press Ctrl-C to stop"
    ));
    let folder = folder.to_owned();
    Ok(std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            std::thread::spawn(move || respond(&folder, &stream));
        }
    }))
}

/// Answers one request. A broken connection is not a fault of the site.
fn respond(folder: &Path, stream: &TcpStream) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    let mut lines = BufReader::new(stream.take(LONGEST))
        .lines()
        .map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    for line in lines {
        if line.is_empty() {
            break;
        }
    }
    let mut words = first.split(' ');
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let found =
        file(folder, target).and_then(|path| Some((kind(&path), std::fs::read(path).ok()?)));
    let (status, kind, body) = match (method, found) {
        ("GET" | "HEAD", Some((kind, body))) => ("200 OK", kind, body),
        ("GET" | "HEAD", None) => (
            "404 Not Found",
            "text/plain",
            b"There is no such page.\n".to_vec(),
        ),
        _ => ("405 Method Not Allowed", "text/plain", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}; charset=utf-8\r\ncontent-length: {}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = stream;
    let _ = stream.write_all(head.as_bytes());
    if method == "GET" {
        let _ = stream.write_all(&body);
    }
}

/// The file that the target of a request names. `None` if it would be outside of the folder.
fn file(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let path = if path.is_empty() { "index.html" } else { path };
    (inside && !path.contains(['%', '\\'])).then(|| folder.join(path))
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("xml") => "application/xml",
        Some("md") => "text/markdown",
        Some(_) | None => "text/plain",
    }
}

#[cfg(test)]
mod tests {
    use super::file;
    use std::path::Path;

    #[test]
    fn only_files_of_the_folder_are_served() {
        let folder = Path::new("site");
        for (target, expected) in [
            ("/", Some("site/index.html")),
            ("/types/A.html?x=1", Some("site/types/A.html")),
            ("/../secret", None),
            ("/a/../../secret", None),
            ("/%2e%2e/secret", None),
            ("/a\\..\\b", None),
        ] {
            assert_eq!(
                file(folder, target).as_deref(),
                expected.map(Path::new),
                "{target}"
            );
        }
    }
}
