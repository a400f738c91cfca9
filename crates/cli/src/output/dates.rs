//! Times, in UTC.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The day, for people: `2026-01-02`. A time that no calendar has is shown as it stands.
pub(crate) fn date(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds)
        .map_or_else(|_| seconds.to_string(), |time| time.date().to_string())
}

/// The time as RFC 3339 has it, for JSON: `2026-01-02T03:04:05Z`.
pub(crate) fn timestamp(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds)
        .ok()
        .and_then(|time| time.format(&Rfc3339).ok())
        .unwrap_or_else(|| seconds.to_string())
}
