//! The cargo features of generated crates: blocking calls, mocked responses, tracing spans.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;
use tests_client::resources::admin::organization::invites::Retrieve;
use tests_client::types::Invite;
use tests_client::{Client, Mock, StatusCode};
use tracing_subscriber::fmt::format::FmtSpan;

use crate::server::{Server, answer, ok};
use crate::{EXAMPLE, KEY, Outcome, error_of, settings};

fn mocked() -> Result<(Mock, Client), tests_client::Error> {
    let mock = Mock::new();
    let builder = Client::builder().admin_api_key(KEY);
    let client = builder.transport(mock.clone()).build()?;
    Ok((mock, client))
}

#[tokio::test]
async fn a_mock_answers_with_values_of_the_operations_type() -> Outcome {
    let invite: Invite = serde_json::from_str(EXAMPLE)?;
    let (mock, client) = mocked()?;
    mock.reply::<Retrieve>(&invite);
    let invites = client.admin().organization().invites();
    assert_eq!(invites.retrieve("invite-abc").await?, invite);
    // The last reply is used for all further requests.
    assert_eq!(invites.retrieve("a/b").await?, invite);
    let requests = mock.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|request| format!("{} {}", request.method, request.url))
        .collect();
    let base = "GET https://api.openai.com/v1/organization/invites";
    assert_eq!(
        sent,
        [format!("{base}/invite-abc"), format!("{base}/a%2Fb")]
    );
    let headers = requests.first().map(|request| &request.headers);
    let key = headers.and_then(|headers| headers.get("authorization"));
    assert_eq!(key.ok_or("no key")?, &format!("Bearer {KEY}"));
    Ok(())
}

#[tokio::test]
async fn a_mock_answers_with_errors_and_raw_bodies_in_turn() -> Outcome {
    let (mock, client) = mocked()?;
    let body = json!({"error": {"message": "No such invite", "code": "not_found"}});
    mock.answer::<Retrieve>(StatusCode::NOT_FOUND, &body)
        .raw::<Retrieve>("application/json", "{}");
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("invite-abc").await)?;
    assert_eq!(
        error.to_string(),
        "404 Not Found: No such invite (code: not_found)"
    );
    let error = error_of(invites.retrieve("invite-abc").await)?;
    assert!(error.is_decode());
    Ok(())
}

#[tokio::test]
async fn a_mock_without_a_reply_says_so() -> Outcome {
    let (_, client) = mocked()?;
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("invite-abc").await)?;
    assert_eq!(
        error.to_string(),
        "501 Not Implemented: the mock has no response for GET /v1/organization/invites/invite-abc"
    );
    Ok(())
}

#[test]
fn a_call_can_be_waited_for_without_a_runtime() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::start([ok(EXAMPLE), ok(EXAMPLE)]))?;
    let client = settings(&server).build()?;
    let invites = client.admin().organization().invites();
    assert_eq!(invites.retrieve("invite-abc").wait()?.id, "invite-abc");
    let response = invites.retrieve("invite-abc").send().wait()?;
    assert_eq!(response.status(), StatusCode::OK);
    Ok(())
}

#[test]
fn a_call_can_be_waited_for_within_a_runtime_that_stands_still_meanwhile() -> Outcome {
    let servers = tokio::runtime::Runtime::new()?;
    let keep = || Server::start([ok(EXAMPLE), ok(EXAMPLE), ok(EXAMPLE)]);
    let server = servers.block_on(keep())?;
    let client = settings(&server).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let invites = client.admin().organization().invites();
        // Leaves a connection to this runtime, which the next request must not use.
        invites.retrieve("invite-abc").await?;
        invites.retrieve("invite-abc").wait()?;
        invites.retrieve("invite-abc").await
    })?;
    Ok(())
}

/// A hook of a blocking call runs on the thread of all blocking calls. A blocking call from there
/// must not wait for that same thread.
#[test]
fn a_hook_of_a_blocking_call_can_wait_for_other_calls_two_deep() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::start([ok(EXAMPLE), ok(EXAMPLE), ok(EXAMPLE)]))?;
    let (sender, receiver) = std::sync::mpsc::channel();
    let last = settings(&server).build()?;
    let within = move |client: &Client| {
        let invites = client.admin().organization().invites();
        invites
            .retrieve("invite-abc")
            .wait()
            .map(|invite| invite.id)
    };
    let ids = sender.clone();
    let inner = settings(&server).on_attempt(move |_| drop(ids.send(within(&last))));
    let inner = inner.build()?;
    let outer = settings(&server).on_attempt(move |_| drop(sender.send(within(&inner))));
    assert_eq!(within(&outer.build()?)?, "invite-abc");
    assert_eq!(receiver.recv()??, "invite-abc");
    assert_eq!(receiver.recv()??, "invite-abc");
    Ok(())
}

