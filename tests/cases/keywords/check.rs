//! Keywords that decide which Rust type a schema becomes.

mod server;

use keywords::Client;
use keywords::types::{Address, Color, Limited, Place, Point, Shown, State};
use serde_json::{Value, json};
use server::{Outcome, Server};

fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> serde_json::Result<T> {
    let read: T = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&read)?, *value);
    Ok(read)
}

#[test]
fn limits_beside_an_inherited_member_leave_its_type() -> Outcome {
    let place: Place = read(&json!({"narrow": {"name": "x", "items": [1]}}))?;
    let narrow = place.narrow.ok_or("it is there")?;
    let name: String = narrow.name;
    assert_eq!((name.as_str(), narrow.items.as_deref()), ("x", Some([1].as_slice())));
    Ok(())
}

#[test]
fn all_members_of_an_all_of_apply_to_a_property() -> Outcome {
    let limited: Limited = read(&json!({
        "id": "i", "mail": "a@b.c", "price": 1.5, "size": 7, "one": "red", "color": "green",
        "address": {"zip": "1", "city": "c"}, "old": {"city": "d"}, "maybe": {"city": "e"}, "never": {"city": "h"}, "beside": {"city": "f"},
        "list": [{"zip": "2", "city": "g", "street": "s"}], "map": {"k": 1}, "arrays": ["red"],
    }))?;
    let (mail, price, size): (String, Option<f64>, Option<i32>) = (limited.mail, limited.price, limited.size);
    assert_eq!((limited.id.as_deref(), limited.secret, mail.as_str(), price, size), (Some("i"), None, "a@b.c", Some(1.5), Some(7)));
    let addresses: [Option<Address>; 4] = [limited.address, limited.old, limited.maybe, limited.beside];
    let cities = addresses.map(|one| one.and_then(|one| one.city).unwrap_or_default());
    assert_eq!(cities, ["c", "d", "e", "f"]);
    let never: Address = limited.never;
    assert_eq!(never.city.as_deref(), Some("h"));
    let list = limited.list.unwrap_or_default();
    let item = list.first().ok_or("it is there")?;
    let zip: &String = &item.zip;
    assert_eq!((zip.as_str(), item.city.as_deref(), item.street.as_deref()), ("2", Some("g"), Some("s")));
    let map: Option<std::collections::BTreeMap<String, i64>> = limited.map;
    assert_eq!(map.and_then(|map| map.get("k").copied()), Some(1));
    assert_eq!((limited.color, limited.arrays.as_deref()), (Some(Color::Green), Some([Color::Red].as_slice())));
    Ok(())
}

#[tokio::test]
async fn what_another_member_makes_read_only_is_not_asked_for() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.limited().create("s", "a@b.c", None, Address::new().city("c")).color(Color::Red).await?;
    assert_eq!(
        server.request()?,
        "POST /limited HTTP/1.1\napplication/json\n{\"secret\":\"s\",\"mail\":\"a@b.c\",\"one\":\"red\",\"maybe\":null,\"never\":{\"city\":\"c\"},\"color\":\"red\"}"
    );
    Ok(())
}

#[test]
fn anchors_and_identifiers_are_followed() -> Outcome {
    let place: Place = read(&json!({"anchored": {"v": 1}, "identified": {"size": 2}, "tree": {"children": [{"value": 3}]}}))?;
    assert_eq!(place.anchored.map(|spot| spot.v), Some(1));
    assert_eq!(place.identified.and_then(|area| area.size), Some(2));
    let children = place.tree.and_then(|tree| tree.children).unwrap_or_default();
    assert_eq!(children.first().and_then(|tree| tree.value), Some(3));
    Ok(())
}

#[test]
fn references_inside_a_schema_with_an_identifier_stay_in_it() -> Outcome {
    let place: Place = read(&json!({"one": {"x": {"a": 1}, "y": {"a": 2}}, "two": {"x": {"b": "c"}, "place": [1.5, 0, []]}, "link": {"v": 1, "next": {"v": 2}}}))?;
    let one = place.one.ok_or("it is there")?;
    assert_eq!((one.x.a, one.y.a), (1, 2));
    let two = place.two.ok_or("it is there")?;
    assert_eq!((two.x.b.as_str(), two.place.map(|point| point.1)), ("c", Some(State::Off)));
    assert_eq!(place.link.and_then(|link| link.next).map(|link| link.v), Some(2));
    Ok(())
}

