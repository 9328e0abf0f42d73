//! Keys and tokens, given as strings or fetched on demand.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::error::{Error, kind::Kind};

/// A key, token or password, or a provider that supplies it on demand.
///
/// A string converts into a credential.
#[derive(Clone)]
pub struct Credential(Source);

#[derive(Clone)]
enum Source {
    Text(Arc<str>),
    Provider(Arc<Provider>),
}

struct Provider {
    provide: Box<dyn Fn() -> Providing + Send + Sync>,
    held: Mutex<Held>,
    /// Locked by the request that fetches a token, so that the others wait for it.
    asking: tokio::sync::Mutex<()>,
}

/// The tokens that a provider has supplied.
#[derive(Default)]
struct Held {
    last: Option<Token>,
    /// The tokens before the last one, which responses to earlier requests may echo.
    before: VecDeque<Arc<str>>,
    /// All earlier tokens that requests in progress have sent. Those of requests that have ended are removed.
    in_use: Vec<Weak<str>>,
    failures: u64,
    /// The last error of the provider, for the requests that waited for the token.
    failure: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The number of earlier tokens that are kept after the requests that sent them have ended.
const KEPT: usize = 8;

impl Held {
    fn replace(&mut self, token: Token) {
        let Some(before) = self.last.replace(token) else {
            return;
        };
        self.in_use.retain(|token| token.strong_count() > 0);
        self.in_use.push(Arc::downgrade(&before.value));
        if self.before.len() == KEPT {
            self.before.pop_front();
        }
        self.before.push_back(before.value);
    }
}

/// The tokens that a request has sent, which its errors must not contain.
#[derive(Default)]
pub(crate) struct Sent(Mutex<Vec<Arc<str>>>);

/// A copy of a request has not sent anything yet.
impl Clone for Sent {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Sent {
    fn lock(&self) -> MutexGuard<'_, Vec<Arc<str>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has(&self, token: &Arc<str>) -> bool {
        self.lock().iter().any(|sent| Arc::ptr_eq(sent, token))
    }

    fn add(&self, token: Arc<str>) {
        if !self.has(&token) {
            self.lock().push(token);
        }
    }

    /// The same tokens, for a stream that outlives its request.
    pub(crate) fn kept(&self) -> Self {
        Self(Mutex::new(self.lock().clone()))
    }
}

type Providing =
    Pin<Box<dyn Future<Output = Result<Token, Box<dyn StdError + Send + Sync>>> + Send>>;

/// A token from a [`Credential::provider`], and its lifetime.
#[derive(Clone)]
pub struct Token {
    value: Arc<str>,
    /// The time when it is renewed, which is before it expires.
    stale: Option<Instant>,
    expires: Option<Instant>,
}

/// A token is renewed this long before it expires, so that it does not expire in transit; a token with
/// a short lifetime is renewed after half of it.
const MARGIN: Duration = Duration::from_secs(30);

impl Token {
    /// Sets the lifetime of the token. By default, it does not expire.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        let now = Instant::now();
        self.expires = now.checked_add(lifetime);
        self.stale = now.checked_add(lifetime.saturating_sub(MARGIN).max(lifetime / 2));
        self
    }

    fn is_fresh(&self) -> bool {
        self.stale.is_none_or(|stale| Instant::now() < stale)
    }

    fn is_valid(&self) -> bool {
        self.expires.is_none_or(|expires| Instant::now() < expires)
    }
}

impl<T: Into<String>> From<T> for Token {
    fn from(value: T) -> Self {
        Self {
            value: value.into().into(),
            stale: None,
            expires: None,
        }
    }
}

impl<T: Into<String>> From<T> for Credential {
    fn from(text: T) -> Self {
        Self(Source::Text(text.into().into()))
    }
}

impl Credential {
    /// A credential that a function supplies: before the first request, again 30 s before it expires (or after half
    /// of a lifetime of less than a minute), and after a response with status code 401. One request fetches it;
    /// concurrent requests wait for it, and share its error if it fails. A token that is still valid is used if it
    /// cannot be renewed.
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

