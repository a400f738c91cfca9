//! Reads: how many there are in a second, and how long those wait that wait longest.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::client::Connection;
use super::server::Server;
use super::{BASE, plain};
use crate::Result;
use crate::content::{APPS, ELEMENTS, uuid};
use crate::fixture::{MANIFESTS, manifest_name};
use crate::measurement::{Measurement, Reference};

const CONNECTIONS: u32 = 8;
const READS: u32 = 20_000;
/// No more reads are begun after so long.
const LONGEST: Duration = Duration::from_mins(1);
/// Of how many reads one asks for all manifests, which is 1.4 MB.
const ROUND: u32 = 20;

/// What came of many reads.
struct Load {
    /// How long a thousand of them took together.
    thousand: Duration,
    /// How long one of a hundred took at least.
    slowest: Duration,
}

/// Measures a server that has answered each question once.
pub(super) fn measure(server: &Server, home: &Path) -> Result<Vec<Measurement>> {
    let mut answers = HashMap::new();
    let mut connection = Connection::open(&server.address)?;
    for number in 0..ELEMENTS * ROUND {
        if let Entry::Vacant(unknown) = answers.entry(question(number)) {
            let answer = connection.ask("GET", unknown.key(), "")?.to_vec();
            unknown.insert(String::from_utf8(answer)?);
        }
    }
    let ours = load(&server.address)?;
    let plain = plain::start(&answers, home)?;
    let reference = load(&plain.address)?;
    let measurement = |name: &str, at_most, pick: fn(&Load) -> Duration| Measurement {
        name: name.to_owned(),
        value: pick(&ours).as_secs_f64() * 1e3,
        unit: "ms".to_owned(),
        at_most: Some(at_most),
        reference: Some(Reference {
            name: "the same answers from memory, by axum alone".to_owned(),
            value: pick(&reference).as_secs_f64() * 1e3,
            at_least_times: None,
        }),
    };
    Ok(vec![
        // At most half a second is at least 2,000 a second.
        measurement("API: 1,000 reads", 500.0, |load| load.thousand),
        measurement("API: a read, p99", 20.0, |load| load.slowest),
    ])
}

/// The mix: of twenty reads one asks for all manifests, nine for one manifest, ten for the releases of an element.
fn question(number: u32) -> String {
    let round = number / ROUND;
    match number % ROUND {
        0 => format!("{BASE}/manifests"),
        even if even % 2 == 0 => format!("{BASE}/manifests/{}", manifest_name((round + even) % MANIFESTS)),
        odd => {
            let element = (round * ROUND / 2 + odd / 2) % ELEMENTS;
            let kind = if element < APPS { "PAGE" } else { "WORKFLOW" };
            format!("{BASE}/releases/{}?elementType={kind}", uuid(element))
        }
    }
}

/// Asks a server over all connections at the same time.
fn load(address: &str) -> Result<Load> {
    let begin = Instant::now();
    let each = thread::scope(|scope| {
        let clients: Vec<_> = (0..CONNECTIONS)
            .map(|client| scope.spawn(move || ask(address, client, begin).map_err(|error| error.to_string())))
            .collect();
        let mut each = Vec::new();
        for client in clients {
            each.extend(client.join().map_err(|_| "a client panicked")??);
        }
        Ok::<_, Box<dyn std::error::Error>>(each)
    });
    let whole = begin.elapsed();
    let mut each = each?;
    each.sort();
    let slowest = each.get(each.len() * 99 / 100).copied();
    let slowest = slowest.ok_or("nothing was read")?;
    Ok(Load {
        thousand: whole * 1_000 / u32::try_from(each.len())?,
        slowest,
    })
}

/// One client's part of all reads: every eighth of them.
fn ask(address: &str, client: u32, begin: Instant) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(address)?;
    let mut each = Vec::new();
    for number in (client..READS).step_by(CONNECTIONS as usize) {
        if begin.elapsed() > LONGEST {
            break;
        }
        let question = question(number);
        let asked = Instant::now();
        connection.ask("GET", &question, "")?;
        each.push(asked.elapsed());
    }
    Ok(each)
}