#[test]
fn dynamic_references_lead_to_the_outermost_anchor() -> Outcome {
    let place: Place = read(&json!({
        "users": {"items": [{"login": "l"}]}, "posts": {"items": [{"title": "t"}], "total": 1}, "pages": {"items": [1, "x"]},
        "names": ["n"], "wrapped": {"page": {"items": [7]}}, "strict": {"value": 1, "children": [{"value": 2}]}, "unclear": [null],
        "tree": {"children": [{}]},
    }))?;
    let users = place.users.map(|page| page.items).unwrap_or_default();
    assert_eq!(users.first().map(|user| user.login.as_str()), Some("l"));
    let posts = place.posts.map(|page| page.items).unwrap_or_default();
    assert_eq!(posts.first().map(|post| post.title.as_str()), Some("t"));
    let pages: Option<Vec<Value>> = place.pages.map(|page| page.items);
    assert_eq!(pages, Some(vec![json!(1), json!("x")]));
    let numbers: Option<Vec<i64>> = place.wrapped.and_then(|whole| whole.page).map(|page| page.items);
    assert_eq!(numbers, Some(vec![7]));
    let names: Option<Vec<String>> = place.names;
    assert_eq!(names, Some(vec!["n".to_owned()]));
    let children = place.strict.and_then(|tree| tree.children).unwrap_or_default();
    let value: Option<i64> = children.first().map(|tree| tree.value);
    assert_eq!(value, Some(2));
    let unclear: Option<Vec<Value>> = place.unclear;
    assert_eq!(unclear, Some(vec![Value::Null]));
    Ok(())
}

#[test]
fn what_is_not_evaluated_has_a_type() -> Outcome {
    let place: Place = read(&json!({"open": {"a": "x", "b": 2}}))?;
    let b: Option<i64> = place.open.and_then(|open| open.extra.get("b").copied());
    assert_eq!(b, Some(2));
    Ok(())
}

#[test]
fn members_of_cases_may_be_there() -> Outcome {
    let place: Place = read(&json!({"cases": {"kind": "card", "number": "1", "percent": 5}}))?;
    let cases = place.cases.ok_or("it is there")?;
    assert_eq!(cases.number.as_deref(), Some("1"));
    assert_eq!(cases.percent, Some(5));
    assert_eq!(cases.iban, None);
    Ok(())
}

#[test]
fn cases_may_disagree() -> Outcome {
    use keywords::types::cases::Value;
    let read = |value: serde_json::Value| -> serde_json::Result<_> {
        let place: Place = read(&json!({"cases": value}))?;
        Ok(place.cases)
    };
    let card = read(json!({"kind": "card", "value": 1, "same": "s", "mode": "a"}))?.ok_or("it is there")?;
    assert!(matches!(card.value, Some(Value::Integer(1))));
    let same: Option<String> = card.same;
    assert_eq!(same.as_deref(), Some("s"));
    let other = read(json!({"kind": "x", "value": "v", "mode": "b", "left": "l", "right": 2}))?.ok_or("it is there")?;
    assert!(matches!(other.value, Some(Value::Text(text)) if text == "v"));
    let (left, right): (Option<String>, Option<i64>) = (other.left, other.right);
    assert_eq!((left.as_deref(), right), (Some("l"), Some(2)));
    Ok(())
}

#[test]
fn an_object_of_which_nothing_is_said_is_any_json() -> Outcome {
    for value in [json!({"a": 1}), json!("x"), json!([1, null]), json!(2)] {
        let place: Place = read(&json!({"bare": value, "bare_list": [value], "bare_map": {"k": value}}))?;
        assert_eq!(place.bare, Some(value));
    }
    read::<Place>(&json!({"text_or_bare": {"a": 1}}))?;
    Ok(())
}

#[test]
fn null_as_an_object_is_none() -> Outcome {
    let place: Place = read(&json!({"none": {"name": "x"}}))?;
    assert_eq!(place.none.and_then(|base| base.name).as_deref(), Some("x"));
    let place: Place = serde_json::from_value(json!({"none": null}))?;
    assert!(place.none.is_none());
    Ok(())
}

