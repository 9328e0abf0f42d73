//! Many retrieves: what they leave behind, and how fast they are beside code written by hand.

use std::time::{Duration, Instant};

use openai_admin::Client;
use openai_admin::resources::admin::organization::invites::Invites;
use openai_admin::types::Invite;
use reqwest::header::ACCEPT;
use serde::Deserialize;

use super::process::{memory, open_files};
use super::{Figure, Outcome, fast};

/// Retrieves of each way and contender, and how many of them a round has.
const CALLS: usize = 100_000;
const ROUND: usize = 2_500;
const TASKS: usize = 64;

/// How fast the generated client must be, as a part of what is written by hand.
const RATIO: f64 = 0.97;
/// The growth of memory between 10 % and 100 % that is none: allocators keep some, in MiB.
const GROWTH: f64 = 3.0;

const KEY: &str = "sk-admin-4711";
const BODY: &str = r#"{
    "object": "organization.invite",
    "id": "invite-abc",
    "email": "user@example.com",
    "role": "owner",
    "status": "accepted",
    "created_at": 1711471533,
    "expires_at": 1711471533,
    "accepted_at": 1711471533,
    "projects": [{"id": "project-xyz", "role": "member"}, {"id": "project-abc", "role": "owner"}]
}"#;

/// What a person would write down of an invite.
#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read must be read as a whole")]
struct ByHand {
    object: String,
    id: String,
    email: String,
    role: String,
    status: String,
    created_at: i64,
    expires_at: Option<i64>,
    accepted_at: Option<i64>,
    projects: Option<Vec<Project>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read must be read as a whole")]
struct Project {
    id: String,
    role: String,
}

/// Who retrieves.
#[derive(Clone)]
enum Contender {
    Generated(Invites),
    /// The generated type by its serde.
    SameType(reqwest::Client, String),
    /// Types of its own.
    ByHand(reqwest::Client, String),
}

impl Contender {
    async fn retrieve(&self) -> Outcome<()> {
        let id = match self {
            Self::Generated(invites) => invites.retrieve("invite-abc").await?.id,
            Self::SameType(http, url) => {
                serde_json::from_slice::<Invite>(&get(http, url).await?)?.id
            }
            Self::ByHand(http, url) => serde_json::from_slice::<ByHand>(&get(http, url).await?)?.id,
        };
        if id == "invite-abc" {
            Ok(())
        } else {
            Err("another invite".into())
        }
    }

    /// So many retrieves in so many tasks; how many a second.
    async fn round(&self, calls: usize, tasks: usize) -> Outcome<f64> {
        let started = Instant::now();
        let mut running = tokio::task::JoinSet::new();
        for _ in 0..tasks {
            let contender = self.clone();
            running.spawn(async move {
                for _ in 0..calls / tasks {
                    contender.retrieve().await?;
                }
                Outcome::Ok(())
            });
        }
        while let Some(ended) = running.join_next().await {
            ended??;
        }
        #[expect(clippy::cast_precision_loss, reason = "thousands")]
        let calls = (calls / tasks * tasks) as f64;
        Ok(calls / started.elapsed().as_secs_f64())
    }
}

/// What a careful person writes: a limit, the status, the body.
async fn get(http: &reqwest::Client, url: &str) -> Outcome<bytes::Bytes> {
    let request = http.get(format!("{url}/organization/invites/invite-abc"));
    let request = request.bearer_auth(KEY).header(ACCEPT, "application/json");
    let answer = request.timeout(Duration::from_secs(600)).send().await?;
    Ok(answer.error_for_status()?.bytes().await?)
}

/// The generated client, and two ways of doing without it.
fn contenders() -> Outcome<[Contender; 3]> {
    let url = format!("http://{}/v1", fast::start(BODY)?);
    let http = || {
        let http = reqwest::Client::builder();
        let http = http.connect_timeout(Duration::from_secs(5)).referer(false);
        http.user_agent("by hand").build()
    };
    // Making a client sets up TLS, which the others share.
    let client = Client::builder()
        .admin_api_key(KEY)
        .base_url(&url)
        .build()?;
    Ok([
        Contender::Generated(client.admin().organization().invites()),
        Contender::SameType(http()?, url.clone()),
        Contender::ByHand(http()?, url),
    ])
}

pub(crate) fn run(short: bool) -> Outcome<Vec<Figure>> {
    let contenders = contenders()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let calls = if short { CALLS / 5 } else { CALLS };
    let mut figures = Vec::new();
    for tasks in [1, TASKS] {
        figures.extend(runtime.block_on(rounds(&contenders, calls, tasks))?);
    }
    Ok(figures)
}

/// Lets one contender alone retrieve, for a profiler to look at: `perf record soak profile 0`.
pub(crate) fn profile(index: usize) -> Outcome<Vec<Figure>> {
    let contenders = contenders()?;
    let contender = contenders.get(index).ok_or("there are three")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let rate = runtime.block_on(contender.round(2 * CALLS, 1))?;
    Ok(vec![Figure::free("calls/s", format!("{rate:.0}"))])
}

async fn rounds(contenders: &[Contender; 3], calls: usize, tasks: usize) -> Outcome<Vec<Figure>> {
    let mut rates = [const { Vec::new() }; 3];
    let mut early = None;
    let all = calls / ROUND;
    for round in 0..all {
        // Whoever comes first has no advantage of it.
        for turn in 0..contenders.len() {
            let index = (turn + round) % contenders.len();
            if let (Some(contender), Some(rates)) = (contenders.get(index), rates.get_mut(index)) {
                rates.push(contender.round(ROUND, tasks).await?);
            }
        }
        if round == all / 10 {
            early = Some((memory()?, open_files()?));
        }
    }
    let (memory_then, files_then) = early.ok_or("too few rounds")?;
    let (memory_now, files_now) = (memory()?, open_files()?);
    let [generated, same, by_hand] = rates.map(median);
    let name = |what: &str| format!("{calls} calls, {tasks} at once: {what}");
    // A short run has too few rounds for a bound.
    let what = name("generated / (reqwest + its type)");
    let ratio = if all < 40 {
        Figure::free(&what, format!("{:.3}", generated / same))
    } else {
        Figure::at_least(&what, generated / same, RATIO)
    };
    Ok(vec![
        ratio,
        Figure::free(&name("generated, calls/s"), format!("{generated:.0}")),
        Figure::free(&name("reqwest + its type, calls/s"), format!("{same:.0}")),
        Figure::free(&name("reqwest + derive, calls/s"), format!("{by_hand:.0}")),
        Figure::free(
            &name("generated / (reqwest + derive)"),
            format!("{:.3}", generated / by_hand),
        ),
        Figure::free(&name("memory at 10 %"), format!("{memory_then:.2} MiB")),
        Figure::at_most(
            &name("memory at 100 %"),
            memory_now,
            memory_then + GROWTH,
            " MiB",
        ),
        Figure::exactly(&name("open files at 100 %"), files_now, files_then),
    ])
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}
