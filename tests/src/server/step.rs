//! The steps of the server.

use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// The reaction of the server to one request.
#[derive(Clone, Debug)]
pub enum Step {
    /// Writes these bytes and closes the connection.
    Write(Vec<u8>),
    /// Closes the connection without a response.
    Close,
    /// Keeps the connection open without a response.
    Hang,
    /// Performs these acts in order, and then waits for another request on the connection.
    Acts(Vec<Act>),
}

/// One act of a response.
#[derive(Clone, Debug)]
pub enum Act {
    /// Writes these bytes.
    Send(Vec<u8>),
    /// Writes these bytes one by one, with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Writes these bytes repeatedly.
    Repeat(Vec<u8>, usize),
    /// Waits for this duration.
    Pause(Duration),
    /// Closes the connection gracefully (FIN).
    Close,
    /// Resets the connection (RST).
    Reset,
    /// Keeps the connection open without sending anything more.
    Hang,
}

/// The state of the connection after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Next,
    Close,
    Reset,
    Hang,
}

impl Step {
    /// Writes a text and keeps the connection open.
    #[must_use]
    pub fn send(text: impl Into<Vec<u8>>) -> Self {
        Self::Acts(vec![Act::Send(text.into())])
    }

    /// Writes a text, and then performs `act`.
    #[must_use]
    pub fn send_and(text: impl Into<Vec<u8>>, act: Act) -> Self {
        // The client must receive the text before a reset.
        let pause = Act::Pause(Duration::from_millis(20));
        Self::Acts(vec![Act::Send(text.into()), pause, act])
    }

    pub(super) async fn run(&self, stream: &mut TcpStream) -> io::Result<End> {
        match self {
            Self::Write(bytes) => {
                stream.write_all(bytes).await?;
                stream.shutdown().await?;
                Ok(End::Close)
            }
            Self::Close => Ok(End::Close),
            Self::Hang => Ok(End::Hang),
            Self::Acts(acts) => {
                for act in acts {
                    let end = act.run(stream).await?;
                    if end != End::Next {
                        return Ok(end);
                    }
                }
                Ok(End::Next)
            }
        }
    }
}

impl Act {
    async fn run(&self, stream: &mut TcpStream) -> io::Result<End> {
        match self {
            Self::Send(bytes) => stream.write_all(bytes).await?,
            Self::Drip(bytes, pause) => {
                for byte in bytes {
                    stream.write_all(&[*byte]).await?;
                    tokio::time::sleep(*pause).await;
                }
            }
            Self::Repeat(bytes, times) => {
                for _ in 0..*times {
                    stream.write_all(bytes).await?;
                }
            }
            Self::Pause(pause) => tokio::time::sleep(*pause).await,
            Self::Close => {
                stream.shutdown().await?;
                return Ok(End::Close);
            }
            Self::Reset => return Ok(End::Reset),
            Self::Hang => return Ok(End::Hang),
        }
        Ok(End::Next)
    }
}
