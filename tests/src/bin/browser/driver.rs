//! `ChromeDriver`, and the sessions of the browser that it starts.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use tests::running::{Running, free_port};
use thirtyfour::{Capabilities, WebDriver};

/// The time limit for the driver to start.
const START: Duration = Duration::from_secs(60);

/// The arguments of the browser: without a window, and without connections of its own.
pub(crate) const FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
];

/// A running driver.
pub(crate) struct Driver(Running);

impl Driver {
    /// Starts the driver on a free port.
    pub(crate) fn start() -> Result<Self, String> {
        let port = free_port()?;
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}"));
        let log = super::output().join("chromedriver.log");
        Running::start(command, port, &log, START).map(Self)
    }

    /// Opens a browser, with or without JavaScript.
    pub(crate) async fn open(&self, scripts: bool) -> Result<Session, String> {
        let rule = if scripts { 1 } else { 2 };
        let options = json!({
            "args": FLAGS,
            "prefs": {"profile.managed_default_content_settings.javascript": rule},
        });
        let mut capabilities = Capabilities::new();
        capabilities.set("browserName", "chrome").map_err(told)?;
        capabilities
            .set("goog:chromeOptions", options)
            .map_err(told)?;
        capabilities
            .set("goog:loggingPrefs", json!({"browser": "ALL"}))
            .map_err(told)?;
        let web = WebDriver::new(self.0.url(""), capabilities)
            .await
            .map_err(told)?;
        let id = web.session_id().to_string();
        let url = self.0.url(&format!("/session/{id}"));
        Ok(Session { web, url })
    }
}

/// A browser with one tab.
pub(crate) struct Session {
    pub(crate) web: WebDriver,
    url: String,
}

impl Session {
    /// Opens a file.
    pub(crate) async fn visit(&self, file: &Path) -> Result<(), String> {
        let url = format!("file://{}", file.display());
        self.web.goto(url).await.map_err(told)
    }

    /// The value of an expression of JavaScript.
    pub(crate) async fn value(&self, script: &str) -> Result<Value, String> {
        let run = self.web.execute(format!("return {script}"), Vec::new());
        Ok(run.await.map_err(told)?.json().clone())
    }

    /// Sets the width and height of the page, in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) -> Result<(), String> {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        let command = json!({"cmd": "Emulation.setDeviceMetricsOverride", "params": size});
        self.post("goog/cdp/execute", &command).await.map(drop)
    }

    /// The lines that the console has shown since the last call, without those about the network.
    pub(crate) async fn console(&self) -> Result<Vec<String>, String> {
        let entries = self.post("se/log", &json!({"type": "browser"})).await?;
        let entries = entries.as_array().cloned().unwrap_or_default();
        let line = |entry: &Value| {
            entry
                .get("message")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        Ok(entries.iter().filter_map(line).collect())
    }

    async fn post(&self, command: &str, body: &Value) -> Result<Value, String> {
        let request = reqwest::Client::new().post(format!("{}/{command}", self.url));
        let request = request
            .header("content-type", "application/json")
            .body(body.to_string());
        let response = request.send().await.map_err(|error| error.to_string())?;
        let text = response.text().await.map_err(|error| error.to_string())?;
        let answer: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        Ok(answer.get("value").cloned().unwrap_or_default())
    }

    /// Writes a picture of the page.
    pub(crate) async fn picture(&self, name: &str) -> Result<(), String> {
        let path = super::output().join(format!("{name}.png"));
        self.web.screenshot(&path).await.map_err(told)
    }

    /// Ends the session.
    pub(crate) async fn close(self) -> Result<(), String> {
        self.web.quit().await.map_err(told)
    }
}

/// An error of the driver, as text.
pub(crate) fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
