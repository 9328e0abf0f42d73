//! The rules of axe, for each kind of page, in both themes, on a phone and on a desk.

use serde_json::Value;
use thirtyfour::error::WebDriverError;

use super::driver::{Driver, Session, told};
use super::{Report, Site, npm, output};

/// The version of axe.
const AXE: &str = "4.14.1";

pub(crate) async fn check(
    driver: &Driver,
    sites: &[Site],
    report: &mut Report,
) -> Result<(), String> {
    let package = npm::install(&output().join("npm"), "axe-core", AXE)?;
    let axe = std::fs::read_to_string(package.join("axe.min.js")).map_err(told)?;
    let session = driver.open(true).await?;
    for site in sites {
        for page in &site.pages {
            session.visit(&site.folder.join(page)).await?;
            session
                .web
                .execute(axe.as_str(), Vec::new())
                .await
                .map_err(told)?;
            let violated = violations(&session, site, page).await?;
            let name = format!("axe, {} {page}", site.name);
            report.tell(
                &name,
                if violated.is_empty() {
                    Ok(String::new())
                } else {
                    Err(violated.join("; "))
                },
            );
        }
    }
    session.close().await
}

/// The rules that the page violates.
async fn violations(session: &Session, site: &Site, page: &str) -> Result<Vec<String>, String> {
    let mut violated = Vec::new();
    for theme in ["light", "dark"] {
        for width in [360, 1280] {
            session.resize(width, 900).await?;
            session
                .value(&format!(
                    "document.documentElement.dataset.theme = '{theme}'"
                ))
                .await?;
            let run = "const done = arguments[arguments.length - 1];\
                       axe.run({resultTypes: ['violations']}).then((found) => done(found.violations.map((rule) => \
                       `${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`)))";
            let found: Result<_, WebDriverError> = session.web.execute_async(run, Vec::new()).await;
            let found = found.map_err(told)?.json().clone();
            let found = found.as_array().cloned().unwrap_or_default();
            let rules = found.iter().filter_map(Value::as_str);
            violated.extend(rules.map(|rule| format!("{theme}, {width} pixels: {rule}")));
            let wide =
                "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            if session.value(wide).await?.as_i64() > Some(0) {
                violated.push(format!(
                    "{theme}, {width} pixels: the page scrolls sideways"
                ));
            }
            let file = page.trim_end_matches(".html").replace('/', "-");
            session
                .picture(&format!("{}-{file}-{theme}-{width}", site.name))
                .await?;
        }
    }
    Ok(violated)
}
