//! Strings with a format keep their text, and convert from and to the types of other crates.

mod server;

use std::time::{Duration as StdDuration, SystemTime};

use formats::types::{Meeting, Moment, NewMeeting, new_meeting};
use formats::{Base64, Base64Url, Client, Date, DateTime, Decimal, Duration, Time, UnixTime as _, Uri, Uuid};
use serde_json::json;
use server::{Outcome, Server};

const MEETING: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 80\r\nconnection: close\r\n\r\n{\"starts_at\":\"31 Jan 2030\",\"id\":\"A-1\",\"created_at\":1893456000,\"price\":12.50    }";
const LIST: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]";
const NONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
const NOW: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 22\r\nconnection: close\r\n\r\n\"2030-01-31T12:00:00Z\"";
const ID: &str = "f81d4fae-7dec-4bd0-a765-00a0c91e6bf6";

fn client(server: &Server) -> Result<Client, formats::Error> {
    Client::builder().base_url(&server.url).build()
}

fn timestamp() -> Result<jiff::Timestamp, jiff::Error> {
    "2030-01-31T12:00:00Z".parse()
}

#[tokio::test]
async fn any_text_is_read_and_kept() -> Outcome {
    let server = Server::answering(MEETING)?;
    let meeting = client(&server)?.meetings().retrieve(ID, "2030-01-31T12:00:00+01:00").await?;
    assert_eq!(meeting.starts_at, "31 Jan 2030");
    assert_eq!((meeting.id.as_str(), meeting.id.len()), ("A-1", 3));
    assert_eq!(meeting.price.as_deref(), Some("12.50"));
    assert_eq!(meeting.created_at.to_jiff()?.to_string(), "2030-01-01T00:00:00Z");
    let error = meeting.starts_at.to_jiff().err().ok_or("it is no date")?;
    assert_eq!(error.to_string(), "`31 Jan 2030` is not a date and time with an offset (RFC 3339)");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(
        server.request()?,
        format!("GET /meetings/{ID}/2030-01-31T12:00:00+01:00 HTTP/1.1\n\n")
    );
    Ok(())
}

#[tokio::test]
async fn paths_take_what_the_features_convert() -> Outcome {
    let server = Server::answering(MEETING)?;
    let id: uuid::Uuid = ID.parse()?;
    client(&server)?.meetings().retrieve(id, timestamp()?).await?;
    assert_eq!(
        server.request()?,
        format!("GET /meetings/{ID}/2030-01-31T12:00:00Z HTTP/1.1\n\n")
    );
    Ok(())
}

