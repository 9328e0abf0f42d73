//! Strings with a format.

use std::collections::HashMap;
use std::error::Error as _;
use std::time::{Duration as StdDuration, SystemTime};

use crate::runtime::{
    Base64, Base64Url, Date, DateTime, Decimal, Duration, IntoNullable, IntoOption, UnixTime as _,
    Uuid, json,
};

#[test]
fn any_text_is_kept() {
    for text in ["2030-01-31T12:00:00Z", "", "soon", "\"\\\u{7f}é"] {
        let json = serde_json::to_string(text).expect("JSON");
        let read: DateTime = json::from_str(&json).expect("a string");
        assert_eq!(read, text);
        assert_eq!(json::to_string(&read).expect("JSON"), json);
        assert_eq!(read.to_string(), text);
        assert_eq!(format!("{read:?}"), format!("{text:?}"));
    }
}

#[test]
fn what_is_read_as_a_string_is_read_as_a_format() {
    let read: Uuid = json::from_str("12.50").expect("a number is read as its text");
    assert_eq!(read, "12.50");
    let error = json::from_str::<Uuid>("[]").expect_err("an array is not a string");
    assert!(error.to_string().contains("a string"), "{error}");
}

#[test]
fn texts_are_keys() {
    let days = HashMap::from([(Date::from("2030-01-31"), 1)]);
    assert_eq!(days.get("2030-01-31"), Some(&1));
}

#[test]
fn texts_convert() {
    let owned = String::from("2030-01-31");
    let date = Date::from(&owned);
    assert_eq!("2030-01-31".parse(), Ok(date.clone()));
    assert_eq!(Date::from(&date), date);
    assert_eq!(String::from(date.clone()), owned);
    assert_eq!(String::from(&date), owned);
    assert_eq!(
        serde_json::Value::from(date.clone()),
        serde_json::json!("2030-01-31")
    );
    assert_eq!(date, owned);
    let given: Option<Date> = "2030-01-31".into_option();
    assert_eq!(given, Some(date.clone()));
    let given: Option<Date> = Some("2030-01-31").into_option();
    assert_eq!(given, Some(date.clone()));
    let given: Option<Date> = Some(owned.clone()).into_option();
    assert_eq!(given, Some(date.clone()));
    let given: Option<Date> = None::<Date>.into_option();
    assert_eq!(given, None);
    let given: Option<Date> = owned.into_nullable();
    assert_eq!(given, Some(date));
}

#[test]
fn only_dates_of_the_format_are_ordered() {
    let date = |text: &str| Date::from(text);
    assert!(date("2030-01-31") < date("2030-02-01"));
    assert!(date("2030-01-31") >= date("2030-01-31"));
    assert_eq!(date("soon").partial_cmp(&date("2030-01-31")), None);
    assert_eq!(date("2030-1-31").partial_cmp(&date("2030-01-31")), None);
    assert_eq!(
        date("soon").partial_cmp(&date("soon")),
        Some(std::cmp::Ordering::Equal)
    );
}

#[test]
fn durations_of_fixed_length_have_a_view() {
    let length = |text: &str| Duration::from(text).to_std().ok();
    let seconds = |seconds| Some(StdDuration::from_secs_f64(seconds));
    assert_eq!(length("PT1H30M"), seconds(5400.0));
    assert_eq!(length("P1W2DT3H4M5.5S"), seconds(788_645.5));
    assert_eq!(length("PT0,5H"), seconds(1800.0));
    assert_eq!(length("pt0s"), seconds(0.0));
    let others = [
        "",
        "P",
        "PT",
        "P1DT",
        "P1Y",
        "P1M",
        "-PT1S",
        "PT-1S",
        "PT1M1H",
        "PT1",
        "PT.5S",
        "PT1.S",
        "1 h",
        "PT1S ",
        "P99999999999999999999D",
    ];
    for text in others {
        assert_eq!(length(text), None, "{text}");
    }
    for (length, text) in [(0, "PT0S"), (1500, "PT1.5S"), (60_000, "PT60S")] {
        let length = StdDuration::from_millis(length);
        let duration = Duration::from(length);
        assert_eq!(duration, text);
        assert_eq!(duration.to_std().expect("a duration"), length);
    }
}

#[test]
fn bytes_are_encoded_and_decoded() {
    for bytes in [&b""[..], b"h", b"hi", b"hi!", &[0xfb, 0xff, 0xfe]] {
        let (plain, url) = (Base64::from(bytes), Base64Url::from(bytes));
        assert_eq!(plain.decode().expect("Base64"), bytes);
        assert_eq!(url.decode().expect("Base64"), bytes);
        assert_eq!(
            url,
            plain
                .trim_end_matches('=')
                .replace('+', "-")
                .replace('/', "_")
        );
    }
    // Other alphabets, no padding, lines.
    assert_eq!(Base64::from("-_8").decode().expect("Base64"), [0xfb, 0xff]);
    assert_eq!(Base64::from("a\r\nGk").decode().expect("Base64"), b"hi");
    let error = Base64::from("?").decode().expect_err("it is not Base64");
    assert_eq!(error.to_string(), "`?` is not Base64");
    assert!(error.source().is_some());
}

#[test]
fn unix_times_have_views() {
    let epoch = SystemTime::UNIX_EPOCH;
    let view = |time: i64| time.to_system_time().expect("a time");
    assert_eq!(view(1), epoch + StdDuration::from_secs(1));
    assert_eq!(view(-1), epoch - StdDuration::from_secs(1));
    let millis = 1_500_i64.millis_to_system_time().expect("a time");
    assert_eq!(millis, epoch + StdDuration::from_millis(1500));
    assert_eq!(view(7), 7_u32.to_system_time().expect("a time"));
    assert_eq!(view(7), 7_i32.to_system_time().expect("a time"));
    assert_eq!(view(7), 7_u64.to_system_time().expect("a time"));
    assert!(u64::MAX.to_system_time().is_err());
    let fraction = |time: f64| time.to_system_time().expect("a time");
    assert_eq!(fraction(1.5), epoch + StdDuration::from_millis(1500));
    assert_eq!(fraction(-1.5), epoch - StdDuration::from_millis(1500));
    let millis = 1500.5.millis_to_system_time().expect("a time");
    assert_eq!(millis, epoch + StdDuration::from_micros(1_500_500));
    for time in [f64::NAN, f64::INFINITY, 1e300] {
        assert!(time.to_system_time().is_err());
    }
}

#[cfg(feature = "time")]
#[test]
fn every_instant_of_time_becomes_a_text() {
    let moment = time::OffsetDateTime::UNIX_EPOCH;
    assert_eq!(DateTime::from(moment), "1970-01-01T00:00:00Z");
    let early = moment.replace_year(-1).expect("a year");
    assert!(DateTime::from(early).contains("0001"));
}

#[cfg(feature = "rust_decimal")]
#[test]
fn a_number_that_does_not_fit_a_decimal_is_not_rounded() {
    let shown = |text| {
        let number = Decimal::from(text).to_decimal().ok();
        number.map(|number| number.to_string())
    };
    for (text, number) in [
        ("12.50", "12.50"),
        ("1.5e3", "1500"),
        ("-1.50E-3", "-0.00150"),
        ("0e0", "0"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(number), "{text}");
    }
    for text in [
        "0.12345678901234567890123456789",
        "0.12345678901234567890123456789e1",
        "1.2345678901234567890123456789e-5",
        "1e-29",
        "1e29",
        "8e28",
        "79228162514264337593543950336",
        "1.5e",
        "e5",
    ] {
        assert_eq!(shown(text), None, "{text}");
    }
}
