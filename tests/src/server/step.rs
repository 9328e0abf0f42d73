//! What the server does with a request.

use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// What the server does with one request.
#[derive(Clone, Debug)]
pub enum Step {
    /// Writes these bytes and closes the connection.
    Write(Vec<u8>),
    /// Closes the connection without a word.
    Close,
    /// Keeps the connection open in silence.
    Hang,
    /// Does one thing after the other, and then waits for another request on the connection.
    Acts(Vec<Act>),
}

/// One thing that the server does while it answers.
#[derive(Clone, Debug)]
pub enum Act {
    /// Writes these bytes.
    Send(Vec<u8>),
    /// Writes these bytes one by one, with a pause behind each.
    Drip(Vec<u8>, Duration),
    /// Writes these bytes so many times.
    Repeat(Vec<u8>, usize),
    /// Does nothing for this long.
    Pause(Duration),
    /// Ends the connection as it should be ended (FIN).
    Close,
    /// Tears the connection down (RST).
    Reset,
    /// Keeps the connection open in silence.
    Hang,
}

/// What becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Next,
    Close,
    Reset,
    Hang,
}

impl Step {
    /// Writes a text, without closing the connection.
    #[must_use]
    pub fn send(text: impl Into<Vec<u8>>) -> Self {
        Self::Acts(vec![Act::Send(text.into())])
    }

    /// Writes a text, and ends as `act` says.
    #[must_use]
    pub fn send_and(text: impl Into<Vec<u8>>, act: Act) -> Self {
        // What was sent before a reset must have come before it.
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
