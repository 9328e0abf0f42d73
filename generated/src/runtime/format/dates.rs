//! Dates, times and durations.

use std::cmp::Ordering;
use std::time::{Duration as StdDuration, SystemTime};

use super::{FormatError, converts, texts, view};
use sealed::Sealed;

texts! {
    /// A date and a time with an offset from UTC (JSON Schema, format `date-time`; RFC 3339, section 5.6), such as
    /// `2030-01-31T12:00:00Z`.
    ///
    /// It holds the text as it was sent, and is not ordered: the same instant can be written with different offsets.
    /// To compare instants, convert both values to a type of a date-time crate.
    pub DateTime;

    /// A date (JSON Schema, format `date`; RFC 3339, section 5.6, `full-date`), such as `2030-01-31`.
    ///
    /// Dates of this form are ordered; values of another form are not ordered.
    pub Date;

    /// A time of day (JSON Schema, format `time`; RFC 3339, section 5.6, `full-time`), such as `12:00:00Z`. Many servers
    /// omit the offset.
    pub Time;

    /// A duration (JSON Schema, format `duration`; ISO 8601, and RFC 3339, appendix A), such as `PT1H30M`.
    pub Duration;
}

converts! {
    "jiff": DateTime, jiff::Timestamp, |moment| moment.to_string();
    "jiff": DateTime, jiff::ZonedDateTime, |moment| moment.timestamp().display_with_offset(moment.offset()).to_string();
    "jiff": Date, jiff::civil::Date, |date| date.to_string();
    "jiff": Time, jiff::civil::Time, |time| time.to_string();
    "jiff": Duration, jiff::Span, |span| span.to_string();
    "jiff": Duration, jiff::SignedDuration, |duration| duration.to_string();
    "chrono": DateTime, chrono::DateTime<chrono::Utc>, |moment| of_chrono(&moment);
    "chrono": DateTime, chrono::DateTime<chrono::FixedOffset>, |moment| of_chrono(&moment);
    "chrono": Date, chrono::NaiveDate, |date| date.to_string();
    "chrono": Time, chrono::NaiveTime, |time| time.to_string();
    "chrono": Duration, chrono::TimeDelta, |duration| duration.to_string();
    "time": DateTime, time::OffsetDateTime, |moment| of_time(moment);
    "time": Date, time::Date, |date| date.to_string();
    "time": Time, time::Time, |time| clock(time.as_hms_nano());
}

