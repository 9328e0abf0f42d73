//! Thousands of concurrent requests, a fifth of which encounter a fault. The server counts the
//! attempts of each request. It is a separate process, since each side needs a socket per request.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tests::server::{Act, Request, Server, Step};
use tests_client::types::Invite;
use tests_client::{Client, Error};

use super::process::{memory, open_files};
use super::{Figure, Outcome};

/// The argument that starts this program as the server.
pub(crate) const SERVE: &str = "--serve-storm";

const CALLS: usize = 10_000;
const COUNTS: &str = "counts";

/// The fault that the server injects, chosen by the number of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    None,
    NotFound,
    Limited,
    FailsOnce,
    Reset,
    ResetsOnce,
    Cut,
    Hang,
    NotJson,
    OtherShape,
    BrokenChunk,
}

impl Fault {
    /// Returns a fault for two in ten requests. All faults are equally frequent.
    fn of(call: usize) -> Self {
        const FAULTS: [Fault; 10] = [
            Fault::NotFound,
            Fault::Limited,
            Fault::FailsOnce,
            Fault::Reset,
            Fault::ResetsOnce,
            Fault::Cut,
            Fault::Hang,
            Fault::NotJson,
            Fault::OtherShape,
            Fault::BrokenChunk,
        ];
        match call % 50 {
            turn @ 0..10 => FAULTS.get(turn).copied().unwrap_or(Self::None),
            _ => Self::None,
        }
    }

