//! The pauses before retries, on a virtual clock.

use std::time::{Duration, SystemTime};

use tests_client::Error;
use tests_client::types::Invite;

use crate::clock::Clock;
use crate::server::{Server, Step, answer, ok};
use crate::{EXAMPLE, Outcome, invites, settings};

/// The real time in milliseconds within which a premature request would arrive.
const EARLY: u64 = 25;

/// A request in progress, on a paused clock.
struct Waiting {
    clock: Clock,
    server: Server,
    call: tokio::task::JoinHandle<Result<Invite, Error>>,
    requests: usize,
}

impl Waiting {
    async fn start(steps: impl IntoIterator<Item = Step>, retries: u32) -> std::io::Result<Self> {
        let server = Server::start(steps).await?;
        let client = settings(&server).max_retries(retries).build();
        let client = client.map_err(std::io::Error::other)?;
        let clock = Clock::stop();
        let request = client
            .admin()
            .organization()
            .invites()
            .retrieve("invite-abc");
        Ok(Self {
            clock,
            server,
            call: tokio::spawn(request.into_future()),
            requests: 0,
        })
    }

    /// Waits until the next request has arrived and its response is read.
    async fn sent(&mut self) -> Outcome {
        self.requests += 1;
        let (server, count) = (&self.server, self.requests);
        self.clock
            .until(|| server.requests().len() == count)
            .await?;
        self.clock.settle(EARLY).await
    }

    /// Checks that the next request arrives after a number of milliseconds in this range.
    async fn pauses(&mut self, from: u64, to: u64) -> Outcome {
        self.clock.advance(from - 1).await;
        self.clock.settle(EARLY).await?;
        assert_eq!(self.server.requests().len(), self.requests, "too early");
        // A timer of Tokio may fire a millisecond late.
        self.clock.advance(to - from + 3).await;
        self.sent().await
    }
}

/// Checks the pause after a response with these headers.
async fn check(headers: &[(&str, &str)], from: u64, to: u64) -> Outcome {
    for status in [429, 503] {
        let steps = [answer(status, headers, ""), ok(EXAMPLE)];
        let mut waiting = Waiting::start(steps, 2).await?;
        waiting.sent().await?;
        waiting.pauses(from, to).await?;
        assert_eq!(waiting.call.await??.id, "invite-abc");
        tokio::time::resume();
    }
    Ok(())
}

#[tokio::test]
async fn milliseconds_go_before_seconds() -> Outcome {
    check(&[("retry-after-ms", "60"), ("retry-after", "100")], 60, 60).await?;
    check(&[("retry-after-ms", "119999.5")], 119_999, 120_000).await
}

#[tokio::test]
async fn seconds_may_have_a_fraction() -> Outcome {
    check(&[("retry-after", "0.07")], 70, 70).await?;
    check(&[("retry-after", "120")], 120_000, 120_000).await
}

#[tokio::test]
async fn a_date_is_waited_for() -> Outcome {
    // A date has a resolution of seconds and refers to the real clock: between 99 and 100 seconds
    // remain.
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
    let steps = [answer(429, &[("retry-after", &date)], ""), ok(EXAMPLE)];
    let mut waiting = Waiting::start(steps, 2).await?;
    waiting.sent().await?;
    waiting.pauses(95_000, 100_000).await?;
    assert_eq!(waiting.call.await??.id, "invite-abc");
    Ok(())
}

#[tokio::test]
async fn a_date_that_is_past_is_no_pause_that_the_server_asks_for() -> Outcome {
    check(
        &[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")],
        375,
        500,
    )
    .await
}

#[tokio::test]
async fn what_is_no_pause_is_passed_over() -> Outcome {
    for value in ["soon", "-5", "0", "NaN", "1e999", ""] {
        check(&[("retry-after", value)], 375, 500).await?;
    }
    Ok(())
}

#[tokio::test]
async fn pauses_double_up_to_eight_seconds_less_a_quarter() -> Outcome {
    let storm = (0..8).map(|_| answer(429, &[], "")).chain([ok(EXAMPLE)]);
    let mut waiting = Waiting::start(storm, 8).await?;
    waiting.sent().await?;
    for longest in [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000] {
        waiting.pauses(longest * 3 / 4, longest).await?;
    }
    assert_eq!(waiting.call.await??.id, "invite-abc");
    Ok(())
}

#[tokio::test]
async fn a_storm_that_does_not_end_is_given_up() -> Outcome {
    let storm = (0..9).map(|_| answer(429, &[("retry-after", "30")], r#"{"message":"later"}"#));
    let mut waiting = Waiting::start(storm, 3).await?;
    waiting.sent().await?;
    for _ in 0..3 {
        waiting.pauses(30_000, 30_000).await?;
    }
    let error = waiting.call.await?.err().ok_or("an answer")?;
    assert_eq!(
        error.to_string(),
        "429 Too Many Requests: later (request id: req_1)"
    );
    assert_eq!(error.retries_taken(), 3);
    assert_eq!(waiting.server.requests().len(), 4);
    Ok(())
}

#[tokio::test]
async fn connections_that_break_are_waited_for_like_answers_that_ask_for_nothing() -> Outcome {
    let mut waiting = Waiting::start([Step::Close, Step::Close, ok(EXAMPLE)], 2).await?;
    waiting.sent().await?;
    waiting.pauses(375, 500).await?;
    waiting.pauses(750, 1000).await?;
    assert_eq!(waiting.call.await??.id, "invite-abc");
    Ok(())
}

#[tokio::test]
async fn each_try_has_the_whole_time_limit() -> Outcome {
    let server = Server::start([Step::Hang, Step::Hang, Step::Hang]).await?;
    let invites = invites(&server)?;
    let clock = Clock::stop();
    let request = invites.retrieve("invite-abc").max_retries(1);
    let call = tokio::spawn(request.timeout(Duration::from_secs(90)).into_future());
    clock.until(|| server.requests().len() == 1).await?;
    clock.advance(90_002).await;
    clock.settle(EARLY).await?;
    clock.advance(502).await;
    clock.until(|| server.requests().len() == 2).await?;
    clock.advance(89_998).await;
    clock.settle(EARLY).await?;
    assert!(!call.is_finished());
    clock.advance(4).await;
    let error = call.await?.err().ok_or("an answer")?;
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "timed out after 90s");
    assert_eq!((error.retries_taken(), server.requests().len()), (1, 2));
    Ok(())
}
