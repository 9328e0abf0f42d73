//! The page of *Retrieve invite*: what it shows without JavaScript, and what its script adds.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use thirtyfour::{By, Key};

use super::Report;
use super::driver::{Driver, Session, told};

const PAGE: &str = "api/admin/organization/invites/retrieve.html";

/// The lines of the page that the site is modelled on.
const MODEL: &str = include_str!("../../../tests/suite/site/seed.txt");

pub(crate) async fn check(
    driver: &Driver,
    folder: &Path,
    report: &mut Report,
) -> Result<(), String> {
    let plain = driver.open(false).await?;
    plain.visit(&folder.join(PAGE)).await?;
    report.tell(
        "without JavaScript, every element is shown in its order",
        elements(&plain).await,
    );
    report.tell(
        "without JavaScript, types expand",
        expands_alone(&plain).await,
    );
    plain.close().await?;

    let session = driver.open(true).await?;
    session.resize(1280, 900).await?;
    session.visit(&folder.join(PAGE)).await?;
    session.picture("invite").await?;
    report.tell("Expand all and Collapse all", expand_all(&session).await);
    report.tell("a tab shows its program", tab(&session).await);
    report.tell("the theme changes and is kept", theme(&session).await);
    report.tell("Copy copies the program", copy(&session).await);
    report.tell(
        "a deep link shows the field",
        deep_link(&session, folder).await,
    );
    report.tell("search by keyboard", search(&session).await);
    report.tell(
        "the console is empty",
        match session.console().await? {
            lines if lines.is_empty() => Ok(String::new()),
            lines => Err(lines.join("; ")),
        },
    );
    session.close().await
}

/// The words of a text, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphanumeric() && char != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

async fn elements(session: &Session) -> Result<String, String> {
    if session.value("document.querySelector('.copy')").await? != Value::Null {
        return Err("the script runs".to_owned());
    }
    // Joins the texts of the elements by blanks.
    let text = "(() => { const texts = []; const walker = document.createTreeWalker(document.body, 4); \
                while (walker.nextNode()) texts.push(walker.currentNode.data); return texts.join(' ') })()";
    let text = session.value(text).await?;
    let mut shown = words(text.as_str().unwrap_or_default())
        .collect::<Vec<_>>()
        .into_iter();
    let mut count = 0;
    for line in MODEL.lines() {
        for word in words(line) {
            if !shown.any(|shown| shown == word) {
                return Err(format!("`{word}` of the line `{line}` is missing"));
            }
            count += 1;
        }
    }
    Ok(format!("{count} words"))
}

/// How many `details` of the main part are open, and how many there are.
async fn open(session: &Session) -> Result<(u64, u64), String> {
    let count =
        "['[open]', ''].map((which) => document.querySelectorAll(`main details${which}`).length)";
    let counts = session.value(count).await?;
    let at = |index: usize| {
        counts
            .get(index)
            .and_then(Value::as_u64)
            .unwrap_or_default()
    };
    Ok((at(0), at(1)))
}

async fn expands_alone(session: &Session) -> Result<String, String> {
    let (before, all) = open(session).await?;
    let summary = session.web.find(By::Css("main details > summary")).await;
    summary.map_err(told)?.click().await.map_err(told)?;
    let (after, _) = open(session).await?;
    if before.abs_diff(after) != 1 {
        return Err(format!("{after} of {all} are open, {before} were"));
    }
    Ok(format!("{all} types"))
}

async fn expand_all(session: &Session) -> Result<String, String> {
    // Each list of types has a bar of its own.
    let click = |index: usize| {
        format!(
            "document.querySelectorAll('.x').forEach((bar) => bar.querySelectorAll('button')[{index}].click())"
        )
    };
    session.value(&click(0)).await?;
    let (expanded, all) = open(session).await?;
    session.value(&click(1)).await?;
    let (collapsed, _) = open(session).await?;
    if expanded == all && collapsed == 0 && all > 0 {
        return Ok(format!("{all} types"));
    }
    Err(format!(
        "{expanded} of {all} expanded, {collapsed} left open"
    ))
}

