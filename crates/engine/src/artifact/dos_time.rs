//! The zip format's clock: local time without a zone, two seconds fine, 1980 to 2107. Retool writes UTC.

use manifold_domain::object::Timestamp;
use time::{Date, Month, OffsetDateTime, Time};

/// A moment as a zip's headers write it: time, then date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DosTime {
    pub(super) time: u16,
    pub(super) date: u16,
}

/// 1980-01-01T00:00:00
const EARLIEST: DosTime = DosTime {
    time: 0,
    date: 0x0021,
};
/// 2107-12-31T23:59:58
const LATEST: DosTime = DosTime {
    time: 0xbf7d,
    date: 0xff9f,
};

impl DosTime {
    /// The moment, rounded down to two seconds, or the end of the format's range that is nearest to it.
    pub(super) fn new(moment: Timestamp) -> Self {
        let Ok(moment) = OffsetDateTime::from_unix_timestamp(moment.0) else {
            return if moment.0 < 0 { EARLIEST } else { LATEST };
        };
        let Ok(years) = u16::try_from(moment.year() - 1980) else {
            return EARLIEST;
        };
        if years > 127 {
            return LATEST;
        }
        let (hour, minute, second) = moment.to_hms();
        Self {
            time: (u16::from(hour) << 11) | (u16::from(minute) << 5) | (u16::from(second) / 2),
            date: (years << 9) | (u16::from(u8::from(moment.month())) << 5) | u16::from(moment.day()),
        }
    }

    /// The moment that the fields say, taken as UTC; nothing where they say none (month 0, 31 February, 25 h).
    pub(super) fn moment(self) -> Option<Timestamp> {
        let bits = |field: u16, from: u32, count: u32| u8::try_from(field >> from & ((1 << count) - 1)).ok();
        let month = Month::try_from(bits(self.date, 5, 4)?).ok()?;
        let year = 1980 + i32::from(self.date >> 9);
        let date = Date::from_calendar_date(year, month, bits(self.date, 0, 5)?).ok()?;
        let second = bits(self.time, 0, 5)? * 2;
        let time = Time::from_hms(bits(self.time, 11, 5)?, bits(self.time, 5, 6)?, second).ok()?;
        Some(Timestamp(date.with_time(time).assume_utc().unix_timestamp()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moment_outside_the_range_becomes_the_nearest_end_of_it() {
        let earliest = Timestamp(315_532_800); // 1980-01-01T00:00:00Z
        let latest = Timestamp(4_354_819_198); // 2107-12-31T23:59:58Z
        for (moment, stored) in [
            (i64::MIN, earliest),
            (0, earliest),
            (earliest.0 - 1, earliest),
            (earliest.0, earliest),
            (latest.0 + 1, latest),
            (latest.0 + 2, latest),
            (i64::MAX, latest),
        ] {
            assert_eq!(DosTime::new(Timestamp(moment)).moment(), Some(stored), "{moment}");
        }
    }

    #[test]
    fn fields_that_are_no_moment_are_none() {
        // Month 0; 31 February; 25 o'clock.
        for (time, date) in [(0, 0), (0, 0x005f), (0xc800, 0x0021)] {
            assert_eq!(DosTime { time, date }.moment(), None);
        }
    }

    proptest! {
        #[test]
        fn a_moment_in_range_comes_back_at_two_seconds(moment in 315_532_800_i64..4_354_819_200) {
            prop_assert_eq!(DosTime::new(Timestamp(moment)).moment(), Some(Timestamp(moment / 2 * 2)));
        }
    }
}
