//! The API access page: the Source Control API, served by the program that the window belongs to, for one repository.

mod requests;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use manifold_domain::object::Timestamp;
use manifold_engine::operation::Unwatched;
use manifold_engine::settings::{ApiServing, RepositoryId as SettingsId};

use crate::App;
use crate::api_server::{DOCS, RunningApi, Serving};
use crate::repositories::card;
use crate::wire::Nothing;
use crate::wire::api_access::{ApiAccessPage, ApiSettings, ApiState, ServeApiReply, ServeApiRequest};
use crate::wire::error::Failure;
use crate::wire::repositories::{RepositoryCard, RepositoryId, RepositoryRequest};
use crate::wire::source_control::FieldRefused;

use requests::Requests;

/// The one server of the API, and what was asked of it.
#[derive(Default)]
pub(crate) struct ApiAccess {
    /// Held while the server is started or stopped, which waits for the requests that are under way.
    turn: Mutex<()>,
    state: Mutex<State>,
    requests: Arc<Requests>,
}

#[derive(Default)]
enum State {
    #[default]
    Off,
    Listening(RepositoryId, Box<dyn RunningApi>),
    Failed(RepositoryId, Failure),
}

impl ApiAccess {
    /// When a token of this name was shown last, if that was after it was made and since the program started.
    pub(crate) fn last_used(&self, token: &str, made: Timestamp) -> Option<Timestamp> {
        self.requests.last_used(token, made)
    }

    /// Stops the server, where there is one. Answers whether there was.
    fn halt(&self) -> bool {
        let mut state = lock(&self.state);
        match std::mem::take(&mut *state) {
            State::Listening(_, server) => {
                // Pages ask for the state while requests are being finished.
                drop(state);
                server.stop();
                true
            }
            other => {
                *state = other;
                false
            }
        }
    }
}

impl App {
    /// The API access page.
    pub fn api_access(&self, request: RepositoryRequest) -> Result<ApiAccessPage, Failure> {
        let listen = self.settings.api_serving().listen;
        let (tokens, tokens_failure) = match self.api_tokens() {
            Ok(tokens) => (tokens, None),
            Err(failure) => (Vec::new(), Some(failure)),
        };
        Ok(ApiAccessPage {
            settings: ApiSettings {
                lets_others_in: !listen.ip().is_loopback(),
                address: listen.ip().to_string(),
                port: listen.port().to_string(),
            },
            state: self.api_state(),
            tokens,
            tokens_failure,
            requests: self.api.requests.of(&request.repository),
        })
    }

    /// Serves the API of a repository, in place of any other's, from now on and whenever the program starts.
    pub fn serve_api(self: &Arc<Self>, request: ServeApiRequest) -> Result<ServeApiReply, Failure> {
        let listen = match address(&request.settings) {
            Ok(listen) => listen,
            Err(refused) => return Ok(ServeApiReply { refused }),
        };
        self.opened(&request.repository)?;
        let _turn = lock(&self.api.turn);
        let was_listening = self.api.halt();
        match self.start_api_and_keep(&request.repository, listen) {
            Ok(server) => {
                *lock(&self.api.state) = State::Listening(request.repository, server);
                Ok(ServeApiReply { refused: Vec::new() })
            }
            Err(failure) if was_listening => {
                self.keep_api_off()?;
                Err(failure.with_unchanged("The API is now off."))
            }
            Err(failure) => Err(failure.with_unchanged("The API is not served, as before.")),
        }
    }

    /// Stops serving the API, once what is under way is finished. It stays off when the program starts again.
    pub fn stop_api(&self, _: Nothing) -> Result<Nothing, Failure> {
        let _turn = lock(&self.api.turn);
        self.api.halt();
        *lock(&self.api.state) = State::Off;
        self.keep_api_off()?;
        Ok(Nothing {})
    }

