//! The API as a window serves it: switched on by a command, by a real server beside the application.

use std::io::Write;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;

use manifold_app::App;
use manifold_app::wire::Nothing;
use manifold_app::wire::api_access::{
    ApiAccessPage, ApiScope, ApiSettings, ApiState, CreateApiTokenReply, CreateApiTokenRequest,
    RevokeApiTokenRequest, ServeApiRequest,
};
use manifold_app::wire::error::Failure;
use manifold_app::wire::operation::{Event, OperationId};
use manifold_app::wire::repositories::{OpenFolderRequest, RepositoryId, RepositoryRequest};
use manifold_test_support::{Sandbox, free_port};
use socket2::SockRef;
use tempfile::TempDir;

use crate::shop::sandbox;
use crate::support::{Nobody, Reply};

const MANIFESTS: &str = "/api/v2/source_control/manifests";

/// An application with a sandbox's remote open.
struct Window {
    app: Arc<App>,
    repository: RepositoryId,
    sandbox: Sandbox,
    _data: TempDir,
}

impl Window {
    fn open() -> Self {
        let (sandbox, data) = (sandbox(), tempfile::tempdir().unwrap());
        let app = App::new(Some(data.path().to_owned()), Arc::new(Nobody)).unwrap();
        let opened = app
            .open_folder(OpenFolderRequest {
                folder: sandbox.remote().display().to_string(),
                default_branch: None,
                operation: OperationId("open".to_owned()),
            })
            .unwrap();
        Self {
            app,
            repository: opened.repository,
            sandbox,
            _data: data,
        }
    }

    fn serve(&self, port: u16) -> Result<(), Failure> {
        let reply = self.app.serve_api(ServeApiRequest {
            repository: self.repository.clone(),
            settings: ApiSettings {
                lets_others_in: false,
                address: Ipv4Addr::LOCALHOST.to_string(),
                port: port.to_string(),
            },
        })?;
        assert!(reply.refused.is_empty(), "{reply:?}");
        Ok(())
    }

    fn token(&self) -> String {
        let reply = self.app.create_api_token(CreateApiTokenRequest {
            name: "pipeline".to_owned(),
            scopes: vec![ApiScope::Read, ApiScope::Write],
            days: None,
        });
        match reply.unwrap() {
            CreateApiTokenReply::Created { secret } => secret,
            CreateApiTokenReply::Refused { refused } => panic!("{refused:?}"),
        }
    }

    fn page(&self) -> ApiAccessPage {
        let repository = self.repository.clone();
        self.app.api_access(RepositoryRequest { repository }).unwrap()
    }
}

fn ask(port: u16, method: &str, path: &str, token: &str) -> Reply {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
    )
    .unwrap();
    Reply::read(&mut stream)
}

#[test]
fn a_window_serves_what_it_switches_on_and_hears_what_is_asked() {
    let (window, port) = (Window::open(), free_port());
    window.serve(port).unwrap();
    let token = window.token();
    let mut events = window.app.events();
    assert_eq!(
        ask(port, "GET", &format!("{MANIFESTS}?key={token}"), &token).status,
        200
    );
    ask(port, "GET", MANIFESTS, "wrong").refusal(401);
    let id = window.page().tokens[0].id.clone();
    window
        .app
        .revoke_api_token(RevokeApiTokenRequest { token: id })
        .unwrap();
    ask(port, "GET", MANIFESTS, &token).refusal(401);
    assert!(events.try_recv().is_err(), "a read changes no page");

    let heard = window.page().requests;
    let shown: Vec<(u16, Option<&str>)> = heard
        .iter()
        .map(|request| (request.status, request.token.as_deref()))
        .collect();
    assert_eq!(shown, [(401, None), (401, None), (200, Some("pipeline"))]);
    assert_eq!(heard[2].path, MANIFESTS, "nothing of the query is heard");

    window.app.stop_api(Nothing {}).unwrap();
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
}

#[test]
fn a_write_pushes_a_branch_and_the_window_is_told() {
    let (window, port) = (Window::open(), free_port());
    window.serve(port).unwrap();
    let token = window.token();
    let mut events = window.app.events();
    ask(port, "PUT", &format!("{MANIFESTS}/uat"), &token).data();
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        told.push(event);
    }
    let changed = Event::RepositoryChanged {
        repository: window.repository.clone(),
    };
    assert!(told.contains(&changed), "{told:?}");
    let branches = window
        .sandbox
        .git(&window.sandbox.remote(), &["branch", "--list"]);
    assert_eq!(branches.lines().count(), 2, "{branches}");
    window.app.end();
}

#[test]
fn a_port_that_is_taken_is_told_and_served_once_it_is_free() {
    let window = Window::open();
    let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = other.local_addr().unwrap().port();
    assert_eq!(window.serve(port).unwrap_err().code, "portInUse");
    assert_eq!(window.page().state, ApiState::Off);
    SockRef::from(&other).shutdown(Shutdown::Both).unwrap();
    window.serve(port).unwrap();
    // Again at once, as after a restart: what was open a moment ago is in nobody's way.
    ask(port, "GET", "/healthz", "");
    window.serve(port).unwrap();
    assert_eq!(ask(port, "GET", "/healthz", "").status, 200);
    window.app.end();
}
