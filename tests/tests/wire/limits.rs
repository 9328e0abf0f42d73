//! Limits of time and size.

use std::time::{Duration, Instant};

use tests_client::RequestOptions;

use crate::server::{Act, Server, Step, answer, ok};
use crate::{EXAMPLE, Outcome, error_of, invites, settings};

#[tokio::test]
async fn a_deadline_holds_for_all_tries_together() -> Outcome {
    let busy = answer(503, &[("retry-after-ms", "400")], "");
    let server = Server::start([busy.clone(), busy.clone(), busy]).await?;
    let start = Instant::now();
    // The third attempt would start after it, so the second response is the error, and at once.
    let client = settings(&server)
        .deadline(Duration::from_millis(600))
        .build()?;
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("invite-abc").await)?;
    assert_eq!(
        error.to_string(),
        "503 Service Unavailable (request id: req_1)"
    );
    assert_eq!((error.retries_taken(), server.received().len()), (1, 2));
    assert!(start.elapsed() < Duration::from_millis(600));
    Ok(())
}

#[tokio::test]
async fn a_deadline_that_is_shorter_than_the_wait_fails_at_once() -> Outcome {
    let busy = answer(429, &[("retry-after", "5")], r#"{"error":{"code":"slow"}}"#);
    let server = Server::start([busy]).await?;
    let start = Instant::now();
    let options = RequestOptions::new().deadline(Duration::from_secs(4));
    let error = error_of(invites(&server)?.retrieve("a").with(options).await)?;
    assert!(error.is_rate_limit());
    assert_eq!(error.code(), Some("slow"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(5)));
    assert!(start.elapsed() < Duration::from_secs(1));
    Ok(())
}

#[tokio::test]
async fn an_attempt_that_a_deadline_ends_leaves_the_last_response_as_the_error() -> Outcome {
    let busy = answer(429, &[("retry-after-ms", "1")], "slow down");
    let server = Server::start([busy, Step::Hang]).await?;
    let options = RequestOptions::new().deadline(Duration::from_millis(200));
    let error = error_of(invites(&server)?.retrieve("a").with(options).await)?;
    assert_eq!(
        error.to_string(),
        "429 Too Many Requests: slow down (request id: req_1)"
    );
    assert_eq!((error.retries_taken(), server.received().len()), (1, 2));
    Ok(())
}

#[tokio::test]
async fn the_deadline_of_a_request_goes_before_that_of_the_client() -> Outcome {
    let server = Server::start([Step::Hang]).await?;
    let client = settings(&server)
        .deadline(Duration::from_secs(60))
        .build()?;
    let invites = client.admin().organization().invites();
    let options = RequestOptions::new().deadline(Duration::from_millis(50));
    let error = error_of(invites.retrieve("invite-abc").with(options).await)?;
    assert_eq!(error.to_string(), "timed out after 50ms");
    Ok(())
}

#[tokio::test]
async fn the_pieces_of_an_answer_may_have_a_limit_of_their_own() -> Outcome {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
    let server = Server::start([Step::send_and(head, Act::Hang)]).await?;
    let options = RequestOptions::new()
        .idle_timeout(Duration::from_millis(50))
        .max_retries(0);
    let call = invites(&server)?.retrieve("invite-abc").with(options);
    let error = error_of(call.await)?;
    assert_eq!(error.to_string(), "timed out after 50ms");
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_read_to_its_end() -> Outcome {
    let server = Server::start([ok(EXAMPLE), ok(EXAMPLE)]).await?;
    let retrieve = |limit: usize| {
        let client = settings(&server).max_response_size(limit).build();
        client.map(|client| {
            client
                .admin()
                .organization()
                .invites()
                .retrieve("invite-abc")
        })
    };
    retrieve(EXAMPLE.len())?.await?;
    let error = error_of(retrieve(EXAMPLE.len() - 1)?.await)?;
    let limit = EXAMPLE.len() - 1;
    assert_eq!(
        error.to_string(),
        format!("the response is larger than {limit} bytes")
    );
    assert!(error.is_too_large() && !error.is_transport());
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn an_error_that_is_too_large_keeps_its_status_and_its_start() -> Outcome {
    let head = "HTTP/1.1 429 X\r\nretry-after-ms: 1\r\nconnection: close\r\n\r\n";
    let endless = Step::Acts(vec![
        Act::Send(head.into()),
        Act::Repeat(vec![b'x'; 1 << 16], 100),
        Act::Close,
    ]);
    let server = Server::start([endless.clone(), endless]).await?;
    let client = settings(&server).max_response_size(1 << 20).max_retries(1);
    let invites = client.build()?.admin().organization().invites();
    let error = error_of(invites.retrieve("a").await)?;
    assert!(error.is_rate_limit() && !error.is_too_large());
    assert_eq!((error.retries_taken(), server.requests().len()), (1, 2));
    let length = error.body().map(<[u8]>::len).ok_or("no body")?;
    assert!((1 << 10..=64 << 10).contains(&length), "{length}");
    Ok(())
}

#[tokio::test]
async fn the_start_of_an_error_is_kept_whatever_the_limit_is() -> Outcome {
    let body = r#"{"error":{"message":"No such invite","code":"gone"}}"#;
    let server = Server::start([answer(400, &[], body)]).await?;
    let client = settings(&server).max_response_size(16).build()?;
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("a").await)?;
    assert!(error.is_bad_request());
    assert_eq!(
        (error.message(), error.code()),
        ("No such invite", Some("gone"))
    );
    Ok(())
}

#[tokio::test]
async fn an_error_whose_body_does_not_end_keeps_its_status() -> Outcome {
    let head = "HTTP/1.1 401 X\r\ncontent-length: 100\r\n\r\n{\"error\":";
    for act in [Act::Reset, Act::Close, Act::Hang] {
        let server = Server::start([Step::send_and(head, act)]).await?;
        let timeout = Duration::from_millis(200);
        let error = error_of(invites(&server)?.retrieve("a").timeout(timeout).await)?;
        assert!(error.is_authentication());
        assert_eq!(error.body(), Some(&b"{\"error\":"[..]));
        assert_eq!(server.requests().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_request_that_cannot_be_sent_is_not_retried() -> Outcome {
    let server = Server::start([]).await?;
    let options = RequestOptions::new().extra_query("q", "a".repeat(70_000));
    let started = Instant::now();
    let error = error_of(invites(&server)?.retrieve("a").with(options).await)?;
    assert!(
        error.is_invalid_request() && !error.is_transport(),
        "{error:?}"
    );
    assert_eq!(error.retries_taken(), 0);
    assert!(started.elapsed() < Duration::from_millis(400));
    assert_eq!(server.connections(), 0);
    Ok(())
}

#[tokio::test]
async fn the_wait_for_a_response_may_have_a_limit_of_its_own() -> Outcome {
    let server = Server::start([Step::Hang]).await?;
    let options = RequestOptions::new()
        .idle_timeout(Duration::from_millis(50))
        .max_retries(0);
    let error = error_of(invites(&server)?.retrieve("a").with(options).await)?;
    assert_eq!(error.to_string(), "timed out after 50ms");
    Ok(())
}

/// Accepts a connection, and reads its bytes in this way.
async fn upload(
    read: impl AsyncFn(&mut tokio::net::TcpStream) -> std::io::Result<()>,
) -> Result<(Result<(), String>, Duration), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let client = tests_exchange::Client::builder().base_url(url).token("t");
    let files = client.max_retries(0).build()?.files();
    let options = tests_exchange::RequestOptions::new()
        .timeout(Duration::from_secs(20))
        .idle_timeout(Duration::from_secs(2));
    let file = tests_exchange::File::new("a", vec![b'x'; 16 << 20]);
    let started = Instant::now();
    let call = tokio::spawn(files.create(file).with(options).into_future());
    let (mut stream, _) = listener.accept().await?;
    read(&mut stream).await?;
    let outcome = call.await?.map(drop).map_err(|error| error.to_string());
    Ok((outcome, started.elapsed()))
}

#[tokio::test]
async fn an_upload_is_limited_by_its_progress() -> Outcome {
    let (outcome, took) = upload(async |_| Ok(())).await?;
    assert_eq!(outcome, Err("timed out after 2s".to_owned()));
    assert!(took < Duration::from_secs(10), "{took:?}");
    let (outcome, took) = upload(async |stream| {
        let mut buffer = vec![0; 2 << 20];
        for _ in 0..8 {
            // Some of the bytes are in the buffers of the system, so the last of them are read without progress.
            tokio::time::sleep(Duration::from_millis(350)).await;
            tokio::io::AsyncReadExt::read_exact(stream, &mut buffer).await?;
        }
        let rest = tokio::io::AsyncReadExt::read(stream, &mut buffer);
        rest.await?;
        let response = b"HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"text\":\"a\"}";
        tokio::io::AsyncWriteExt::write_all(stream, response).await
    })
    .await?;
    assert_eq!(outcome, Ok(()));
    assert!(took > Duration::from_secs(2), "{took:?}");
    Ok(())
}

#[tokio::test]
async fn a_server_that_does_not_accept_runs_into_the_limit_for_connecting() -> Outcome {
    let socket = tokio::net::TcpSocket::new_v4()?;
    socket.bind("127.0.0.1:0".parse()?)?;
    let listener = socket.listen(1)?;
    let address = listener.local_addr()?;
    // The system does not answer once the queue is full.
    let mut queued = Vec::new();
    let limit = Duration::from_millis(200);
    while let Ok(stream) =
        tokio::time::timeout(limit, tokio::net::TcpStream::connect(address)).await
    {
        queued.push(stream?);
    }
    let server = Server::start([]).await?;
    let client = settings(&server).base_url(format!("http://{address}"));
    let client = client.connect_timeout(limit).max_retries(0).build()?;
    let started = Instant::now();
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("a").await)?;
    assert_eq!(error.to_string(), "timed out while connecting");
    assert!(error.is_timeout() && error.is_transport());
    assert!((limit..limit * 20).contains(&started.elapsed()));
    Ok(())
}
