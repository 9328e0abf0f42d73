//! TLS: for each cargo feature, calls to a server whose certificate is issued by an unknown
//! authority, which the environment may make known.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use tests::{cargo_in, copy, root, run};

/// The folder with the document, the certificates and the key of the server.
const CASE: &str = "tests/cases/tls";

/// The settings of a server that its certificate names `localhost`.
fn settings() -> Arc<ServerConfig> {
    let file = |name: &str| root().join(CASE).join(name);
    let certificate =
        CertificateDer::from_pem_file(file("server.pem")).expect("it is a certificate");
    let key = PrivateKeyDer::from_pem_file(file("server.key")).expect("it is a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let settings = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("there are versions")
        .with_no_client_auth();
    Arc::new(
        settings
            .with_single_cert(vec![certificate], key)
            .expect("they belong together"),
    )
}

/// Starts a server that answers 204 to one request per connection.
fn server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    let settings = settings();
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            // A client that does not trust the certificate ends the connection.
            let _ = answer(&settings, connection);
        }
    });
    address
}

fn answer(
    settings: &Arc<ServerConfig>,
    mut connection: TcpStream,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut session = ServerConnection::new(settings.clone())?;
    let mut stream = Stream::new(&mut session, &mut connection);
    let mut request = Vec::new();
    let mut chunk = [0; 1024];
    while !request.ends_with(b"\r\n\r\n") {
        let count = stream.read(&mut chunk)?;
        request.extend(chunk.iter().take(count));
    }
    stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    stream.conn.send_close_notify();
    stream.flush()?;
    Ok(())
}

/// The outcome of a call by a crate with these features. The environment names the authority if it
/// is `known`.
fn call(folder: &Path, server: SocketAddr, features: &str, known: bool) -> String {
    let mut command = cargo_in(folder);
    command
        .args([
            "run",
            "--quiet",
            "--example",
            "call",
            "--no-default-features",
            "--features",
            features,
        ])
        .env(
            "TLS_BASE_URL",
            format!("https://localhost:{}", server.port()),
        )
        .env_remove("SSL_CERT_DIR")
        .env_remove("SSL_CERT_FILE");
    if known {
        command.env("SSL_CERT_FILE", root().join(CASE).join("ca.pem"));
    }
    let output = command.output().expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{features}: {said}");
    String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned()
}

#[test]
fn each_feature_verifies_the_server_in_its_own_way() {
    let document = root().join(CASE).join("openapi.yaml");
    let (said, generated) = run(&document);
    let folder = root().join("target/cases/tls");
    generated
        .expect(&said)
        .files
        .write(&folder)
        .expect("it is written");
    copy(
        &root().join(CASE).join("call.rs"),
        &folder.join("examples/call.rs"),
    );
    copy(&root().join("Cargo.lock"), &folder.join("Cargo.lock"));
    let server = server();
    let call = |features: &str, known: bool| call(&folder, server, features, known);

    let unknown = "cannot connect: invalid peer certificate: UnknownIssuer";
    assert_eq!(call("rustls", true), "done");
    assert_eq!(call("rustls", false), unknown);
    assert_eq!(call("rustls-webpki-roots", true), unknown);
    assert_eq!(call("rustls,rustls-webpki-roots", true), unknown);
    assert_eq!(
        call("rustls-no-provider", true),
        "no rustls crypto provider is installed; call CryptoProvider::install_default first, or enable the cargo feature rustls"
    );
    assert_eq!(call("native-tls", true), "done");
    assert_eq!(call("native-tls,rustls", true), "done");
    let shown = call("native-tls", false);
    assert!(shown.contains("certificate verify failed"), "{shown}");
    assert_eq!(
        call("serde", true),
        "cannot connect: the crate was built without TLS; enable its cargo feature rustls"
    );
}
