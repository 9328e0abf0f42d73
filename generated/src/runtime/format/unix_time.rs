//! Numbers that count seconds or milliseconds since the Unix epoch.

use std::time::{Duration, SystemTime};

use super::FormatError;
use sealed::Sealed;

mod sealed {
    use std::fmt::Display;

    pub trait Sealed: Copy + Display {
        /// The nanoseconds since the epoch, if the number counts units of so many nanoseconds.
        fn nanoseconds(self, unit: i128) -> Option<i128>;
    }
}

/// Conversions of a number that counts seconds or milliseconds since the Unix epoch (OpenAPI format `unixtime`;
/// POSIX.1, "Seconds Since the Epoch").
///
/// The methods whose names begin with `millis` take the number as milliseconds, the others as seconds.
///
/// ```text
/// let created_at = invite.created_at.to_jiff()?;
/// ```
pub trait UnixTime: sealed::Sealed {
    /// Returns the time as a type of the standard library.
    ///
    /// # Errors
    ///
    /// The type cannot hold the time.
    fn to_system_time(self) -> Result<SystemTime, FormatError> {
        system_time(self, SECOND)
    }

    /// Returns the time in milliseconds as a type of the standard library.
    ///
    /// # Errors
    ///
    /// The type cannot hold the time.
    fn millis_to_system_time(self) -> Result<SystemTime, FormatError> {
        system_time(self, MILLISECOND)
    }

    /// Returns the time as a type of the crate `jiff`.
    ///
    /// # Errors
    ///
    /// The year is not between -9999 and 9999.
    #[cfg(feature = "jiff")]
    fn to_jiff(self) -> Result<jiff::Timestamp, FormatError> {
        in_jiff(self, SECOND)
    }

    /// Returns the time in milliseconds as a type of the crate `jiff`.
    ///
    /// # Errors
    ///
    /// The year is not between -9999 and 9999.
    #[cfg(feature = "jiff")]
    fn millis_to_jiff(self) -> Result<jiff::Timestamp, FormatError> {
        in_jiff(self, MILLISECOND)
    }

    /// Returns the time as a type of the crate `chrono`.
    ///
    /// # Errors
    ///
    /// The year is not between -262143 and 262142.
    #[cfg(feature = "chrono")]
    fn to_chrono(self) -> Result<chrono::DateTime<chrono::Utc>, FormatError> {
        in_chrono(self, SECOND)
    }

    /// Returns the time in milliseconds as a type of the crate `chrono`.
    ///
    /// # Errors
    ///
    /// The year is not between -262143 and 262142.
    #[cfg(feature = "chrono")]
    fn millis_to_chrono(self) -> Result<chrono::DateTime<chrono::Utc>, FormatError> {
        in_chrono(self, MILLISECOND)
    }

    /// Returns the time as a type of the crate `time`.
    ///
    /// # Errors
    ///
    /// The year is not between -9999 and 9999.
    #[cfg(feature = "time")]
    fn to_time(self) -> Result<time::OffsetDateTime, FormatError> {
        in_time(self, SECOND)
    }

    /// Returns the time in milliseconds as a type of the crate `time`.
    ///
    /// # Errors
    ///
    /// The year is not between -9999 and 9999.
    #[cfg(feature = "time")]
    fn millis_to_time(self) -> Result<time::OffsetDateTime, FormatError> {
        in_time(self, MILLISECOND)
    }
}

const UNIX_TIME: &str = "a Unix time that the type can hold";

/// The nanoseconds of the units.
const SECOND: i128 = 1_000_000_000;
const MILLISECOND: i128 = 1_000_000;

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl UnixTime for $type {}

        impl Sealed for $type {
            fn nanoseconds(self, unit: i128) -> Option<i128> {
                i128::from(self).checked_mul(unit)
            }
        }
    )*};
}

integers!(i32, i64, u32, u64);

/// A fraction is kept, as far as the number is exact.
impl UnixTime for f64 {}

impl Sealed for f64 {
    fn nanoseconds(self, unit: i128) -> Option<i128> {
        // The units are as good as seconds here.
        let units = Duration::try_from_secs_f64(self.abs()).ok()?;
        let fraction = i128::from(units.subsec_nanos()) * unit / SECOND;
        let distance = i128::from(units.as_secs()) * unit + fraction;
        Some(if self < 0.0 { -distance } else { distance })
    }
}

/// The full seconds since the epoch, and the nanoseconds after them.
fn instant(number: impl Sealed, unit: i128) -> Result<(i64, u32), FormatError> {
    let split = |number: i128| {
        let seconds = i64::try_from(number.div_euclid(SECOND)).ok()?;
        let rest = u32::try_from(number.rem_euclid(SECOND)).ok()?;
        Some((seconds, rest))
    };
    let split = number.nanoseconds(unit).and_then(split);
    split.ok_or_else(|| FormatError::new(&number, UNIX_TIME))
}

fn system_time(number: impl Sealed, unit: i128) -> Result<SystemTime, FormatError> {
    let (seconds, rest) = instant(number, unit)?;
    let distance = Duration::from_secs(seconds.unsigned_abs());
    let time = if seconds < 0 {
        SystemTime::UNIX_EPOCH.checked_sub(distance)
    } else {
        SystemTime::UNIX_EPOCH.checked_add(distance)
    };
    let time = time.and_then(|time| time.checked_add(Duration::from_nanos(rest.into())));
    time.ok_or_else(|| FormatError::new(&number, UNIX_TIME))
}

#[cfg(feature = "jiff")]
fn in_jiff(number: impl Sealed, unit: i128) -> Result<jiff::Timestamp, FormatError> {
    let (seconds, rest) = instant(number, unit)?;
    let start = jiff::Timestamp::from_second(seconds);
    let time = start.and_then(|time| time.checked_add(Duration::from_nanos(rest.into())));
    time.map_err(|error| FormatError::new(&number, UNIX_TIME).caused_by(error))
}

#[cfg(feature = "chrono")]
fn in_chrono(
    number: impl Sealed,
    unit: i128,
) -> Result<chrono::DateTime<chrono::Utc>, FormatError> {
    let (seconds, rest) = instant(number, unit)?;
    let time = chrono::DateTime::from_timestamp(seconds, rest);
    time.ok_or_else(|| FormatError::new(&number, UNIX_TIME))
}

#[cfg(feature = "time")]
fn in_time(number: impl Sealed, unit: i128) -> Result<time::OffsetDateTime, FormatError> {
    let (seconds, rest) = instant(number, unit)?;
    let nanoseconds = i128::from(seconds) * SECOND + i128::from(rest);
    time::OffsetDateTime::from_unix_timestamp_nanos(nanoseconds)
        .map_err(|error| FormatError::new(&number, UNIX_TIME).caused_by(error))
}
