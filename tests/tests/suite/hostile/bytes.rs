//! Files that are barely text, or that are not regular files.

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use super::limits::{run, run_text};

#[test]
fn bytes_that_are_no_text() {
    for bytes in [
        &b""[..],
        b"\0",
        b"\xff\xfe",
        b"\xfe\xff\x00",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\xef\xbb\xbf",
        b"\xef\xbb\xbf{",
        b"\xff\xff\xff",
        b"\xef\xbb\xbf\xef\xbb\xbfopenapi: 3.1.0",
        b"openapi: 3.1.0\0",
        b"openapi: \"\xc3\x28\"",
        b"\xff\xfeo\0p\0\xd8\xd8",
        b"{\"a\": \"\\ud800\"}",
        b"\x1b[31m",
        b"PK\x03\x04",
        b"%PDF-1.4",
        b"<html>",
        b"\t",
        b"a:\tb\n\tc: d",
        b"\r\r\r",
        b"---",
        b"...",
        b"--- \n...\n---",
        b"%YAML 9.9\n---\na",
        b"!!",
        b"*",
        b"&",
        b"|",
        b">",
        b"\"",
        b"'",
        b"@",
        b"`",
    ] {
        assert_eq!(run_text(bytes).code, Some(1), "{bytes:?}");
    }
}

/// A sparse file of this size, which occupies almost no disk space.
fn sparse(start: &[u8], size: u64, end: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("api.yaml");
    let mut file = std::fs::File::create(&path).expect("made");
    file.write_all(start).expect("written");
    file.seek(SeekFrom::Start(size)).expect("sought");
    file.write_all(end).expect("written");
    (folder, path)
}

#[test]
fn a_gigabyte() {
    let (_folder, path) = sparse(b"{", 1 << 30, b"}");
    let run = run(&path);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.first(),
        "error[E0006]: the file is 1024 MiB; the limit is 128 MiB"
    );
}

#[test]
fn white_space_up_to_the_limit() {
    let size = (128 << 20) - 200;
    for (start, space, end) in [
        ("{\"openapi\": ", " ", "\"3.1.0\"}"),
        ("openapi: 3.1.0\n", "\n", "paths: {}\n"),
        ("openapi: 3.1.0\n", " ", "\n"),
        ("openapi: ", " ", "3.1.0"),
        ("{openapi: ", "\n", "3.1.0}"),
        ("a: |\n", " \n", "\n"),
    ] {
        let text = format!("{start}{}{end}", space.repeat(size / space.len()));
        assert_eq!(run_text(text).code, Some(1));
    }
}

#[test]
fn other_things_up_to_the_limit() {
    let size = (128 << 20) - 200;
    for (start, filler, end) in [
        ("[", "0,", "0]"),
        ("[", "[],", "0]"),
        ("{\"a\":\"", "x", "\"}"),
        ("a: ", "x", ""),
        ("", "a: b\n", ""),
        ("- ", "-\n- ", ""),
        ("# ", "#", ""),
        ("[", "{},", "0]"),
        ("a: [", "b,", "b]"),
        ("", "? ", ""),
        ("a: \"", "\\u0041", "\""),
    ] {
        let text = format!("{start}{}{end}", filler.repeat(size / filler.len()));
        assert_eq!(run_text(text).code, Some(1), "{start}{filler}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file() {
    use std::os::unix::fs::PermissionsExt;
    for path in [
        "/dev/zero",
        "/dev/null",
        "/dev/urandom",
        "/dev/tty",
        "/nowhere",
        "/",
    ] {
        let run = run(Path::new(path));
        assert!(run.code != Some(0), "{path}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("secret.yaml");
    std::fs::write(&path, "openapi: 3.1.0").expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("set");
    // Root can read the file despite its mode, but the document is incomplete.
    assert_eq!(run(&path).code, Some(1));
}