#[tokio::test]
async fn parameters_take_what_the_features_convert() -> Outcome {
    let server = Server::answering(LIST)?;
    let day: jiff::civil::Date = "2030-01-31".parse()?;
    let price: rust_decimal::Decimal = "12.50".parse()?;
    client(&server)?
        .meetings()
        .list()
        .since(timestamp()?)
        .days([day])
        .x_trace(ID)
        .price(price)
        .await?;
    let request = server.whole_request()?;
    assert!(request.starts_with("GET /meetings?since=2030-01-31T12%3A00%3A00Z&days=2030-01-31 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains(&format!("x-trace: {ID}\r\n")), "{request}");
    assert!(request.contains("cookie: price=12.50\r\n"), "{request}");
    Ok(())
}

#[tokio::test]
async fn options_and_lists_are_taken_as_those_of_strings() -> Outcome {
    let server = Server::answering(LIST)?;
    let since: Option<DateTime> = None;
    let days = vec!["2030-01-31".to_owned(), "soon".to_owned()];
    let other: Option<jiff::Timestamp> = None;
    let price: Option<String> = None;
    let list = client(&server)?.meetings().list().since(since).since(other).price(price);
    list.days(&days).await?;
    assert_eq!(server.request()?, "GET /meetings?days=2030-01-31&days=soon HTTP/1.1\n\n");
    Ok(())
}

#[tokio::test]
async fn forms_hold_the_same_text() -> Outcome {
    let server = Server::answering(NONE)?;
    client(&server)?.form().send("2030-01-31").at(["12:00", "13:00"]).await?;
    assert_eq!(
        server.request()?,
        "POST /form HTTP/1.1\napplication/x-www-form-urlencoded\nday=2030-01-31&at=12%3A00&at=13%3A00"
    );
    Ok(())
}

#[tokio::test]
async fn a_component_is_the_type_of_the_format() -> Outcome {
    let server = Server::answering(NOW)?;
    let now: Moment = client(&server)?.now().retrieve().await?;
    let now: DateTime = now;
    assert_eq!(now, "2030-01-31T12:00:00Z");
    assert_eq!(server.request()?, "GET /now HTTP/1.1\n\n");
    Ok(())
}

#[tokio::test]
async fn members_take_what_people_have() -> Outcome {
    let server = Server::answering(MEETING)?;
    let url: url::Url = "https://example.com/a?b=c".parse()?;
    let day: time::Date = time::Date::from_calendar_date(2030, time::Month::January, 31)?;
    let at = chrono::NaiveTime::from_hms_opt(12, 0, 0).ok_or("a time")?;
    client(&server)?
        .meetings()
        .create(String::from("2030-01-31T12:00:00Z"), uuid::Uuid::nil(), timestamp()?, b"hi".to_vec())
        .days([day])
        .holidays([("new year", "2030-01-01")])
        .at(at)
        .length(StdDuration::from_millis(5_400_500))
        .link(url)
        .relative("../b")
        .price("12.50")
        .token([0xfb_u8, 0xff].as_slice())
        .content("aGk=")
        .version("2030-01-31")
        .when("2030-01-31T12:00:00Z")
        .either("2030-01-31")
        .mixed("2030-01-31")
        .await?;
    assert_eq!(
        server.request()?,
        concat!(
            "POST /meetings HTTP/1.1\napplication/json\n",
            r#"{"starts_at":"2030-01-31T12:00:00Z","id":"00000000-0000-0000-0000-000000000000","ends_at":"2030-01-31T12:00:00Z","#,
            r#""key":"aGk=","days":["2030-01-31"],"holidays":{"new year":"2030-01-01"},"at":"12:00:00","length":"PT5400.5S","#,
            r#""link":"https://example.com/a?b=c","relative":"../b","price":"12.50","token":"-_8","content":"aGk=","#,
            r#""version":"2030-01-31","when":"2030-01-31T12:00:00Z","either":"2030-01-31","mixed":"2030-01-31"}"#,
        )
    );
    Ok(())
}

#[test]
fn bodies_are_values() -> Outcome {
    let body = NewMeeting::new("2030-01-31T12:00:00Z", ID, None, Base64::from_bytes("hi"));
    let body = body.days(["2030-01-31"]).when(DateTime::from("soon"));
    let value = json!({
        "starts_at": "2030-01-31T12:00:00Z", "id": ID, "ends_at": null, "key": "aGk=",
        "days": ["2030-01-31"], "when": "soon",
    });
    assert_eq!(serde_json::to_value(&body)?, value);
    assert_eq!(serde_json::from_value::<NewMeeting>(value)?, body);
    let again = NewMeeting::new(&body.starts_at, &body.id, body.starts_at.clone(), "");
    assert_eq!(again.ends_at, Some(body.starts_at));
    let text: Option<String> = again.either;
    assert_eq!(text, None);
    let _: new_meeting::Mixed = "2030-01-31".into();
    Ok(())
}

#[test]
fn members_are_written_as_they_were_read() -> Outcome {
    let value = json!({
        "starts_at": "2030-01-31t12:00:00.10z", "id": ID.to_uppercase(), "created_at": 1, "day": "31.1.2030",
        "at": "noon", "length": "1 h", "link": "not a link", "price": "1e3", "key": "!", "when": "2030",
        "holidays": {"a": "b"}, "span": {"of": "PT1H"},
    });
    let meeting: Meeting = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&meeting)?, value);
    assert!(format!("{meeting:?}").contains(r#"day: Some("31.1.2030")"#));
    Ok(())
}

#[test]
fn views_of_jiff() -> Outcome {
    let moment = DateTime::from("2030-01-31T13:00:00+01:00");
    assert_eq!(moment.to_jiff()?, timestamp()?);
    assert_eq!(Date::from("2030-01-31").to_jiff()?, jiff::civil::date(2030, 1, 31));
    assert_eq!(Time::from("12:00:00Z").to_jiff()?, jiff::civil::time(12, 0, 0, 0));
    assert_eq!(Duration::from("PT1H30M").to_jiff()?.to_string(), "PT1H30M");
    assert_eq!(Duration::from(jiff::SignedDuration::from_secs(90)), "PT1M30S");
    assert_eq!(1_893_456_000_500_i64.millis_to_jiff()?.to_string(), "2030-01-01T00:00:00.5Z");
    assert!(i64::MAX.to_jiff().is_err());
    Ok(())
}

#[test]
fn views_of_chrono() -> Outcome {
    let moment = DateTime::from("2030-01-31T13:00:00+01:00");
    let view = moment.to_chrono()?;
    assert_eq!(DateTime::from(view), moment);
    assert_eq!(DateTime::from(view.to_utc()), "2030-01-31T12:00:00Z");
    assert_eq!(Date::from(Date::from("2030-01-31").to_chrono()?), "2030-01-31");
    assert_eq!(Time::from(Time::from("12:00:00.5+01:00").to_chrono()?), "12:00:00.500");
    assert_eq!(0_i64.to_chrono()?.to_rfc3339(), "1970-01-01T00:00:00+00:00");
    assert_eq!(1_i64.millis_to_chrono()?.timestamp_millis(), 1);
    assert!(Date::from("2030-02-31").to_chrono().is_err());
    Ok(())
}

#[test]
fn views_of_time() -> Outcome {
    let moment = DateTime::from("2030-01-31T13:00:00+01:00");
    assert_eq!(DateTime::from(moment.to_time()?), moment);
    assert_eq!(Date::from(Date::from("2030-01-31").to_time()?), "2030-01-31");
    assert_eq!(Time::from(Time::from("12:00:00.5Z").to_time()?), "12:00:00.5");
    assert_eq!(0_i64.to_time()?, time::OffsetDateTime::UNIX_EPOCH);
    assert_eq!(1_i64.millis_to_time()?.millisecond(), 1);
    assert!(Time::from("25:00:00").to_time().is_err());
    Ok(())
}

#[test]
fn views_of_the_others() -> Outcome {
    assert_eq!(Uuid::from(ID.to_uppercase()).to_uuid()?, ID.parse::<uuid::Uuid>()?);
    assert_eq!(Uri::from("https://example.com").to_url()?.as_str(), "https://example.com/");
    assert!(Uri::from("../b").to_url().is_err());
    let price = Decimal::from("12.50").to_decimal()?;
    assert_eq!(Decimal::from(price), "12.50");
    assert_eq!(Decimal::from("1.5e3").to_decimal()?.to_string(), "1500");
    assert!(Decimal::from("much").to_decimal().is_err());
    assert_eq!(Base64Url::from("-_8=").decode()?, [0xfb, 0xff]);
    assert_eq!(Duration::from("P1DT0.5S").to_std()?, StdDuration::from_millis(86_400_500));
    assert_eq!((-1_i64).to_system_time()?, SystemTime::UNIX_EPOCH - StdDuration::from_secs(1));
    Ok(())
}
