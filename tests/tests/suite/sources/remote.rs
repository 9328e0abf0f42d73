//! Remote files, which are fetched only from allowed hosts.

use std::path::Path;

use generator::source::{Access, Files};
use tests::server::{Request, Server, Step, answer, ok};

use super::{AT, assert_member, document, run, schema};

/// Runs the generator on a document in memory that refers to `reference` on a server. Also returns
/// the requests that the server received.
async fn fetched(
    reference: &str,
    hosts: &[&str],
    behavior: impl Fn(&Request) -> Step + Send + Sync + 'static,
) -> ((String, Option<String>), Vec<String>) {
    let server = Server::by(behavior).await.expect("a port");
    let url = server.url().trim_end_matches("/v1").to_owned();
    let document = document(&reference.replace("SERVER", &url));
    let hosts = hosts
        .iter()
        .map(|host| host.replace("SERVER", url.trim_start_matches("http://")));
    let access = Access {
        files: Files::Memory([("api.yaml".into(), document.into())].into()),
        hosts: hosts.collect(),
        ..Access::default()
    };
    let made = tokio::task::spawn_blocking(move || run(Path::new("api.yaml"), access));
    let (said, types) = made.await.expect("it ends");
    (
        (said.replace(&url, "SERVER"), types),
        server.request_lines(),
    )
}

fn refused(reference: &str, help: &str) -> String {
    format!(
        "api.yaml:10:49: warning[W0007]: the reference `{reference}` is not allowed; any JSON value is accepted\n  at {AT}\n  help: {help}"
    )
}

/// The reason why the file is unavailable: the related place of the last diagnostic, or else its help.
fn reason(said: &str) -> String {
    let mut lines = said.lines().rev();
    let place = lines.find(|line| line.starts_with("  ") && line.contains(":1:1: "));
    if let Some(place) = place {
        return place.trim_start().replace(":1:1: ", ": ");
    }
    let help = said.lines().last().unwrap_or_default();
    help.trim_start_matches("  help: ").to_owned()
}

#[tokio::test]
async fn no_host_is_asked_unless_allowed() {
    for hosts in [&[][..], &["example.com", "127.0.0.1:1", "localhost"]] {
        let ((said, types), requests) = fetched("SERVER/a.yaml#/x", hosts, |_| ok("{}")).await;
        let port = said
            .split("127.0.0.1:")
            .nth(1)
            .and_then(|rest| rest.split('`').next());
        let host = format!("127.0.0.1:{}", port.expect("the port is named"));
        assert_eq!(
            said,
            refused(
                "SERVER/a.yaml#/x",
                &format!(
                    "allow it with `--allow-remote {host}`, or refer to a copy in the folder of the document"
                )
            )
        );
        assert_eq!((types, requests), (None, vec![]));
    }
}

#[tokio::test]
async fn an_allowed_host_is_asked_once() {
    for host in ["127.0.0.1", "SERVER"] {
        let (made, requests) = fetched("SERVER/x/a.yaml", &[host], |request| match request.target() {
            // Relative to the referring file, and a second reference to the same file.
            "/x/a.yaml" => ok("{$ref: '../y/b.yaml#/B'}"),
            _ => ok("{B: {properties: {c: {$ref: 'b.yaml#/B/$defs/C'}}, $defs: {C: {type: string}}}}"),
        })
        .await;
        assert_member(&made, "c");
        assert_eq!(
            requests,
            ["GET /x/a.yaml HTTP/1.1", "GET /y/b.yaml HTTP/1.1"]
        );
    }
}

#[tokio::test]
async fn redirects_lead_to_allowed_hosts_alone() {
    let (made, requests) = fetched("SERVER/a.yaml", &["SERVER"], |request| {
        match request.target() {
            "/a.yaml" => answer(302, &[("location", "/deep/b.yaml")], ""),
            "/deep/b.yaml" => ok("{properties: {x: {$ref: 'c.yaml'}}}"),
            _ => ok("{type: string}"),
        }
    })
    .await;
    assert_member(&made, "x");
    assert_eq!(
        requests,
        [
            "GET /a.yaml HTTP/1.1",
            "GET /deep/b.yaml HTTP/1.1",
            "GET /deep/c.yaml HTTP/1.1"
        ]
    );

    let to = |location: &'static str| move |_: &Request| answer(301, &[("location", location)], "");
    let ((said, _), _) = fetched("SERVER/a.yaml", &["SERVER"], to("http://localhost:9/x")).await;
    assert_eq!(
        reason(&said),
        "SERVER/a.yaml: the server redirected to http://localhost:9/x, whose host is not allowed; allow it with `--allow-remote localhost:9`"
    );
    let ((said, _), _) = fetched("SERVER/a.yaml", &["SERVER"], to("file:///etc/hosts")).await;
    assert_eq!(
        reason(&said),
        "SERVER/a.yaml: the server redirected to `file:///etc/hosts`, which is not an http or https URL"
    );
    let ((said, _), requests) = fetched("SERVER/a.yaml", &["SERVER"], to("/a.yaml")).await;
    assert_eq!(
        reason(&said),
        "SERVER/a.yaml: the server redirected to another URL more than 10 times in a row"
    );
    assert_eq!(requests.len(), 10);
}

#[tokio::test]
async fn what_comes_from_a_host_does_not_lead_back_to_this_machine() {
    for reference in ["file:///etc/hosts", "FILE:/etc/hosts"] {
        let body = format!("{{properties: {{a: {{$ref: '{reference}'}}}}}}");
        let ((said, _), _) = fetched("SERVER/a.yaml", &["SERVER"], move |_| ok(&body)).await;
        assert_eq!(
            reason(&said),
            "a file that was fetched from a host cannot refer to local files"
        );
    }
    // An absolute path refers to a file on the same host.
    let ((said, _), requests) = fetched("SERVER/a.yaml", &["SERVER"], |request| {
        match request.target() {
            "/a.yaml" => ok("{properties: {a: {$ref: '/../../etc/hosts'}}}"),
            _ => answer(404, &[], ""),
        }
    })
    .await;
    assert_eq!(
        requests,
        ["GET /a.yaml HTTP/1.1", "GET /etc/hosts HTTP/1.1"]
    );
    assert_eq!(
        reason(&said),
        "SERVER/etc/hosts: the server responded with 404 Not Found"
    );
}

#[tokio::test]
async fn hosts_that_fail() {
    let ((said, _), _) = fetched("SERVER/a.yaml", &["SERVER"], |_| answer(500, &[], "no")).await;
    assert_eq!(
        reason(&said),
        "SERVER/a.yaml: the server responded with 500 Internal Server Error"
    );
    let ((said, _), _) = fetched("SERVER/a.yaml", &["SERVER"], |_| {
        Step::send("HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n{")
    })
    .await;
    assert_eq!(
        reason(&said),
        "SERVER/a.yaml: the file is 953674 MiB; the limit is 128 MiB"
    );
    let port = tests::server::closed_port().await.expect("a port");
    let reference = format!("http://127.0.0.1:{port}/a.yaml");
    let ((said, _), _) = fetched(&reference, &["127.0.0.1"], |_| ok(&schema("x"))).await;
    let start = format!("{reference}: the file cannot be fetched: ");
    assert!(reason(&said).starts_with(&start), "{said}");
}
