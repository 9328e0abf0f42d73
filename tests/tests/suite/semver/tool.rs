//! Compares the verdicts of `diff` with those of `cargo-semver-checks` and of the compiler.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use generator::diff::Class;
use tests::semver::crates::{self, Documents};
use tests::semver::mutation::{Mutation, Outcome, Program};
use tests::semver::tool::{self, Asked};

use super::at_hand;

#[test]
fn verdicts_agree_with_cargo_semver_checks() {
    let Some(tool) = tool::find() else {
        eprintln!(
            "not compared: there is no `cargo-semver-checks` on the path or in CARGO_SEMVER_CHECKS"
        );
        return;
    };
    let mut described = HashMap::new();
    let mut table = String::new();
    let mut wrong = String::new();
    let mut mutations = at_hand();
    mutations.sort_by_key(|(mutation, _)| mutation.document);
    for (mutation, path) in &mutations {
        match judged(&tool, mutation, path, &mut described) {
            Ok(row) => table.push_str(&row),
            Err(fault) => {
                eprintln!("{}, {}: {fault}", mutation.document, mutation.name);
                let _ = writeln!(wrong, "{}, {}: {fault}", mutation.document, mutation.name);
            }
        }
    }
    eprintln!("{table}{} mutations", mutations.len());
    assert_eq!(wrong, "");
}

/// The line of a mutation in the report, if all verdicts agree.
fn judged(
    tool: &Path,
    mutation: &Mutation,
    path: &Path,
    described: &mut HashMap<&'static str, PathBuf>,
) -> Result<String, String> {
    let documents = Documents::new(mutation, path)?;
    let comparison = documents.compare()?;
    let old = documents.make("old")?;
    let new = documents.make("new")?;
    let before = match described.get(mutation.document) {
        Some(before) => before.clone(),
        None => {
            let before = tool::describe(&old, "old")?;
            described.clear();
            described.insert(mutation.document, before.clone());
            before
        }
    };
    let now = tool::describe(&new, "new")?;
    let asked = tool::compare(tool, &before, &now)?;
    if let Some(program) = &mutation.program {
        proven(program, &old, &new)?;
    }
    let class = comparison.class();
    let breaks = mutation
        .program
        .as_ref()
        .is_some_and(|program| program.outcome != Outcome::Works);
    let agrees = match asked {
        Asked::Major => class == Some(Class::Breaking),
        Asked::Minor => matches!(class, Some(Class::Breaking | Class::Compatible)),
        Asked::Nothing => class != Some(Class::Breaking) || breaks,
    };
    if !agrees {
        return Err(format!("it asks for {asked:?}\n{}", comparison.text()));
    }
    let class = class.map_or("no change", Class::as_str);
    Ok(format!(
        "{class:<11} {asked:?}: {}, {}\n",
        mutation.document, mutation.name
    ))
}

/// Checks the outcome of a program with the old crate and with the new one.
fn proven(program: &Program, old: &Path, new: &Path) -> Result<(), String> {
    crates::run(old, program)?.map_err(|(_, said)| format!("the program is no good: {said}"))?;
    let now = crates::run(new, program)?;
    match (program.outcome, now) {
        (Outcome::Works, Ok(()))
        | (Outcome::NotCompiled(_), Err((false, _)))
        | (Outcome::Fails(_), Err((true, _))) => Ok(()),
        (wanted, now) => Err(format!("wanted {wanted:?} of the program, it is {now:?}")),
    }
}