/// `2030-01-31T12:00:00Z`, or with the offset.
#[cfg(feature = "chrono")]
fn of_chrono<Zone: chrono::TimeZone<Offset: std::fmt::Display>>(
    moment: &chrono::DateTime<Zone>,
) -> String {
    moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// RFC 3339 ends with the year 9999; later instants are written as the crate displays them.
#[cfg(feature = "time")]
fn of_time(moment: time::OffsetDateTime) -> String {
    let text = moment.format(&time::format_description::well_known::Rfc3339);
    text.unwrap_or_else(|_| moment.to_string())
}

#[cfg(feature = "time")]
fn clock((hour, minute, second, nanosecond): (u8, u8, u8, u32)) -> String {
    let fraction = fraction(nanosecond);
    format!("{hour:02}:{minute:02}:{second:02}{fraction}")
}

/// A fraction of a second: `.5`, or nothing.
fn fraction(nanoseconds: u32) -> String {
    let text = format!(".{nanoseconds:09}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

const DATE_TIME: &str = "a date and time with an offset (RFC 3339)";
const DATE: &str = "a date (RFC 3339)";
const TIME: &str = "a time of day (RFC 3339)";
const DURATION: &str = "a duration (ISO 8601)";

/// A method for each conversion: `"jiff" DateTime: to_jiff -> jiff::Timestamp, |text| …;`.
macro_rules! views {
    ($($feature:tt $name:ident: $(#[$more:meta])* $view:ident -> $type:ty, |$text:ident| $made:expr;)+) => {$(
        #[cfg(feature = $feature)]
        impl $name {
            #[doc = concat!("Returns the value as a `", stringify!($type), "`.")]
            $(#[$more])*
            ///
            /// # Errors
            ///
            /// The text does not have the format, or the type cannot hold its value.
            pub fn $view(&self) -> Result<$type, FormatError> {
                let $text = self.as_str();
                $made
            }
        }
    )+};
}

views! {
    "jiff" DateTime: to_jiff -> jiff::Timestamp, |text| view(text, DATE_TIME);
    "jiff" Date: to_jiff -> jiff::civil::Date, |text| view(text, DATE);
    "jiff" Time:
        /// An offset after the time is ignored.
        to_jiff -> jiff::civil::Time, |text| view(local(text), TIME);
    "jiff" Duration: to_jiff -> jiff::Span, |text| view(text, DURATION);
    "chrono" DateTime: to_chrono -> chrono::DateTime<chrono::FixedOffset>, |text| {
        chrono::DateTime::parse_from_rfc3339(text)
            .map_err(|error| FormatError::new(&text, DATE_TIME).caused_by(error))
    };
    "chrono" Date: to_chrono -> chrono::NaiveDate, |text| view(text, DATE);
    "chrono" Time:
        /// An offset after the time is ignored.
        to_chrono -> chrono::NaiveTime, |text| view(local(text), TIME);
    "time" DateTime: to_time -> time::OffsetDateTime, |text| {
        time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339)
            .map_err(|error| FormatError::new(&text, DATE_TIME).caused_by(error))
    };
    "time" Date: to_time -> time::Date, |text| {
        time::Date::parse(text, &time::format_description::well_known::Iso8601::DATE)
            .map_err(|error| FormatError::new(&text, DATE).caused_by(error))
    };
    "time" Time:
        /// An offset after the time is ignored.
        to_time -> time::Time, |text| {
            let iso = time::format_description::well_known::Iso8601::TIME;
            time::Time::parse(local(text), &iso)
                .map_err(|error| FormatError::new(&text, TIME).caused_by(error))
        };
}

/// A time of day without its offset: `12:00:00` of `12:00:00+01:00`.
fn local(text: &str) -> &str {
    let end = text.find(['Z', 'z', '+', '-']);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Orders texts of the form `2030-01-31` by date. Other texts are not ordered.
impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let ordered = self == other || (is_full_date(self) && is_full_date(other));
        ordered.then(|| self.as_str().cmp(other))
    }
}

/// Whether the text has the form `2030-01-31`.
fn is_full_date(text: &str) -> bool {
    let mut places = text.bytes().zip(b"0000-00-00");
    let fits = |(byte, place): (u8, &u8)| match place {
        b'-' => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && places.all(fits)
}

impl From<StdDuration> for Duration {
    fn from(duration: StdDuration) -> Self {
        let fraction = fraction(duration.subsec_nanos());
        format!("PT{}{fraction}S", duration.as_secs()).into()
    }
}

impl Duration {
    /// Returns the duration as a type of the standard library. A day has 24 hours.
    ///
    /// # Errors
    ///
    /// The text is not a duration, the duration is negative, or it has years or months, whose length varies.
    pub fn to_std(&self) -> Result<StdDuration, FormatError> {
        nanoseconds(self)
            .and_then(|sum| {
                let rest = u32::try_from(sum % SECOND).ok()?;
                Some(StdDuration::new(u64::try_from(sum / SECOND).ok()?, rest))
            })
            .ok_or_else(|| FormatError::new(self, "a duration of fixed length (ISO 8601)"))
    }
}

/// Nanoseconds.
const SECOND: u128 = 1_000_000_000;

/// The length of `P1W2DT3H4M5.6S` in nanoseconds.
fn nanoseconds(text: &str) -> Option<u128> {
    let text = text.to_ascii_uppercase();
    let (days, times) = match text.strip_prefix('P')?.split_once('T') {
        Some((_, "")) => return None,
        Some((days, times)) => (days, times),
        None => (text.strip_prefix('P')?, ""),
    };
    if days.is_empty() && times.is_empty() {
        return None;
    }
    let days = parts(days, &[('W', 604_800), ('D', 86_400)])?;
    days.checked_add(parts(times, &[('H', 3_600), ('M', 60), ('S', 1)])?)
}

/// The sum of numbers that each have one of these units, in this order.
fn parts(mut text: &str, units: &[(char, u128)]) -> Option<u128> {
    let mut sum = 0_u128;
    for (unit, seconds) in units {
        let Some((number, rest)) = text.split_once(*unit) else {
            continue;
        };
        text = rest;
        let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) {
            return None;
        }
        let decimals: String = decimals
            .chars()
            .chain("000000000".chars())
            .take(9)
            .collect();
        let number = whole.parse::<u128>().ok()?.checked_mul(SECOND)?;
        let number = number.checked_add(decimals.parse().ok()?)?;
        sum = sum.checked_add(number.checked_mul(*seconds)?)?;
    }
    text.is_empty().then_some(sum)
}

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
/// If a response has a field `created_at` in seconds:
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
        system_time(self, UNIX_SECOND)
    }

    /// Returns the time in milliseconds as a type of the standard library.
    ///
    /// # Errors
    ///
    /// The type cannot hold the time.
    fn millis_to_system_time(self) -> Result<SystemTime, FormatError> {
        system_time(self, UNIX_MILLISECOND)
    }

    /// Returns the time as a type of the crate `jiff`.
    ///
    /// # Errors
    ///
    /// The year is not between -9999 and 9999.
    #[cfg(feature = "jiff")]
    fn to_jiff(self) -> Result<jiff::Timestamp, FormatError> {
        in_jiff(self, UNIX_SECOND)
    }

    /// Returns the time in milliseconds as a type of the crate `jiff`.
    ///
    /// # Errors
    ///
    /// The year is not between -9999 and 9999.
    #[cfg(feature = "jiff")]
    fn millis_to_jiff(self) -> Result<jiff::Timestamp, FormatError> {
        in_jiff(self, UNIX_MILLISECOND)
    }

    /// Returns the time as a type of the crate `chrono`.
    ///
    /// # Errors
    ///
    /// The year is not between -262143 and 262142.
    #[cfg(feature = "chrono")]
    fn to_chrono(self) -> Result<chrono::DateTime<chrono::Utc>, FormatError> {
        in_chrono(self, UNIX_SECOND)
    }

    /// Returns the time in milliseconds as a type of the crate `chrono`.
    ///
    /// # Errors
    ///
    /// The year is not between -262143 and 262142.
    #[cfg(feature = "chrono")]
    fn millis_to_chrono(self) -> Result<chrono::DateTime<chrono::Utc>, FormatError> {
        in_chrono(self, UNIX_MILLISECOND)
    }

    /// Returns the time as a type of the crate `time`.
    ///
    /// # Errors
    ///
    /// The year is not between -9999 and 9999.
    #[cfg(feature = "time")]
    fn to_time(self) -> Result<time::OffsetDateTime, FormatError> {
        in_time(self, UNIX_SECOND)
    }

    /// Returns the time in milliseconds as a type of the crate `time`.
    ///
    /// # Errors
    ///
    /// The year is not between -9999 and 9999.
    #[cfg(feature = "time")]
    fn millis_to_time(self) -> Result<time::OffsetDateTime, FormatError> {
        in_time(self, UNIX_MILLISECOND)
    }
}

const UNIX_TIME: &str = "a Unix time that the type can hold";

/// The nanoseconds of the units.
const UNIX_SECOND: i128 = 1_000_000_000;
const UNIX_MILLISECOND: i128 = 1_000_000;

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
        let units = StdDuration::try_from_secs_f64(self.abs()).ok()?;
        let fraction = i128::from(units.subsec_nanos()) * unit / UNIX_SECOND;
        let distance = i128::from(units.as_secs()) * unit + fraction;
        Some(if self < 0.0 { -distance } else { distance })
    }
}

