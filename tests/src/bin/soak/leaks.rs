//! Checks many requests for leaks, and compares their speed with that of handwritten code.

use std::time::{Duration, Instant};

use reqwest::header::ACCEPT;
use serde::Deserialize;
use tests_client::Client;
use tests_client::resources::admin::organization::invites::Invites;
use tests_client::types::Invite;

use super::process::{memory, open_files, thread_time};
use super::{Figure, Outcome, fast};

/// The number of requests of each contender, and the number of requests in a round. Rounds are
/// short, so that other work of the machine disturbs only few of them.
const CALLS: usize = 100_000;
const ROUND: usize = 320;
const TASKS: usize = 64;

/// The minimum speed of the generated client, as a fraction of the handwritten client's speed.
const RATIO: f64 = 0.97;
/// The tolerated growth of memory between 10 % and 100 %, in MiB. Allocators keep some memory.
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

/// The struct that a person would write for an invite.
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

/// A client to measure.
#[derive(Clone)]
enum Contender {
    Generated(Invites),
    /// reqwest, with the generated type and its serde implementation.
    SameType(reqwest::Client, String),
    /// reqwest, with a handwritten type.
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

    /// Sends `calls` requests, spread over `tasks` tasks.
    async fn round(&self, calls: usize, tasks: usize) -> Outcome<Pace> {
        let (started, processor) = (Instant::now(), thread_time()?);
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
        Ok(Pace {
            wall: started.elapsed().as_secs_f64() / calls,
            processor: thread_time()?.saturating_sub(processor).as_secs_f64() / calls,
        })
    }
}

/// The duration of a request, in seconds.
struct Pace {
    /// Wall time, which includes the server and other work of the machine.
    wall: f64,
    /// CPU time of the thread that runs all requests.
    processor: f64,
}

/// The code that a careful person writes: with a timeout, a check of the status code, and the body.
async fn get(http: &reqwest::Client, url: &str) -> Outcome<bytes::Bytes> {
    let request = http.get(format!("{url}/organization/invites/invite-abc"));
    let request = request.bearer_auth(KEY).header(ACCEPT, "application/json");
    let answer = request.timeout(Duration::from_secs(600)).send().await?;
    Ok(answer.error_for_status()?.bytes().await?)
}

/// The generated client and two handwritten alternatives.
fn contenders() -> Outcome<[Contender; 3]> {
    let url = format!("http://{}/v1", fast::start(BODY)?);
    let http = || {
        let http = reqwest::Client::builder();
        let http = http.connect_timeout(Duration::from_secs(5)).referer(false);
        http.user_agent("by hand").build()
    };
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

/// Runs a single contender for a profiler, as in `perf record soak profile 0`.
pub(crate) fn profile(index: usize) -> Outcome<Vec<Figure>> {
    let contenders = contenders()?;
    let contender = contenders.get(index).ok_or("there are three")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let pace = runtime.block_on(contender.round(2 * CALLS, 1))?;
    let rate = 1.0 / pace.wall;
    Ok(vec![Figure::free("calls/s", format!("{rate:.0}"))])
}

async fn rounds(contenders: &[Contender; 3], calls: usize, tasks: usize) -> Outcome<Vec<Figure>> {
    let mut pace = [const { Vec::new() }; 3];
    let mut early = None;
    let all = calls.div_ceil(ROUND);
    for round in 0..all {
        for index in order(round) {
            if let (Some(contender), Some(pace)) = (contenders.get(index), pace.get_mut(index)) {
                pace.push(contender.round(ROUND, tasks).await?);
            }
        }
        if round == all / 10 {
            early = Some((memory()?, open_files()?));
        }
    }
    let (memory_then, files_then) = early.ok_or("too few rounds")?;
    let (memory_now, files_now) = (memory()?, open_files()?);
    let name = |what: &str| format!("{} calls, {tasks} at once: {what}", all * ROUND);
    let mut figures = speed(&pace, all < CALLS / ROUND, name);
    let bound = memory_then + GROWTH;
    figures.extend([
        Figure::free(&name("memory at 10 %"), format!("{memory_then:.2} MiB")),
        Figure::at_most(&name("memory at 100 %"), memory_now, bound, " MiB"),
        Figure::exactly(&name("open files at 100 %"), files_now, files_then),
    ]);
    Ok(figures)
}

/// The order of the contenders in a round. Over all rounds, each contender runs before each other
/// one as often as after it.
fn order(round: usize) -> [usize; 3] {
    let [first, second, third] = [0, 1, 2].map(|turn| (turn + round / 2) % 3);
    if round.is_multiple_of(2) {
        [first, second, third]
    } else {
        [third, second, first]
    }
}

/// Compares the generated client with the other two. The speed of a machine varies over time, so
/// only adjacent rounds are compared. Their median is robust against interrupted rounds.
fn speed(
    [generated, same, by_hand]: &[Vec<Pace>; 3],
    short: bool,
    name: impl Fn(&str) -> String,
) -> Vec<Figure> {
    let rate = |pace: &Pace| 1.0 / pace.wall;
    let rates = |paces: &[Pace]| Spread::of(paces.iter().map(rate)).median;
    let beside = |other: &[Pace], taken: fn(&Pace) -> f64| {
        let pairs = generated.iter().zip(other);
        Spread::of(pairs.map(|(own, other)| taken(other) / taken(own)))
    };
    let what = name("generated / (reqwest + its type)");
    let ratio = beside(same, |pace| pace.wall);
    let processor = beside(same, |pace| pace.processor);
    vec![
        // A short run has too few rounds to enforce a bound.
        if short {
            Figure::free(&what, format!("{:.3}", ratio.median))
        } else {
            Figure::at_least(&what, ratio.median, RATIO)
        },
        Figure::free(&format!("{what}, quartiles"), ratio.quartiles()),
        Figure::free(
            &format!("{what}, by processor time"),
            format!("{:.3}", processor.median),
        ),
        Figure::free(
            &format!("{what}, by processor time, quartiles"),
            processor.quartiles(),
        ),
        Figure::free(
            &name("generated / (reqwest + derive)"),
            format!("{:.3}", beside(by_hand, |pace| pace.wall).median),
        ),
        Figure::free(
            &name("generated, calls/s"),
            format!("{:.0}", rates(generated)),
        ),
        Figure::free(
            &name("reqwest + its type, calls/s"),
            format!("{:.0}", rates(same)),
        ),
        Figure::free(
            &name("reqwest + derive, calls/s"),
            format!("{:.0}", rates(by_hand)),
        ),
    ]
}

/// The median and the quartiles of a set of figures.
struct Spread {
    lower: f64,
    median: f64,
    upper: f64,
}

impl Spread {
    fn of(figures: impl Iterator<Item = f64>) -> Self {
        let mut figures: Vec<f64> = figures.collect();
        figures.sort_by(f64::total_cmp);
        let at = |quarter: usize| {
            let index = figures.len() * quarter / 4;
            figures.get(index).copied().unwrap_or_default()
        };
        Self {
            lower: at(1),
            median: at(2),
            upper: at(3),
        }
    }

    fn quartiles(&self) -> String {
        format!("{:.3} to {:.3}", self.lower, self.upper)
    }
}