    /// Opens the page in the system's browser that tells people what can be asked of the API.
    pub fn open_api_docs(&self, _: Nothing) -> Result<Nothing, Failure> {
        match self.api_state() {
            ApiState::Listening { url, .. } => self.open_in_browser(&format!("{url}{DOCS}")),
            ApiState::Off | ApiState::Failed { .. } => Err(Failure::new(
                "apiOff",
                "The API is off, and its page is served with it.",
            )
            .with_hint("Switch it on first.")),
        }
    }

    /// Serves the API again where it was switched on when the program ended. The page says so where that fails.
    ///
    /// A host calls it once, on a thread that may block.
    pub fn resume_api(self: &Arc<Self>) {
        let _turn = lock(&self.api.turn);
        let ApiServing { repository, listen } = self.settings.api_serving();
        let Some(known) = repository.and_then(|id| self.settings.repository(&id)) else {
            return;
        };
        let repository = RepositoryId(known.id.as_str().to_owned());
        let server = self
            .open_known(&repository, &Unwatched)
            .and_then(|_| self.start_api(&repository, listen));
        *lock(&self.api.state) = match server {
            Ok(server) => State::Listening(repository, server),
            Err(failure) => State::Failed(repository, failure.with_unchanged("Everything else works.")),
        };
    }

    /// Ends what a host must not end without: the API, in good order. It is served again at the next start.
    pub fn end(&self) {
        let _turn = lock(&self.api.turn);
        self.api.halt();
    }

    /// Stops serving the API of this repository, where it is this one's.
    pub(crate) fn stop_api_of(&self, repository: &SettingsId) -> Result<(), Failure> {
        if self.settings.api_serving().repository.as_ref() == Some(repository) {
            self.stop_api(Nothing {})?;
        }
        Ok(())
    }

    fn api_state(&self) -> ApiState {
        let known = |id: &RepositoryId| -> Option<RepositoryCard> {
            let id = SettingsId::existing(&id.0);
            self.settings.repository(&id).as_ref().map(card)
        };
        let state = lock(&self.api.state);
        let shown = match &*state {
            State::Off => None,
            State::Listening(id, server) => known(id).map(|repository| ApiState::Listening {
                repository,
                url: url(server.address()),
            }),
            State::Failed(id, failure) => known(id).map(|repository| ApiState::Failed {
                repository,
                failure: failure.clone(),
            }),
        };
        shown.unwrap_or(ApiState::Off)
    }

    /// Starts a server and notes that it is to be there at the next start too.
    fn start_api_and_keep(
        self: &Arc<Self>,
        repository: &RepositoryId,
        listen: SocketAddr,
    ) -> Result<Box<dyn RunningApi>, Failure> {
        let server = self.start_api(repository, listen)?;
        let kept = self.settings.set_api_serving(ApiServing {
            repository: Some(SettingsId::existing(&repository.0)),
            listen,
        });
        if let Err(error) = kept {
            server.stop();
            return Err(error.into());
        }
        Ok(server)
    }

    fn start_api(
        self: &Arc<Self>,
        repository: &RepositoryId,
        listen: SocketAddr,
    ) -> Result<Box<dyn RunningApi>, Failure> {
        let Some(server) = self.host().api_server() else {
            return Err(Failure::new("apiServer", "This program does not serve the API."));
        };
        // A server without them would let nobody in.
        self.api_tokens()?;
        self.api.requests.begin(repository);
        let requests = Arc::clone(&self.api.requests);
        let serving = Serving {
            app: Arc::clone(self),
            repository: repository.clone(),
            listen,
            hear: Box::new(move |answered| requests.hear(answered)),
        };
        server
            .serve(serving)
            .map_err(|error| cannot_listen(listen, &error))
    }

    fn keep_api_off(&self) -> Result<(), Failure> {
        let serving = self.settings.api_serving();
        self.settings.set_api_serving(ApiServing {
            repository: None,
            ..serving
        })?;
        Ok(())
    }
}