    /// The token to send, which is noted as sent.
    pub(crate) fn known(&self, sent: &Sent) -> Option<Arc<str>> {
        match &self.0 {
            Source::Text(text) => Some(text.clone()),
            Source::Provider(provider) => {
                let token = provider.lock().last.clone()?.value;
                sent.add(token.clone());
                Some(token)
            }
        }
    }

    /// The token to send, recent ones, and those that requests in progress have sent. The response to an earlier
    /// request may echo its token.
    pub(crate) fn secrets(&self) -> Vec<Arc<str>> {
        match &self.0 {
            Source::Text(text) => vec![text.clone()],
            Source::Provider(provider) => {
                let held = provider.lock();
                let last = held.last.iter().map(|token| &token.value);
                let mut tokens: Vec<_> = last.chain(&held.before).cloned().collect();
                for token in held.in_use.iter().filter_map(Weak::upgrade) {
                    if !tokens.iter().any(|known| Arc::ptr_eq(known, &token)) {
                        tokens.push(token);
                    }
                }
                tokens
            }
        }
    }

    /// After the server has refused a request, marks the token that it sent as expired, so that the next request
    /// fetches another one. Returns `false` without a provider.
    pub(crate) fn renew(&self, sent: &Sent) -> bool {
        let Source::Provider(provider) = &self.0 else {
            return false;
        };
        // Another request may have renewed it meanwhile.
        if let Some(token) = &mut provider.lock().last
            && sent.has(&token.value)
        {
            token.stale = Some(Instant::now());
            token.expires = token.stale;
        }
        true
    }
}

impl Provider {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn holds(&self, is_good: fn(&Token) -> bool) -> bool {
        self.lock().last.as_ref().is_some_and(is_good)
    }

    async fn refresh(&self) -> Result<(), Error> {
        if self.holds(Token::is_fresh) {
            return Ok(());
        }
        let failures = self.lock().failures;
        let _asking = match self.asking.try_lock() {
            Ok(asking) => asking,
            Err(_) if self.holds(Token::is_valid) => return Ok(()),
            Err(_) => self.asking.lock().await,
        };
        // Another request may have asked meanwhile.
        if self.holds(Token::is_fresh) {
            return Ok(());
        }
        if let Some(failure) = self.lock().failure_since(failures) {
            return Err(failed(failure));
        }
        let token = (self.provide)().await.and_then(|token| {
            let is_empty = token.value.is_empty();
            let token = Some(token).filter(|_| !is_empty);
            token.ok_or_else(|| "it returned an empty token".into())
        });
        let mut held = self.lock();
        match token {
            Ok(token) => {
                held.failure = None;
                held.replace(token);
                Ok(())
            }
            Err(error) => held.fail(error.into()),
        }
    }
}

impl Held {
    /// The last error of the provider, if it has failed again since.
    fn failure_since(&self, failures: u64) -> Option<Arc<dyn StdError + Send + Sync>> {
        let failure = self.failure.as_ref();
        failure.filter(|_| self.failures != failures).cloned()
    }

    /// Notes a failure of the provider. A token that is still valid stays in use.
    fn fail(&mut self, error: Arc<dyn StdError + Send + Sync>) -> Result<(), Error> {
        if let Some(token) = self.last.as_mut().filter(|token| token.is_valid()) {
            // Half of the remaining time later, it is tried again.
            let now = Instant::now();
            let left = token.expires.map(|expires| expires.duration_since(now) / 2);
            token.stale = left.and_then(|left| now.checked_add(left));
            return Ok(());
        }
        self.failures += 1;
        self.failure = Some(error.clone());
        Err(failed(error))
    }
}

fn failed(error: Arc<dyn StdError + Send + Sync>) -> Error {
    let message = format!("the credential provider failed: {error}");
    Error::new(Kind::Credential, message).caused_by_shared(error)
}
