//! Prometheus' Alertmanager, which reads its templates from a fixed path.

use std::process::Command;

use super::debian::Debian;
use super::server::{About, Server};

/// The path of the file with the document, which Go embeds.
const EMBEDDED: &str =
    "usr/share/gocode/src/github.com/prometheus/alertmanager/api/v2/restapi/embedded_spec.go";

/// The configuration: alerts are sent to nobody.
const CONFIGURATION: &str = "route: {receiver: none}\nreceivers: [{name: none}]\n";

/// Starts the server in a root folder of its own; only the superuser may change it.
pub(crate) fn start(debian: &Debian) -> Result<Option<Server>, String> {
    let root = debian.root();
    let mut chroot = Command::new("chroot");
    let chroot = chroot
        .arg(&root)
        .args(["/usr/bin/prometheus-alertmanager", "--version"]);
    if !chroot.output().is_ok_and(|output| output.status.success()) {
        println!("servers: Alertmanager is skipped; the root folder cannot be changed");
        return Ok(None);
    }
    let text = std::fs::read_to_string(root.join(EMBEDDED))
        .map_err(|error| format!("{EMBEDDED}: {error}"))?;
    let (_, text) = text
        .split_once("SwaggerJSON = json.RawMessage([]byte(`")
        .unwrap_or_default();
    let (document, _) = text
        .split_once('`')
        .ok_or("the document of Alertmanager is not found")?;
    let fail = |error: std::io::Error| format!("{}: {error}", root.display());
    let about = About {
        // It is named by its path in the root folder.
        data: tempfile::tempdir_in(&root).map_err(fail)?,
        name: "alertmanager",
        base: "/api/v2",
        features: &["alerts", "receivers", "silence", "silences", "status"],
    };
    let server = Server::start(about, |data, port| {
        std::fs::write(data.join("alertmanager.yml"), CONFIGURATION).map_err(fail)?;
        let data = data.file_name().unwrap_or_default().to_string_lossy();
        let mut command = Command::new("chroot");
        command.arg(&root).arg("/usr/bin/prometheus-alertmanager");
        command.arg(format!("--config.file=/{data}/alertmanager.yml"));
        command.arg(format!("--storage.path=/{data}"));
        command.arg("--cluster.listen-address=");
        command.arg(format!("--web.listen-address=127.0.0.1:{port}"));
        Ok(command)
    })?;
    server.with_document(document.as_bytes()).map(Some)
}