/// The full seconds since the epoch, and the nanoseconds after them.
fn instant(number: impl Sealed, unit: i128) -> Result<(i64, u32), FormatError> {
    let split = |number: i128| {
        let seconds = i64::try_from(number.div_euclid(UNIX_SECOND)).ok()?;
        let rest = u32::try_from(number.rem_euclid(UNIX_SECOND)).ok()?;
        Some((seconds, rest))
    };
    let split = number.nanoseconds(unit).and_then(split);
    split.ok_or_else(|| FormatError::new(&number, UNIX_TIME))
}

fn system_time(number: impl Sealed, unit: i128) -> Result<SystemTime, FormatError> {
    let (seconds, rest) = instant(number, unit)?;
    let distance = StdDuration::from_secs(seconds.unsigned_abs());
    let time = if seconds < 0 {
        SystemTime::UNIX_EPOCH.checked_sub(distance)
    } else {
        SystemTime::UNIX_EPOCH.checked_add(distance)
    };
    let time = time.and_then(|time| time.checked_add(StdDuration::from_nanos(rest.into())));
    time.ok_or_else(|| FormatError::new(&number, UNIX_TIME))
}

#[cfg(feature = "jiff")]
fn in_jiff(number: impl Sealed, unit: i128) -> Result<jiff::Timestamp, FormatError> {
    let (seconds, rest) = instant(number, unit)?;
    let start = jiff::Timestamp::from_second(seconds);
    let time = start.and_then(|time| time.checked_add(StdDuration::from_nanos(rest.into())));
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
    let nanoseconds = i128::from(seconds) * UNIX_SECOND + i128::from(rest);
    time::OffsetDateTime::from_unix_timestamp_nanos(nanoseconds)
        .map_err(|error| FormatError::new(&number, UNIX_TIME).caused_by(error))
}
