//! A server with as little overhead as possible, so that its cost does not hide that of the client.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Starts a server in a separate thread. It sends the same response to all requests until the
/// process exits.
pub(crate) fn start(body: &str) -> io::Result<SocketAddr> {
    let length = body.len();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_1\r\n";
    let answer = format!("{head}content-length: {length}\r\n\r\n{body}");
    let answer: &'static [u8] = answer.into_bytes().leak();
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::spawn(move || runtime.block_on(accept(listener, answer)));
    Ok(address)
}

async fn accept(listener: std::net::TcpListener, answer: &'static [u8]) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(serve(stream, answer));
    }
}

/// Responds after each empty line, as the requests have no bodies.
async fn serve(mut stream: TcpStream, answer: &[u8]) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(4096);
    while stream.read_buf(&mut buffer).await? > 0 {
        if buffer.ends_with(b"\r\n\r\n") {
            buffer.clear();
            stream.write_all(answer).await?;
        }
    }
    Ok(())
}
