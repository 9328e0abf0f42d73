//! What came of each scenario, and what was expected to come of it.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::Value;

use super::program::Planned;
use super::scenario::Scenario;

/// The scenarios that are known to fail, each with its class.
const LISTED: &str = include_str!("listed.tsv");

/// The program's report on a scenario.
#[derive(Debug, Deserialize)]
struct Line {
    name: String,
    problems: Vec<String>,
}

/// The problems of each scenario that was called.
pub(crate) type Called = HashMap<String, Vec<String>>;

/// Runs the program against a server.
///
/// # Errors
/// If it ends early.
pub(crate) fn call(program: &Path, url: &str) -> Result<Called, String> {
    let output = Command::new(program)
        .arg(url)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    if !output.status.success() {
        return Err(format!("the program ended early: {}", output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().map(|line| {
        let line: Line = serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))?;
        Ok((line.name, line.problems))
    });
    lines.collect()
}

/// The scenarios that the server has seen as it wants them.
///
/// # Errors
/// If its report cannot be read.
pub(crate) fn seen(coverage: &Path) -> Result<HashMap<String, String>, String> {
    let fail = |error: &dyn std::fmt::Display| format!("{}: {error}", coverage.display());
    let text = std::fs::read_to_string(coverage).map_err(|error| fail(&error))?;
    let report: Vec<Value> = serde_json::from_str(&text).map_err(|error| fail(&error))?;
    let results = report
        .iter()
        .filter_map(|one| one.get("results")?.as_object());
    let results = results.flatten();
    Ok(results
        .filter_map(|(name, state)| Some((name.clone(), state.as_str()?.to_owned())))
        .collect())
}

/// The table, what fails, and how many differ from the list. With `whole`, every listed scenario has
/// to be among them.
pub(crate) fn judge(
    scenarios: &[Scenario],
    planned: &[Planned],
    called: &Called,
    seen: &HashMap<String, String>,
    whole: bool,
) -> (String, usize) {
    let listed = listed();
    let (mut text, mut differing) = (String::new(), 0);
    let (mut right, mut plain) = (0, 0);
    let mut aids: BTreeMap<&str, usize> = BTreeMap::new();
    for (scenario, planned) in scenarios.iter().zip(planned) {
        let problem = problem(scenario, planned, called, seen);
        let class = listed.get(scenario.name.as_str());
        match (&problem, class) {
            (None, None) => {}
            (Some(problem), Some(class)) => {
                let _ = writeln!(text, "listed   {}: {class} ({problem})", scenario.name);
            }
            (Some(problem), None) => {
                differing += 1;
                let _ = writeln!(text, "FAILED   {}: {problem}", scenario.name);
            }
            (None, Some(_)) => {
                differing += 1;
                let _ = writeln!(text, "FAILED   {}: listed, but right", scenario.name);
            }
        }
        if problem.is_none() {
            right += 1;
            plain += usize::from(planned.aids.is_empty());
            for aid in &planned.aids {
                *aids.entry(aid).or_default() += 1;
            }
        }
    }
    for name in listed.keys().filter(|_| whole) {
        if scenarios.iter().all(|scenario| scenario.name != *name) {
            differing += 1;
            let _ = writeln!(text, "FAILED   {name}: listed, but not a scenario");
        }
    }
    let all = scenarios.len();
    let _ = writeln!(
        text,
        "\n{right} of {all} right, {plain} of them as plain calls"
    );
    for (aid, count) in aids {
        let _ = writeln!(text, "  with {aid}: {count}");
    }
    (text, differing)
}

fn problem(
    scenario: &Scenario,
    planned: &Planned,
    called: &Called,
    seen: &HashMap<String, String>,
) -> Option<String> {
    if let Err(reason) = &planned.code {
        return Some(reason.clone());
    }
    let Some(problems) = called.get(&scenario.name) else {
        return Some("not called".to_owned());
    };
    if !problems.is_empty() {
        let problems = problems.join("; ");
        return Some(problems.chars().take(400).collect());
    }
    let state = seen.get(&scenario.name).map_or("unknown", String::as_str);
    (state != "pass").then(|| format!("the server says {state}"))
}

/// The scenarios that are right although the body of every response was changed.
pub(crate) fn unchecked(
    scenarios: &[Scenario],
    planned: &[Planned],
    called: &Called,
    control: &Called,
) -> Vec<String> {
    let is_right = |called: &Called, name: &str| called.get(name).is_some_and(Vec::is_empty);
    let both = scenarios.iter().zip(planned);
    let both = both.filter(|(scenario, planned)| {
        let name = scenario.name.as_str();
        planned.has_body && is_right(called, name) && is_right(control, name)
    });
    both.map(|(scenario, _)| scenario.name.clone()).collect()
}

fn listed() -> HashMap<&'static str, &'static str> {
    let lines = LISTED.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
}