/// Where to listen, by what a person wrote. An address that other computers can reach has to be meant.
fn address(settings: &ApiSettings) -> Result<SocketAddr, Vec<FieldRefused>> {
    let mut refused = Vec::new();
    let mut refuse = |field: &str, message: String| {
        refused.push(FieldRefused {
            field: field.to_owned(),
            message,
        });
    };
    let ip = settings.address.trim().parse::<IpAddr>();
    match ip {
        Err(_) => refuse(
            "address",
            "An address is written in numbers, like 192.168.1.20; 0.0.0.0 is every address of this computer."
                .to_owned(),
        ),
        Ok(ip) if !ip.is_loopback() && !settings.lets_others_in => refuse(
            "address",
            format!("Other computers can reach {ip}. Choose that they may, or take 127.0.0.1."),
        ),
        Ok(_) => {}
    }
    let port = settings.port.trim().parse().ok().filter(|port| *port > 0_u16);
    if port.is_none() {
        refuse("port", "A port is a number from 1 to 65535.".to_owned());
    }
    match (ip, port) {
        (Ok(ip), Some(port)) if refused.is_empty() => Ok(SocketAddr::new(ip, port)),
        _ => Err(refused),
    }
}

/// Where programs on this computer find a server: one that listens everywhere listens here too.
fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

fn cannot_listen(listen: SocketAddr, error: &io::Error) -> Failure {
    let (code, message, hint) = match error.kind() {
        io::ErrorKind::AddrInUse => (
            "portInUse",
            format!("Another program already listens on {listen}."),
            "Choose another port, or end the other program.",
        ),
        io::ErrorKind::PermissionDenied => (
            "portDenied",
            format!(
                "This computer lets only the system listen on port {}.",
                listen.port()
            ),
            "Choose a port above 1023.",
        ),
        io::ErrorKind::AddrNotAvailable => (
            "addressNotHere",
            format!("{} is not an address of this computer.", listen.ip()),
            "Choose one of its addresses, or 0.0.0.0 for all of them.",
        ),
        _ => (
            "apiServer",
            format!("The API cannot be served on {listen}: {error}"),
            "Choose another address or port.",
        ),
    };
    Failure::new(code, message).with_hint(hint)
}

/// Every change is whole, so a poisoned lock still guards whole values.
fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(lets_others_in: bool, address: &str, port: &str) -> ApiSettings {
        ApiSettings {
            lets_others_in,
            address: address.to_owned(),
            port: port.to_owned(),
        }
    }

    #[test]
    fn an_address_that_others_can_reach_has_to_be_meant() {
        let listens =
            |others, text| address(&settings(others, text, "80")).map(|address| address.to_string());
        assert_eq!(listens(false, " 127.0.0.1 "), Ok("127.0.0.1:80".to_owned()));
        assert_eq!(listens(false, "::1"), Ok("[::1]:80".to_owned()));
        assert_eq!(listens(true, "0.0.0.0"), Ok("0.0.0.0:80".to_owned()));
        for reached in ["0.0.0.0", "::", "192.168.1.20"] {
            assert!(listens(false, reached).is_err(), "{reached}");
        }
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        for (address_text, port, fields) in [
            ("localhost", "7171", vec!["address"]),
            ("127.0.0.1", "0", vec!["port"]),
            ("127.0.0.1", "65536", vec!["port"]),
            ("", "", vec!["address", "port"]),
        ] {
            let refused = address(&settings(true, address_text, port)).unwrap_err();
            let named: Vec<&str> = refused.iter().map(|refused| refused.field.as_str()).collect();
            assert_eq!(named, fields, "{address_text}:{port}");
        }
    }

    #[test]
    fn a_server_that_listens_everywhere_is_found_here() {
        for (listens, found) in [
            ("0.0.0.0:7171", "http://127.0.0.1:7171"),
            ("[::]:7171", "http://[::1]:7171"),
            ("192.168.1.20:80", "http://192.168.1.20:80"),
        ] {
            assert_eq!(listens.parse().map(url).as_deref(), Ok(found));
        }
    }
}
