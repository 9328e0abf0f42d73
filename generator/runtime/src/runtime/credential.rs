//! Keys and tokens, given as strings or fetched on demand.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::error::{Error, kind::Kind};

/// A key, token or password, or a provider that supplies it on demand.
///
/// A string converts into a credential.
#[derive(Clone)]
pub struct Credential(Source);

#[derive(Clone)]
enum Source {
    Text(String),
    Provider(Arc<Provider>),
}

struct Provider {
    provide: Box<dyn Fn() -> Providing + Send + Sync>,
    held: Mutex<Held>,
    /// Locked by the request that fetches a token, so that the others wait for it.
    asking: tokio::sync::Mutex<()>,
}

/// The tokens that a provider has supplied. They are kept after they expire, so that they can be removed from errors.
#[derive(Default)]
struct Held {
    last: Option<Token>,
    before: Option<Token>,
}

type Providing =
    Pin<Box<dyn Future<Output = Result<Token, Box<dyn StdError + Send + Sync>>> + Send>>;

/// A token from a [`Credential::provider`], and its lifetime.
#[derive(Clone)]
pub struct Token {
    value: String,
    expires: Option<Instant>,
}

/// A token is renewed this long before it expires, so that it does not expire in transit.
const MARGIN: Duration = Duration::from_secs(30);

impl Token {
    /// Sets the lifetime of the token. By default, it does not expire.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.expires = Instant::now().checked_add(lifetime.saturating_sub(MARGIN));
        self
    }

    fn is_good(&self) -> bool {
        self.expires.is_none_or(|expires| Instant::now() < expires)
    }
}

impl<T: Into<String>> From<T> for Token {
    fn from(value: T) -> Self {
        Self {
            value: value.into(),
            expires: None,
        }
    }
}

impl<T: Into<String>> From<T> for Credential {
    fn from(text: T) -> Self {
        Self(Source::Text(text.into()))
    }
}

impl Credential {
    /// A credential that a function supplies: before the first request, again shortly before it expires,
    /// and after a response with status code 401. One request fetches it; concurrent requests wait for it.
    ///
    /// The function returns a string, or a [`Token`] that expires:
    /// `Credential::provider(|| async { Ok::<_, MyError>(Token::from(text).expires_in(lifetime)) })`.
    pub fn provider<F, P, T, E>(provide: F) -> Self
    where
        F: Fn() -> P + Send + Sync + 'static,
        P: Future<Output = Result<T, E>> + Send + 'static,
        T: Into<Token>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let provide = move || -> Providing {
            let token = provide();
            Box::pin(async move { token.await.map(Into::into).map_err(Into::into) })
        };
        Self(Source::Provider(Arc::new(Provider {
            provide: Box::new(provide),
            held: Mutex::default(),
            asking: tokio::sync::Mutex::default(),
        })))
    }

    /// Whether it is an empty string.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(&self.0, Source::Text(text) if text.is_empty())
    }

    /// Fetches the token to send, if it is missing.
    pub(crate) async fn provide(&self) -> Result<(), Error> {
        match &self.0 {
            Source::Text(_) => Ok(()),
            // In a box, since every call would be larger by it.
            Source::Provider(provider) => Box::pin(provider.refresh()).await,
        }
    }

    /// The token to send.
    pub(crate) fn known(&self) -> Option<Cow<'_, str>> {
        match &self.0 {
            Source::Text(text) => Some(Cow::Borrowed(text)),
            Source::Provider(provider) => provider.held().map(|token| Cow::Owned(token.value)),
        }
    }

    /// The token to send, and the one before it, which the response to an earlier request may echo.
    pub(crate) fn secrets(&self) -> Vec<String> {
        match &self.0 {
            Source::Text(text) => vec![text.clone()],
            Source::Provider(provider) => {
                let held = provider.lock();
                let tokens = held.last.iter().chain(&held.before);
                tokens.map(|token| token.value.clone()).collect()
            }
        }
    }

    /// Requests another token before the next request; false if there is no provider.
    pub(crate) fn renew(&self) -> bool {
        let Source::Provider(provider) = &self.0 else {
            return false;
        };
        if let Some(token) = &mut provider.lock().last {
            token.expires = Some(Instant::now());
        }
        true
    }
}

impl Provider {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn held(&self) -> Option<Token> {
        self.lock().last.clone()
    }

    async fn refresh(&self) -> Result<(), Error> {
        let is_good = || self.held().is_some_and(|token| token.is_good());
        if is_good() {
            return Ok(());
        }
        let _asking = self.asking.lock().await;
        // Another request may have asked meanwhile.
        if is_good() {
            return Ok(());
        }
        let token = (self.provide)().await.map_err(|error| {
            let message = format!("the credential provider failed: {error}");
            Error::new(Kind::Credential, message).caused_by_box(error)
        })?;
        let mut held = self.lock();
        held.before = held.last.replace(token);
        Ok(())
    }
}