/// The text of the program that is shown.
const SHOWN: &str =
    "[...document.querySelectorAll('.tabs pre')].find((pre) => pre.checkVisibility()).textContent";

async fn tab(session: &Session) -> Result<String, String> {
    let before = session.value(SHOWN).await?;
    let labels = session
        .web
        .find_all(By::Css(".tabs > label"))
        .await
        .map_err(told)?;
    let second = labels.get(1).ok_or("there is only one tab")?;
    second.click().await.map_err(told)?;
    let after = session.value(SHOWN).await?;
    if before == after || after == Value::Null {
        return Err("the same program is shown".to_owned());
    }
    second.text().await.map_err(told)
}

async fn theme(session: &Session) -> Result<String, String> {
    const COLOR: &str = "getComputedStyle(document.body).backgroundColor";
    let before = session.value(COLOR).await?;
    let button = session.web.find(By::Id("theme")).await.map_err(told)?;
    button.click().await.map_err(told)?;
    let after = session.value(COLOR).await?;
    session.web.refresh().await.map_err(told)?;
    let kept = session.value(COLOR).await?;
    if before == after || after != kept {
        return Err(format!("{before}, then {after}, then {kept}"));
    }
    Ok(format!("{before} to {after}"))
}

async fn copy(session: &Session) -> Result<String, String> {
    let expected = session.value(SHOWN).await?;
    let visible = "[...document.querySelectorAll('.tabs .copy')].findIndex((button) => button.checkVisibility())";
    let index = session.value(visible).await?.as_u64().unwrap_or_default();
    let buttons = session
        .web
        .find_all(By::Css(".tabs .copy"))
        .await
        .map_err(told)?;
    let button = usize::try_from(index)
        .ok()
        .and_then(|index| buttons.get(index));
    button
        .ok_or("there is no button")?
        .click()
        .await
        .map_err(told)?;
    // The page has no field for several lines, so the test adds one.
    session.value("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))").await?;
    let field = session.web.find(By::Id("paste")).await.map_err(told)?;
    field.send_keys(Key::Control + "v").await.map_err(told)?;
    let pasted = session
        .value("document.getElementById('paste').value")
        .await?;
    session
        .value("document.getElementById('paste').remove()")
        .await?;
    if pasted != expected {
        return Err(format!("copied {pasted} instead of {expected}"));
    }
    Ok(String::new())
}

async fn deep_link(session: &Session, folder: &Path) -> Result<String, String> {
    let nested = "[...document.querySelectorAll('main details [id]')].map((field) => field.id)[0]";
    let id = session.value(nested).await?;
    let id = id.as_str().ok_or("no nested field has an id")?.to_owned();
    session.web.goto("about:blank").await.map_err(told)?;
    session.visit(&folder.join(format!("{PAGE}#{id}"))).await?;
    let visible = format!(
        "document.getElementById({}).checkVisibility()",
        serde_json::json!(id)
    );
    match session.value(&visible).await? {
        Value::Bool(true) => Ok(id),
        _ => Err(format!("{id} is not visible")),
    }
}

async fn search(session: &Session) -> Result<String, String> {
    let body = session.web.find(By::Css("body")).await.map_err(told)?;
    body.send_keys("/").await.map_err(told)?;
    let focused = session.web.active_element().await.map_err(told)?;
    if focused.id().await.map_err(told)?.as_deref() != Some("search") {
        return Err("`/` does not move to the search".to_owned());
    }
    focused.send_keys("email").await.map_err(told)?;
    let list = "document.querySelectorAll('#found a').length";
    for _ in 0..500 {
        if session.value(list).await?.as_u64() > Some(0) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    focused
        .send_keys(Key::Down + Key::Enter)
        .await
        .map_err(told)?;
    let mut url = session.web.current_url().await.map_err(told)?;
    // The page may load slowly beside other programs.
    for _ in 0..100 {
        if url.as_str().ends_with("email") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        url = session.web.current_url().await.map_err(told)?;
    }
    if !url.as_str().ends_with("email") {
        return Err(format!("leads to {url}"));
    }
    Ok(url.fragment().unwrap_or_default().to_owned())
}
