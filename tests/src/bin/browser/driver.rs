//! `ChromeDriver`, and the sessions of the browser that it starts.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

/// The time limit for the driver to start.
const START: Duration = Duration::from_secs(60);

/// A running driver. It is stopped when it is dropped.
pub(crate) struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    /// Starts the driver on a free port.
    pub(crate) async fn start() -> Result<Self, String> {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.map_err(|error| error.to_string())?.port();
        let child = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("chromedriver: {error}"))?;
        let driver = Self {
            child,
            url: format!("http://127.0.0.1:{port}"),
        };
        let started = Instant::now();
        while reqwest::get(format!("{}/status", driver.url))
            .await
            .is_err()
        {
            if started.elapsed() > START {
                return Err("chromedriver does not start".to_owned());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(driver)
    }

    /// Opens a browser, with or without JavaScript.
    pub(crate) async fn open(&self, scripts: bool) -> Result<Session, String> {
        let arguments = [
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
        let rule = if scripts { 1 } else { 2 };
        let options = json!({
            "args": arguments,
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
        let web = WebDriver::new(&self.url, capabilities)
            .await
            .map_err(told)?;
        let id = web.session_id().to_string();
        let url = format!("{}/session/{id}", self.url);
        Ok(Session { web, url })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
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
