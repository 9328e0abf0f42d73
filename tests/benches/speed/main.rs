//! How fast values are read and written, as a ratio to serde's derive for the same types.
//!
//! ```text
//! cargo bench -p tests --features slow --bench speed
//! ```
//!
//! Both sides take turns in one process and are measured in CPU time. A ratio is the median over all
//! rounds, beside that of the shortest turns.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::struct_field_names,
    reason = "a benchmark may panic"
)]

mod derived;
mod events;
mod samples;
mod tables;

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use sdk_runtime::runtime::json;

/// How many times both sides take turns.
const ROUNDS: usize = 61;

/// How long a turn takes, about.
const TURN: Duration = Duration::from_millis(3);

fn main() {
    // `cargo test --benches` passes this.
    let rounds = if std::env::args().any(|argument| argument == "--test") {
        1
    } else {
        ROUNDS
    };
    let filter = std::env::args()
        .nth(1)
        .filter(|argument| !argument.starts_with('-'));
    println!(
        "{:<44} {:>10} {:>10} {:>7} {:>7} {:>7}",
        "", "ours ns", "derive ns", "least", "median", "at most"
    );
    let mut print = |name: &str, limit: &str, ours: &mut dyn FnMut(), theirs: &mut dyn FnMut()| {
        if filter
            .as_ref()
            .is_none_or(|filter| name.contains(filter.as_str()))
        {
            let (ours, theirs, ratio) = compare(rounds, ours, theirs);
            let least = ours / theirs;
            println!("{name:<44} {ours:>10.0} {theirs:>10.0} {least:>7.2} {ratio:>7.2} {limit:>7}");
        }
    };
    invites(&mut print);
    events::compare(&mut print);
    chat(&mut print);
}

/// Prints a row: the name, the limit, what is measured and what it is compared to.
pub(crate) type Print<'p> = dyn FnMut(&str, &str, &mut dyn FnMut(), &mut dyn FnMut()) + 'p;

macro_rules! rows {
    ($print:ident: $($name:expr, $limit:literal, $ours:expr, $theirs:expr;)+) => {$(
        $print(
            $name,
            $limit,
            &mut || { ::std::hint::black_box(::std::hint::black_box(&$ours)); },
            &mut || { ::std::hint::black_box(::std::hint::black_box(&$theirs)); },
        );
    )+};
}
pub(crate) use rows;

fn invites(print: &mut Print<'_>) {
    let one = samples::invite(1);
    let list = samples::invites(4_000);
    let ours: tables::Invite = json::from_str(&one).expect("it is an invite");
    let theirs: derived::Invite = serde_json::from_str(&one).expect("it is an invite");
    let (our_copy, their_copy) = (ours.clone(), theirs.clone());
    let all: tables::Invites = json::from_str(&list).expect("they are invites");
    let their_all: derived::Invites = serde_json::from_str(&list).expect("they are invites");
    let value = serde_json::to_value(&ours).expect("it is an invite");
    rows! { print:
        "invites, 1 MB, decode, closed enums", "0.8",
            json::from_slice::<tables::Invites>(list.as_bytes()),
            serde_json::from_slice::<derived::Invites>(list.as_bytes());
        "invites, 1 MB, decode, open enums", "0.8",
            json::from_slice::<tables::Invites>(list.as_bytes()),
            serde_json::from_slice::<derived::OpenInvites>(list.as_bytes());
        "invite, decode, closed enums", "0.8",
            json::from_slice::<tables::Invite>(one.as_bytes()),
            serde_json::from_slice::<derived::Invite>(one.as_bytes());
        "invite, decode, open enums", "0.8",
            json::from_slice::<tables::Invite>(one.as_bytes()),
            serde_json::from_slice::<derived::OpenInvite>(one.as_bytes());
        "invite, encode", "0.9", json::to_vec(&ours), serde_json::to_vec(&theirs);
        "invites, 1 MB, encode", "0.9", json::to_vec(&all), serde_json::to_vec(&their_all);
        "invite, serde_json::from_str", "1.5",
            serde_json::from_str::<tables::Invite>(&one),
            serde_json::from_str::<derived::Invite>(&one);
        "invite, serde_json::to_string", "1.1",
            serde_json::to_string(&ours), serde_json::to_string(&theirs);
        "invites, 1 MB, serde_json::from_str", "1.5",
            serde_json::from_str::<tables::Invites>(&list),
            serde_json::from_str::<derived::Invites>(&list);
        "invites, 1 MB, serde_json::to_string", "1.1",
            serde_json::to_string(&all), serde_json::to_string(&their_all);
        "invite, serde_json::to_value", "",
            serde_json::to_value(&ours), serde_json::to_value(&theirs);
        "invite, serde_json::from_value", "",
            serde_json::from_value::<tables::Invite>(value.clone()),
            serde_json::from_value::<derived::Invite>(value.clone());
        "invite, clone", "", ours.clone(), theirs.clone();
        "invite, ==", "", ours == our_copy, theirs == their_copy;
    }
}

fn chat(print: &mut Print<'_>) {
    let text = samples::chat();
    let large = samples::logprobs(4_000);
    let ours: tables::Completion = json::from_str(&text).expect("it is a completion");
    let theirs: derived::Completion = serde_json::from_str(&text).expect("it is a completion");
    rows! { print:
        "chat completion, decode", "0.9",
            json::from_slice::<tables::Completion>(text.as_bytes()),
            serde_json::from_slice::<derived::Completion>(text.as_bytes());
        "chat completion, encode", "0.9", json::to_vec(&ours), serde_json::to_vec(&theirs);
        "chat completion, 1 MB of logprobs, decode", "0.8",
            json::from_slice::<tables::Completion>(large.as_bytes()),
            serde_json::from_slice::<derived::Completion>(large.as_bytes());
        "chat completion, serde_json::from_str", "1.5",
            serde_json::from_str::<tables::Completion>(&text),
            serde_json::from_str::<derived::Completion>(&text);
        "chat completion, serde_json::to_string", "1.1",
            serde_json::to_string(&ours), serde_json::to_string(&theirs);
    }
}

/// The least of both sides in nanoseconds, and the median of their ratio.
fn compare(rounds: usize, ours: &mut dyn FnMut(), theirs: &mut dyn FnMut()) -> (f64, f64, f64) {
    let (our_count, their_count) = (count(ours), count(theirs));
    let mut times = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let our_time = turn(our_count, ours);
        let their_time = turn(their_count, theirs);
        times.0.push(our_time);
        times.1.push(their_time);
        times.2.push(our_time / their_time);
    }
    // What disturbs a turn only makes it longer.
    let least = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
    (least(&times.0), least(&times.1), median(times.2))
}

/// How often something can be done in a turn.
fn count(body: &mut dyn FnMut()) -> u32 {
    let mut count = 1;
    while turn(count, body) * f64::from(count) < TURN.as_secs_f64() * 1e9 / 2.0 {
        count *= 2;
    }
    count
}

/// The nanoseconds that each of some runs takes.
fn turn(count: u32, body: &mut dyn FnMut()) -> f64 {
    let start = used();
    for _ in 0..count {
        body();
    }
    (used() - start) * 1e9 / f64::from(count)
}

/// The seconds that this thread has computed: other processes do not count.
fn used() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
