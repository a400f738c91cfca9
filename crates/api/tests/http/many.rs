//! Many at once: nobody's change is lost, and none has another's in it.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use manifold_api::Limits;
use serde_json::json;

use crate::shop::{DASHBOARD, REFUNDS, sandbox};
use crate::support::Server;

const WRITES: usize = 200;
const CLIENTS: usize = 16;

#[test]
fn two_hundred_writes_of_sixteen_clients_make_as_many_branches_each_with_its_change() {
    // How long one of them may take is not what this is about.
    let limits = Limits {
        time: Duration::from_mins(10),
        ..Limits::default()
    };
    let server = Server::with(sandbox(), limits);
    let next = AtomicUsize::new(0);
    let write = |number: usize| {
        let (method, path, body, expected) = match number % 4 {
            0 => (
                "PUT",
                format!("manifests/instance-{number}"),
                json!({}),
                format!("A\tmanifests/instance-{number}.yaml"),
            ),
            1 => (
                "PUT",
                format!("manifests/prod/apps/{DASHBOARD}"),
                json!({ "release": format!("2.0.{number}") }),
                "M\tmanifests/prod.yaml".to_owned(),
            ),
            2 => (
                "POST",
                format!("releases/apps/{REFUNDS}"),
                json!({ "release_version": format!("1.0.{number}") }),
                format!("A\tdist/apps/{REFUNDS}/1.0.{number}.zip"),
            ),
            _ => (
                "POST",
                "manifests/dev/delete".to_owned(),
                json!({}),
                "D\tmanifests/dev.yaml".to_owned(),
            ),
        };
        (number, server.write(method, &path, &body), expected)
    };
    let done: Vec<_> = std::thread::scope(|scope| {
        let client = || {
            let mut done = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= WRITES {
                    return done;
                }
                done.push(write(number));
                server.get("manifests/prod");
            }
        };
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        clients
            .into_iter()
            .flat_map(|client| client.join().unwrap())
            .collect()
    });

    let branches: BTreeSet<String> = server.branches().into_iter().collect();
    assert_eq!(branches.len(), WRITES);
    assert_eq!(
        branches,
        done.iter().map(|(_, pushed, _)| pushed.branch.clone()).collect()
    );
    let main = server.git(&["rev-parse", "main"]);
    for (number, pushed, expected) in &done {
        let of_commit = ["log", "-1", "--format=%P", "--name-status", &pushed.commit];
        assert_eq!(
            server.git(&of_commit),
            format!("{main}\n\n{expected}"),
            "{number}"
        );
        if number % 4 == 1 {
            let text = server.git(&["show", &format!("{}:manifests/prod.yaml", pushed.commit)]);
            assert!(text.contains(&format!("release: 2.0.{number}\n")), "{text}");
        }
    }
    server.sandbox.assert_sound(&server.sandbox.remote());
}