#[test]
fn numbers_may_come_as_texts() -> Outcome {
    let place: Place = serde_json::from_value(json!({"count": "12", "ratio": "0.5", "code": "x", "untyped": 7}))?;
    let count: Option<i32> = place.count;
    let ratio: Option<f64> = place.ratio;
    let untyped: Option<i32> = place.untyped;
    assert_eq!((count, ratio, untyped), (Some(12), Some(0.5), Some(7)));
    let place: Place = read(&json!({"large": 18_446_744_073_709_551_615_u64}))?;
    assert_eq!(place.large, Some(u64::MAX));
    Ok(())
}

#[test]
fn texts_with_other_digits_stay_texts() -> Outcome {
    use keywords::types::place::{Day, Fraction, Phone};
    let value = json!({"phone": "0123456789", "day": "2024-01-02", "fraction": "1.50", "natural": 12});
    let place: Place = read(&value)?;
    assert!(matches!(place.phone, Some(Phone::Text(text)) if text == "0123456789"));
    assert!(matches!(place.day, Some(Day::Text(text)) if text == "2024-01-02"));
    assert!(matches!(place.fraction, Some(Fraction::Text(text)) if text == "1.50"));
    let natural: Option<i64> = place.natural;
    assert_eq!(natural, Some(12));
    Ok(())
}

#[test]
fn integers_are_as_wide_as_the_document_tells() -> Outcome {
    let most = u64::MAX;
    let place: Place = read(&json!({"largest": most, "listed": most, "untold": most, "below": most, "most": most, "wide": i64::MIN, "small": i32::MAX}))?;
    assert_eq!([place.largest, place.listed, place.untold, place.below, place.most], [Some(most); 5]);
    let (wide, small): (Option<i64>, Option<i32>) = (place.wide, place.small);
    assert_eq!((wide, small), (Some(i64::MIN), Some(i32::MAX)));
    Ok(())
}

#[test]
fn integers_have_names_and_others_are_kept() -> Outcome {
    assert_eq!(read::<State>(&json!(1))?, State::On);
    assert_eq!(read::<State>(&json!(99))?, State::UnknownValue);
    assert!(matches!(read::<State>(&json!(7))?, State::Unknown(7)));
    let place: Place = read(&json!({"mode": "r"}))?;
    assert_eq!(place.mode, Some(keywords::types::place::Mode::Read));
    Ok(())
}

#[test]
fn arrays_of_one_length_are_tuples() -> Outcome {
    let point: Point = read(&json!([1.5, 0, [[2, 1, []]]]))?;
    assert_eq!((point.0, point.1, point.2.len()), (1.5, State::Off, 1));
    let error = serde_json::from_value::<Point>(json!([1, 2])).map_err(|error| error.to_string());
    assert_eq!(error.err().as_deref(), Some("expected an array of length 3, found an array at $"));
    let error = serde_json::from_value::<Point>(json!([1, "x", []])).map_err(|error| error.to_string());
    assert_eq!(error.err().as_deref(), Some("expected an integer, found a string at $[1]"));
    Ok(())
}

#[test]
fn arrays_that_may_be_shorter_are_lists() -> Outcome {
    use keywords::types::place::ShortItem;
    let place: Place = read(&json!({"short": ["a"]}))?;
    assert!(matches!(place.short.as_deref(), Some([ShortItem::Text(text)]) if text == "a"));
    let place: Place = read(&json!({"short": ["a", 2]}))?;
    assert!(matches!(place.short.as_deref(), Some([_, ShortItem::Integer(2)])));
    Ok(())
}

#[test]
fn one_example_does_not_weaken_what_others_show() -> Outcome {
    let shown: Shown = read(&json!({"login": "a", "id": 1, "name": null, "tags": [{"x": 1}]}))?;
    let login: String = shown.login;
    assert_eq!(login, "a");
    assert_eq!(shown.tags.first().map(|tag| tag.x), Some(1));
    // `name` is null in at least half of the examples.
    let name: Option<String> = shown.name;
    assert_eq!(name, None);
    Ok(())
}

#[tokio::test]
async fn they_are_sent_as_they_are() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.places().create(Point(1.0, State::On, vec![]), 0, Value::Null).settings("any").await?;
    assert_eq!(
        server.request()?,
        "POST /places HTTP/1.1\napplication/json\n{\"point\":[1,1,[]],\"state\":0,\"hole\":null,\"settings\":\"any\"}"
    );
    let server = Server::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.places().list().state(State::On).await?;
    assert_eq!(server.request()?, "GET /places?state=1 HTTP/1.1\n\n");
    Ok(())
}
