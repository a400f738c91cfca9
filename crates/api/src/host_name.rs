//! The name that a request was sent to. A page of another site can make its own name lead to this address (DNS rebinding)
//! and its visitors' browsers ask here; what it cannot do is to ask under a name that is not its own.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::http::{HeaderMap, Uri, header};

/// Whether a request was sent to an address in numbers, to `localhost`, or to one of these names.
pub(crate) fn is_ours(uri: &Uri, headers: &HeaderMap, names: &[String]) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let in_header = host.to_str().is_ok_and(|host| is_known(host, names));
    in_header && uri.authority().is_none_or(|host| is_known(host.as_str(), names))
}

/// `host` or `host:port`, as in the header.
fn is_known(host: &str, names: &[String]) -> bool {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split_once(']').is_some_and(|(address, port)| {
            address.parse::<Ipv6Addr>().is_ok() && (port.is_empty() || is_port(port.strip_prefix(':')))
        });
    }
    let (name, has_port) = match host.split_once(':') {
        Some((name, port)) => (name, is_port(Some(port))),
        None => (host, true),
    };
    let is_name = |known: &str| name.eq_ignore_ascii_case(known);
    has_port
        && (name.parse::<Ipv4Addr>().is_ok()
            || is_name("localhost")
            || names.iter().any(|known| is_name(known)))
}

fn is_port(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    fn answers(uri: &str, hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, host.parse().unwrap());
        }
        is_ours(&uri.parse().unwrap(), &headers, &["manifold.internal".to_owned()])
    }

    #[test]
    fn addresses_localhost_and_known_names_are_answered() {
        for host in [
            "127.0.0.1:7171",
            "127.0.0.1",
            "localhost:7171",
            "LocalHost",
            "[::1]:7171",
            "[::1]",
            "10.0.0.5:80",
            "Manifold.Internal:7171",
        ] {
            assert!(answers("/", &[host]), "{host}");
        }
    }

    #[test]
    fn other_names_and_more_or_less_than_one_are_not() {
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:7171",
            "localhost:x",
            "[::1",
            "[::1]x",
            "",
        ] {
            assert!(!answers("/", &[host]), "{host}");
        }
        assert!(!answers("/", &[]));
        assert!(!answers("/", &["localhost", "evil.example"]));
        assert!(!answers("http://evil.example/", &["localhost"]));
    }
}
