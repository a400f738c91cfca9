//! Passwords and tokens, in the system's keyring and nowhere else on disk.
//!
//! On Linux the keyring is the Secret Service, on macOS the Keychain, on Windows the Credential Manager. Where none
//! answers, a secret is kept in memory until the program ends.

use std::collections::HashMap;
use std::fmt;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use keyring::v1::{Entry, Error as KeyringError};
use zeroize::Zeroizing;

use crate::operation::{Unwatched, Watch};
use crate::{Error, Result};

/// The service under which the keyring lists every entry.
const SERVICE: &str = "manifold";

/// How long the keyring may take: long enough for a person to type the keyring's password.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often a waiting call looks whether it was cancelled.
const GLANCE: Duration = Duration::from_millis(50);

/// A password or token. It never prints itself, and its memory is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A secret with this text.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text. Only for the request that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Where secrets are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// In the system's keyring.
    Keyring,
    /// In memory, until the program ends.
    MemoryOnly {
        /// What the keyring answered.
        reason: String,
    },
}

/// Whose secret it is: one entry of the keyring.
///
/// ```
/// use manifold_engine::secrets::Account;
/// assert_ne!(Account::token("git.example.com", "git"), Account::passphrase("git.example.com", "git"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Account(String);

impl Account {
    /// The password or token of a user of a host. A host's name holds no `@`, so that no two share an entry.
    pub fn token(host: &str, user: &str) -> Self {
        Self(format!("{user}@{host}"))
    }

    /// The passphrase of the key that signs a user in to a host through SSH. The name of a user with a token holds no
    /// colon (RFC 7617), so that a passphrase is never sent as one.
    pub fn passphrase(host: &str, user: &str) -> Self {
        Self(format!("ssh:{user}@{host}"))
    }
}

/// The secrets of the user: a token and a passphrase for each host and user name.
#[derive(Debug, Default)]
pub struct Secrets(Mutex<Memory>);

/// What the keyring did not take.
#[derive(Debug, Default)]
struct Memory {
    secrets: HashMap<Account, Secret>,
    /// Why it did not, where its last answer to a new secret was no.
    refusal: Option<String>,
}

/// The secrets, for an operation that can be cancelled while the keyring waits to be unlocked.
#[derive(Clone, Copy)]
pub struct WatchedSecrets<'a> {
    secrets: &'a Secrets,
    watch: &'a dyn Watch,
}

impl Secrets {
    /// The secrets of the user who runs the program. Asks the keyring for nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, stopping with [`Error::Cancelled`] when `watch` says so.
    pub fn watched<'a>(&'a self, watch: &'a dyn Watch) -> WatchedSecrets<'a> {
        WatchedSecrets { secrets: self, watch }
    }

    /// The secret of an account, where there is one.
    pub fn get(&self, account: &Account) -> Result<Option<Secret>> {
        self.watched(&Unwatched).get(account)
    }

    /// Keeps a secret in place of the one before. Where the keyring does not take it, it is kept in memory, and
    /// [`Secrets::place`] says so.
    pub fn set(&self, account: &Account, secret: &Secret) -> Result<()> {
        self.watched(&Unwatched).set(account, secret)
    }

    /// Deletes a secret; that there is none is no failure.
    pub fn delete(&self, account: &Account) -> Result<()> {
        self.watched(&Unwatched).delete(account)
    }

