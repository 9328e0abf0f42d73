//! Every self-describing format that serde knows, in types of the user's own.

use std::fmt::Debug;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Outcome;
use super::tables::{Invite, Kind, Numbers, Pet, Point, Role, Space, Structure};

/// A type of the user's own that has the tables' types in every way that serde knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Stored {
    note: String,
    pets: Vec<Pet>,
    kinds: Vec<Kind>,
    roles: Vec<Role>,
    tagged: Event,
    adjacent: Adjacent,
    untagged: Either,
    point: Option<Point>,
    #[serde(flatten)]
    invite: Invite,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event")]
enum Event {
    Invited(Invite),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Pet(Pet),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(u8),
    Invite(Invite),
}

fn value() -> Value {
    let invite = |id: &str| {
        json!({
            "id": id, "created_at": -1_711_471_533, "object": "organization.invite",
            "projects": [{"id": "é\n\"", "role": "new", "extra": [1, 2.5, true, {"deep": {}}]}],
            "role": "owner", "accepted_at": 9_007_199_254_740_993_i64, "more": {"a": [-1]},
        })
    };
    let mut value = invite("flattened");
    let more = json!({
        "note": "n",
        "pets": [{"species": "cat", "lives": 9}, {"tricks": ["sit"], "species": "dog"}, "Tom", {"species": "bird"}],
        "kinds": [1, 1.5, "x", true, ["a", "b"], [1, 2]],
        "roles": ["owner", "x"],
        "tagged": invite("tagged"),
        "adjacent": {"t": "Pet", "c": "Tom"},
        "untagged": invite("untagged"),
        "point": {"x": 0.5, "y": 2},
    });
    let members = value.as_object_mut().expect("it is an object");
    members.extend(more.as_object().expect("it is an object").clone());
    let tagged = members.get_mut("tagged").and_then(Value::as_object_mut);
    tagged
        .expect("it is an object")
        .insert("event".to_owned(), json!("Invited"));
    value
}

fn stored() -> Stored {
    serde_json::from_value(value()).expect("it is stored")
}

fn check<T: Debug + PartialEq>(read: Result<T, impl Debug>, expected: &T) {
    assert_eq!(
        read.as_ref().map_err(|error| format!("{error:?}")),
        Ok(expected)
    );
}

#[test]
fn json_from_everywhere() -> Outcome {
    let stored = stored();
    assert_eq!(serde_json::to_value(&stored)?, value());
    let text = serde_json::to_string(&stored)?;
    check(serde_json::from_str(&text), &stored);
    check(serde_json::from_slice(text.as_bytes()), &stored);
    check(serde_json::from_reader(text.as_bytes()), &stored);
    let pretty = serde_json::to_string_pretty(&stored)?;
    assert!(pretty.contains("\n      \"lives\": 9"), "{pretty}");
    check(serde_json::from_str(&pretty), &stored);
    assert_eq!(serde_json::to_vec(&stored)?, text.as_bytes());
    let mut written = Vec::new();
    serde_json::to_writer(&mut written, &stored)?;
    assert_eq!(written, text.as_bytes());
    Ok(())
}

#[test]
fn a_type_alone_takes_the_text_as_it_is() -> Outcome {
    let invite = stored().invite;
    let text = crate::runtime::json::to_string(&invite)?;
    assert_eq!(serde_json::to_string(&invite)?, text);
    check(serde_json::from_str(&text), &invite);
    check(serde_json::from_reader(text.as_bytes()), &invite);
    // Digits that would not survive as a double show that the text itself is read.
    let long = text.replace("-1711471533", "-1711471533.00");
    check(serde_json::from_str(&long), &invite);
    let error =
        serde_json::from_str::<Vec<Role>>(r#"["owner", 1]"#).map_err(|error| error.to_string());
    assert_eq!(
        error.as_ref().map(|_| ()),
        Err(&"expected a string, found a number at $ at line 1 column 12".to_owned())
    );
    let raw = serde_json::value::RawValue::from_string(text.clone())?;
    check(serde_json::from_str(raw.get()), &invite);
    Ok(())
}

fn through<T, E: Debug>(
    write: impl FnOnce(&Stored) -> Result<T, E>,
    read: impl FnOnce(T) -> Result<Stored, String>,
) {
    let stored = stored();
    let written = write(&stored);
    let written = written.map_err(|error| format!("{error:?}"));
    check(written.and_then(read), &stored);
}

#[test]
fn yaml() {
    through(yaml_serde::to_string, |text| {
        yaml_serde::from_str(&text).map_err(|error| error.to_string())
    });
}

#[test]
fn toml_has_all_but_null() {
    through(toml::to_string, |text| {
        toml::from_str(&text).map_err(|error| error.to_string())
    });
}

#[test]
fn cbor() {
    through(
        |stored| {
            let mut bytes = Vec::new();
            ciborium::into_writer(stored, &mut bytes).map(|()| bytes)
        },
        |bytes| ciborium::from_reader(&*bytes).map_err(|error| error.to_string()),
    );
}

#[test]
fn message_pack() {
    through(rmp_serde::to_vec_named, |bytes| {
        rmp_serde::from_slice(&bytes).map_err(|error| error.to_string())
    });
}

#[test]
fn numbers_that_json_has_no_text_for_go_through_formats_that_have() -> Outcome {
    fn check_not_finite(number: f64, round: impl Fn(&Point) -> Result<Point, String>) -> Outcome {
        let mut point: Point = crate::runtime::json::from_str(r#"{"x":1,"y":2}"#)?;
        point.y = number;
        let read = round(&point)?;
        assert!(read.y.total_cmp(&number).is_eq(), "{read:?}");
        Ok(())
    }
    for number in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        check_not_finite(number, |point| {
            let text = yaml_serde::to_string(point).map_err(|error| error.to_string())?;
            yaml_serde::from_str(&text).map_err(|error| error.to_string())
        })?;
        check_not_finite(number, |point| {
            let bytes = rmp_serde::to_vec_named(point).map_err(|error| error.to_string())?;
            rmp_serde::from_slice(&bytes).map_err(|error| error.to_string())
        })?;
    }
    Ok(())
}

/// Members of any type, one of which JSON cannot represent.
#[derive(Serialize)]
struct Free {
    x: f64,
    y: [f64; 2],
    z: f64,
    i64: i64,
}

#[test]
fn numbers_that_json_has_no_text_for_do_not_hide_what_follows_them() -> Outcome {
    let free = Free {
        x: f64::NAN,
        y: [f64::INFINITY, f64::NEG_INFINITY],
        z: f64::NEG_INFINITY,
        i64: 1,
    };
    let bytes = rmp_serde::to_vec_named(&free)?;
    let numbers: Numbers = rmp_serde::from_slice(&bytes)?;
    assert_eq!(numbers.i64, Some(1));
    let point = json!({"x": 1, "y": 2, "z": 3});
    let mut space: Structure = serde_json::from_value(point)?;
    let Structure::Space(Space { x, .. }) = &mut space else {
        return Err("it has three members".into());
    };
    *x = f64::NAN;
    let bytes = rmp_serde::to_vec_named(&space)?;
    let read: Structure = rmp_serde::from_slice(&bytes)?;
    assert!(matches!(&read, Structure::Space(space) if space.x.is_nan() && space.z == 3.0));
    let bytes = rmp_serde::to_vec_named(&f64::NAN)?;
    let kind: Kind = rmp_serde::from_slice(&bytes)?;
    assert!(matches!(kind, Kind::Number(number) if number.is_nan()));
    Ok(())
}
