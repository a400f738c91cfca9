//! Who showed wrong tokens lately.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many wrong tokens an address may show before it is slowed down.
const PATIENCE: u32 = 10;
/// How long an address that was slowed down waits for each further answer.
const WAIT: Duration = Duration::from_secs(1);
/// After how long without a wrong token an address starts anew.
const FORGOTTEN_AFTER: Duration = Duration::from_mins(5);
/// How many addresses are remembered.
const MOST_REMEMBERED: usize = 4096;

/// How many wrong tokens each address showed lately, and when the last one.
#[derive(Debug, Default)]
pub(crate) struct WrongTokens(Mutex<HashMap<IpAddr, (u32, Instant)>>);

impl WrongTokens {
    /// An address shows a wrong token. How long its answer is to be kept back.
    pub(crate) fn shown(&self, by: IpAddr, now: Instant) -> Duration {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_recent = |last: Instant| now.duration_since(last) < FORGOTTEN_AFTER;
        if seen.len() >= MOST_REMEMBERED && !seen.contains_key(&by) {
            seen.retain(|_, (_, last)| is_recent(*last));
            let oldest = seen.iter().min_by_key(|(_, (_, last))| *last);
            if let Some(oldest) = oldest.map(|(address, _)| *address)
                && seen.len() >= MOST_REMEMBERED
            {
                seen.remove(&oldest);
            }
        }
        let (count, last) = seen.entry(by).or_insert((0, now));
        if !is_recent(*last) {
            *count = 0;
        }
        *count = count.saturating_add(1);
        *last = now;
        if *count > PATIENCE { WAIT } else { Duration::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn the_eleventh_wrong_token_of_an_address_waits_and_another_address_does_not() {
        let (tokens, now) = (WrongTokens::default(), Instant::now());
        for _ in 0..10 {
            assert_eq!(tokens.shown(HERE, now), Duration::ZERO);
        }
        assert_eq!(tokens.shown(HERE, now), WAIT);
        let another = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
        assert_eq!(tokens.shown(another, now), Duration::ZERO);
        assert_eq!(tokens.shown(HERE, now + FORGOTTEN_AFTER), Duration::ZERO);
    }

    #[test]
    fn no_more_addresses_are_remembered_than_fit() {
        let (tokens, now) = (WrongTokens::default(), Instant::now());
        for number in 0..5000_u32 {
            tokens.shown(IpAddr::V4(Ipv4Addr::from_bits(number)), now);
        }
        assert_eq!(
            tokens.0.lock().unwrap_or_else(PoisonError::into_inner).len(),
            MOST_REMEMBERED
        );
    }
}