    /// Where a secret is kept that is set now.
    pub fn place(&self) -> SecretPlace {
        self.watched(&Unwatched).place()
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // What a panic elsewhere could leave is a refusal without its secret, which is no more than out of date.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl WatchedSecrets<'_> {
    /// See [`Secrets::get`].
    pub fn get(&self, account: &Account) -> Result<Option<Secret>> {
        if let Some(secret) = self.secrets.memory().secrets.get(account) {
            return Ok(Some(secret.clone()));
        }
        match self.ask(account, |entry| entry.get_password().map(Secret::new))? {
            Ok(secret) => Ok(Some(secret)),
            Err(KeyringError::NoEntry | KeyringError::NoDefaultStore) => Ok(None),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// See [`Secrets::set`].
    pub fn set(&self, account: &Account, secret: &Secret) -> Result<()> {
        let sent = secret.clone();
        let answer = self.ask(account, move |entry| entry.set_password(sent.expose()))?;
        let mut memory = self.secrets.memory();
        match answer {
            Ok(()) => {
                memory.secrets.remove(account);
                memory.refusal = None;
            }
            Err(error) => {
                memory.secrets.insert(account.clone(), secret.clone());
                memory.refusal = Some(error.to_string());
            }
        }
        Ok(())
    }

    /// See [`Secrets::delete`].
    pub fn delete(&self, account: &Account) -> Result<()> {
        self.secrets.memory().secrets.remove(account);
        match self.ask(account, Entry::delete_credential)? {
            Ok(()) | Err(KeyringError::NoEntry | KeyringError::NoDefaultStore) => Ok(()),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// See [`Secrets::place`]. Who cancels is told that it is memory.
    pub fn place(&self) -> SecretPlace {
        if let Some(reason) = self.secrets.memory().refusal.clone() {
            return SecretPlace::MemoryOnly { reason };
        }
        match answer_within(PATIENCE, self.watch, || store().map_err(ToString::to_string)) {
            Ok(Ok(())) => SecretPlace::Keyring,
            Ok(Err(reason)) => SecretPlace::MemoryOnly { reason },
            Err(error) => SecretPlace::MemoryOnly {
                reason: error.to_string(),
            },
        }
    }

    fn ask<T: Send + 'static>(
        &self,
        account: &Account,
        question: impl FnOnce(&Entry) -> Result<T, KeyringError> + Send + 'static,
    ) -> Result<Result<T, KeyringError>> {
        let name = account.0.clone();
        answer_within(PATIENCE, self.watch, move || {
            Entry::new(SERVICE, &name).and_then(|entry| question(&entry))
        })
    }
}

/// Whether the system has a keyring. The answer holds for the life of the process.
fn store() -> Result<(), &'static KeyringError> {
    Entry::store_status().as_ref().copied()
}

fn unavailable(error: &KeyringError) -> Error {
    Error::KeyringUnavailable {
        reason: error.to_string(),
    }
}

/// Asks on a thread of its own, since a locked keyring may never answer. A call that nobody waits for any longer is
/// left alone if it has begun, and never begun otherwise.
fn answer_within<T: Send + 'static>(
    patience: Duration,
    watch: &dyn Watch,
    question: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    /// One question after the other: a locked keyring should not ask for its password twice at a time.
    static TURN: Mutex<()> = Mutex::new(());

    let (sender, receiver) = mpsc::sync_channel(1);
    let waiting = Arc::new(());
    let is_awaited = Arc::downgrade(&waiting);
    thread::Builder::new()
        .name("keyring".to_owned())
        .spawn(move || {
            let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
            if is_awaited.upgrade().is_some() {
                // Fails where nobody waits for the answer any longer, who has been told so.
                sender.send(question()).ok();
            }
        })
        .map_err(Error::io("Asking the keyring"))?;

    let asked = Instant::now();
    loop {
        match receiver.recv_timeout(GLANCE) {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Timeout) if watch.is_cancelled() => return Err(Error::Cancelled),
            Err(RecvTimeoutError::Timeout) if asked.elapsed() < patience => {}
            Err(RecvTimeoutError::Timeout) => return Err(Error::KeyringTimeout),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Error::KeyringUnavailable {
                    reason: "it failed without an answer".to_owned(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Phase;

    struct CancelledAtOnce;

    impl Watch for CancelledAtOnce {
        fn progress(&self, _: Phase, _: u64, _: u64) {}

        fn is_cancelled(&self) -> bool {
            true
        }
    }

    /// A question to a keyring that answers when it is told to: when the first sender is dropped. The receiver hears when it
    /// is asked, or that it never is.
    fn locked() -> (
        mpsc::Sender<()>,
        mpsc::Receiver<()>,
        impl FnOnce() -> bool + Send + 'static,
    ) {
        let (unlock, is_locked) = mpsc::channel::<()>();
        let (begun, has_begun) = mpsc::channel();
        let question = move || begun.send(()).is_ok() && is_locked.recv().is_err();
        (unlock, has_begun, question)
    }

    #[test]
    fn a_keyring_that_never_answers_is_given_up_then_others_never_disturb_it_and_it_may_answer_again() {
        // A busy computer may give a question up before it was begun.
        let unlock = loop {
            let (unlock, has_begun, question) = locked();
            let given_up = answer_within(Duration::ZERO, &Unwatched, question);
            assert!(matches!(given_up, Err(Error::KeyringTimeout)), "{given_up:?}");
            if has_begun.recv().is_ok() {
                break unlock;
            }
        };

        // Asked while the first question still waits, and cancelled: never begun.
        let (begun, has_begun) = mpsc::channel();
        let cancelled = answer_within(PATIENCE, &CancelledAtOnce, move || begun.send(()).is_ok());
        assert!(matches!(cancelled, Err(Error::Cancelled)), "{cancelled:?}");

        drop(unlock);
        assert!(answer_within(PATIENCE, &Unwatched, || true).unwrap());
        has_begun.recv().unwrap_err();
    }

    #[test]
    fn a_secret_prints_nothing_of_itself() {
        let secret = Secret::new("hunter2".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(secret.expose(), "hunter2");
    }
}