    /// The step of the server for an attempt of a request.
    fn step(self, call: usize, attempt: u32) -> Step {
        let invite = format!(
            r#"{{"object": "organization.invite", "id": "{call}", "email": "e", "role": "owner",
            "status": "accepted", "created_at": 1}}"#
        );
        let text = |status: &str, body: &str| {
            let length = body.len();
            Step::send(format!(
                "HTTP/1.1 {status}\r\nretry-after-ms: 1\r\ncontent-length: {length}\r\n\r\n{body}"
            ))
        };
        let part = |text: &str, act: Act| Step::send_and(format!("HTTP/1.1 200 OK\r\n{text}"), act);
        match self {
            Self::FailsOnce if attempt == 1 => text("503 Unavailable", ""),
            Self::ResetsOnce if attempt == 1 => part("content-length: 500\r\n\r\n{", Act::Reset),
            Self::None | Self::FailsOnce | Self::ResetsOnce => text("200 OK", &invite),
            Self::NotFound => text("404 Not Found", &format!(r#"{{"message": "no {call}"}}"#)),
            Self::Limited => text("429 Slow", &format!(r#"{{"message": "not {call}"}}"#)),
            Self::Reset => Step::Acts(vec![Act::Reset]),
            Self::Cut => part("content-length: 500\r\n\r\n{", Act::Close),
            Self::Hang => part("content-length: 500\r\n\r\n", Act::Hang),
            Self::NotJson => text("200 OK", &invite.replace('}', "")),
            Self::OtherShape => text("200 OK", &invite.replace("\"id\"", "\"number\"")),
            Self::BrokenChunk => part("transfer-encoding: chunked\r\n\r\nzz\r\n", Act::Close),
        }
    }

    /// Whether an outcome is the expected one.
    fn allows(self, call: usize, outcome: &Result<Invite, Error>) -> bool {
        let id = call.to_string();
        match (self, outcome) {
            (Self::None | Self::FailsOnce | Self::ResetsOnce, Ok(invite)) => invite.id == id,
            (Self::NotFound, Err(error)) => {
                error.is_not_found() && error.message() == format!("no {id}")
            }
            (Self::Limited, Err(error)) => {
                error.is_rate_limit() && error.message() == format!("not {id}")
            }
            (Self::Reset | Self::Cut | Self::BrokenChunk, Err(error)) => {
                error.is_transport() && !error.is_connect() && !error.is_timeout()
            }
            (Self::Hang, Err(error)) => error.is_timeout(),
            (Self::NotJson, Err(error)) => {
                error.is_decode() && error.message().starts_with("invalid JSON at $")
            }
            (Self::OtherShape, Err(error)) => {
                error.is_decode() && error.message() == "missing member `id` at $"
            }
            _ => false,
        }
    }

    /// The expected number of attempts, with two retries (one if the request hangs).
    fn sends(self) -> u32 {
        match self {
            Self::None | Self::NotFound | Self::NotJson | Self::OtherShape => 1,
            Self::FailsOnce | Self::ResetsOnce | Self::Hang => 2,
            Self::Limited | Self::Reset | Self::Cut | Self::BrokenChunk => 3,
        }
    }
}

/// Prints the port to standard output, and serves until standard input ends.
pub(crate) fn serve() -> Outcome<()> {
    let counts = Arc::new(Mutex::new(BTreeMap::new()));
    let behavior = move |request: &Request| {
        let id = request.target().rsplit('/').next().unwrap_or_default();
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        if id == COUNTS {
            let body = serde_json::to_vec(&*counts).unwrap_or_default();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            return Step::Write([head.into_bytes(), body].concat());
        }
        let call: usize = id.parse().unwrap_or_default();
        let count = counts.entry(call).or_insert(0_u32);
        *count += 1;
        Fault::of(call).step(call, *count)
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let server = Server::by(behavior).await?;
        println!("{}", server.url());
        let end = || std::io::stdin().read_line(&mut String::new());
        tokio::task::spawn_blocking(end).await??;
        Ok(())
    })
}

/// The server in a separate process, which is killed on drop.
struct Other {
    process: Child,
    url: String,
}

impl Other {
    fn start() -> Outcome<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let out = process.stdout.take().ok_or("no output")?;
        let mut url = String::new();
        BufReader::new(out).read_line(&mut url)?;
        Ok(Self {
            process,
            url: url.trim().to_owned(),
        })
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn run(short: bool) -> Outcome<Vec<Figure>> {
    let calls = if short { CALLS / 10 } else { CALLS };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(storm(calls))
}

async fn storm(calls: usize) -> Outcome<Vec<Figure>> {
    let other = Other::start()?;
    let client = Client::builder().admin_api_key("sk-admin-4711");
    let client = client
        .base_url(&other.url)
        .timeout(Duration::from_secs(100));
    let invites = client.build()?.admin().organization().invites();
    let before = (memory()?, open_files()?);
    let started = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for call in 0..calls {
        let mut request = invites.retrieve(call.to_string());
        if Fault::of(call) == Fault::Hang {
            request = request.timeout(Duration::from_secs(10)).max_retries(1);
        }
        running.spawn(async move { (call, request.await) });
    }
    let mut wrong = Vec::new();
    while let Some(ended) = running.join_next().await {
        let (call, outcome) = ended?;
        if !Fault::of(call).allows(call, &outcome) {
            wrong.push(format!("{call} {:?}: {outcome:?}", Fault::of(call)));
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    drop(invites);
    let counts = reqwest::get(format!("{}/{COUNTS}", other.url))
        .await?
        .bytes()
        .await?;
    let counts: BTreeMap<usize, u32> = serde_json::from_slice(&counts)?;
    let sent = |call: usize| counts.get(&call).copied().unwrap_or_default();
    let too_often = (0..calls).filter(|call| sent(*call) > Fault::of(*call).sends());
    let too_seldom = (0..calls).filter(|call| sent(*call) < Fault::of(*call).sends());
    for one in wrong.iter().take(5) {
        eprintln!("wrong: {one}");
    }
    let name = |what: &str| format!("{calls} calls at once, a fifth with faults: {what}");
    Ok(vec![
        Figure::free(&name("seconds"), format!("{seconds:.1}")),
        Figure::exactly(&name("wrong outcomes"), wrong.len(), 0),
        Figure::exactly(&name("sent too often"), too_often.count(), 0),
        Figure::exactly(&name("sent too seldom"), too_seldom.count(), 0),
        Figure::exactly(&name("calls that the server knows"), counts.len(), calls),
        Figure::free(&name("memory before"), format!("{:.2} MiB", before.0)),
        Figure::free(&name("memory behind"), format!("{:.2} MiB", memory()?)),
        // Clients of equal settings share a pool, which keeps idle connections for a while after the
        // last of them is gone: at most one for each call.
        Figure::no_more(&name("open files behind"), open_files()?, before.1 + calls),
    ])
}