/// The output of a subscriber.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn each_try_is_a_span_with_the_names_of_opentelemetry() -> Outcome {
    let busy = answer(503, &[("retry-after-ms", "1")], "");
    let server = Server::start([busy, ok(EXAMPLE)]).await?;
    let sink = Sink::default();
    let made = sink.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(move || made.clone())
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .without_time()
        .with_ansi(false)
        .with_target(false)
        .finish();
    // A thread-local subscriber would miss spans whose callsites another thread has registered
    // before.
    tracing::subscriber::set_global_default(subscriber)?;
    let client = settings(&server).build()?;
    client
        .admin()
        .organization()
        .invites()
        .retrieve("invite-abc")
        .await?;
    let written = sink
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let written = String::from_utf8(written)?;
    let port = server
        .url()
        .replace("http://127.0.0.1:", "")
        .replace("/v1", "");
    let ours = written.lines().filter(|line| line.contains(&port));
    let ours = ours.filter_map(|line| line.split(" time.busy").next());
    let span = format!(
        "http.client{{otel.kind=\"client\" otel.name=GET /organization/invites/{{invite_id}} \
         http.request.method=GET url.template=\"/organization/invites/{{invite_id}}\" \
         server.address=\"127.0.0.1\" server.port={port}"
    );
    let expected = [
        format!(" INFO {span}}}: new"),
        format!(
            " INFO {span} http.response.status_code=503 otel.status_code=\"ERROR\" error.type=503}}: close"
        ),
        format!(" INFO {span} http.request.resend_count=1}}: new"),
        format!(" INFO {span} http.request.resend_count=1 http.response.status_code=200}}: close"),
    ];
    assert_eq!(ours.collect::<Vec<_>>(), expected);
    Ok(())
}

fn invite(client: &Client) -> Result<String, tests_client::Error> {
    let invites = client.admin().organization().invites();
    invites
        .retrieve("invite-abc")
        .wait()
        .map(|invite| invite.id)
}

#[test]
fn a_hook_can_wait_for_a_thread_that_waits_for_another_call() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::by(|_| ok(EXAMPLE)))?;
    let inner = settings(&server).build()?;
    let outer = settings(&server).on_attempt(move |_| {
        let inner = inner.clone();
        let thread = std::thread::spawn(move || invite(&inner));
        assert!(thread.join().is_ok_and(|outcome| outcome.is_ok()));
    });
    let outer = outer.build()?;
    // More than there are processors.
    let threads: Vec<_> = (0..100)
        .map(|_| {
            let outer = outer.clone();
            std::thread::spawn(move || invite(&outer))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().map_err(|_| "it panicked")??, "invite-abc");
    }
    Ok(())
}

#[test]
fn calls_do_not_queue_behind_a_hook_that_blocks() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::by(|_| ok(EXAMPLE)))?;
    let pause = std::time::Duration::from_millis(200);
    let slow = settings(&server).on_request(move |_| std::thread::sleep(pause));
    let slow = slow.build()?;
    let started = std::time::Instant::now();
    let threads: Vec<_> = (0..20)
        .map(|_| {
            let slow = slow.clone();
            std::thread::spawn(move || invite(&slow))
        })
        .collect();
    for thread in threads {
        thread.join().map_err(|_| "it panicked")??;
    }
    assert!(started.elapsed() < pause * 10, "{:?}", started.elapsed());
    Ok(())
}

#[test]
fn calls_can_be_waited_for_inside_any_runtime() -> Outcome {
    let servers = tokio::runtime::Runtime::new()?;
    let server = servers.block_on(Server::by(|_| ok(EXAMPLE)))?;
    let client = settings(&server).build()?;
    let single = tokio::runtime::Builder::new_current_thread();
    for mut builder in [single, tokio::runtime::Builder::new_multi_thread()] {
        let runtime = builder.enable_all().build()?;
        assert_eq!(runtime.block_on(async { invite(&client) })?, "invite-abc");
        let of_task = client.clone();
        let task = runtime.spawn(async move { invite(&of_task) });
        assert_eq!(runtime.block_on(task)??, "invite-abc");
        let of_task = client.clone();
        let task = runtime.spawn_blocking(move || invite(&of_task));
        assert_eq!(runtime.block_on(task)??, "invite-abc");
    }
    let set = tokio::task::LocalSet::new();
    let runtime = tokio::runtime::Runtime::new()?;
    assert_eq!(
        set.block_on(&runtime, async { invite(&client) })?,
        "invite-abc"
    );
    Ok(())
}

#[test]
fn a_hook_that_panics_is_an_error() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::by(|_| ok(EXAMPLE)))?;
    let client = settings(&server).on_request(|_| std::panic::resume_unwind(Box::new(())));
    let client = client.build()?;
    let error = invite(&client).err().ok_or("it should fail")?;
    assert_eq!(error.to_string(), "a blocking request panicked");
    Ok(())
}

#[test]
fn more_hooks_can_wait_at_once_than_tokio_has_threads_by_default() -> Outcome {
    const CALLS: usize = 560;
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::by(|_| ok(EXAMPLE)))?;
    let inner = settings(&server).build()?;
    let all = Arc::new(std::sync::Barrier::new(CALLS));
    let outer = settings(&server).on_request(move |_| {
        // No call goes on before all of them are in their hooks.
        all.wait();
        assert!(invite(&inner).is_ok());
    });
    let outer = outer.build()?;
    let threads = (0..CALLS).map(|_| {
        let outer = outer.clone();
        let builder = std::thread::Builder::new().stack_size(256 << 10);
        builder.spawn(move || invite(&outer).is_ok())
    });
    for thread in threads.collect::<Result<Vec<_>, _>>()? {
        assert!(thread.join().map_err(|_| "it panicked")?);
    }
    Ok(())
}

#[test]
fn a_hook_can_wait_inside_a_runtime_of_its_own() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::by(|_| ok(EXAMPLE)))?;
    let (inner, (sender, receiver)) = (settings(&server).build()?, std::sync::mpsc::channel());
    let outer = settings(&server).on_attempt(move |_| {
        let own = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let waited = own.is_ok_and(|own| own.block_on(async { invite(&inner) }).is_ok());
        assert!(sender.send(waited).is_ok());
    });
    assert_eq!(invite(&outer.build()?)?, "invite-abc");
    assert!(receiver.recv()?);
    Ok(())
}
