//! Constants that are not strings, members that are not sent, tuples, and integers of a set.

use std::collections::BTreeMap;

use serde_json::Value;

use super::tables::{
    Nearest, Nested, Place, Project, Row, State, Station, Stop, Versioned, Written,
};
use super::{Outcome, error, round};
use crate::runtime::IntoJson as _;
use crate::runtime::json::{self, tree::sent};

#[test]
fn a_constant_of_any_kind_is_filled_in_and_kept_as_sent() -> Outcome {
    let stop: Stop = json::from_str(r#"{"active":true}"#)?;
    assert_eq!((stop.version, stop.active, stop.offset), (1, true, -2));
    let stop: Stop = json::from_str(r#"{"version":null,"active":true,"offset":null}"#)?;
    assert_eq!((stop.version, stop.active, stop.offset), (1, true, -2));
    let stop: Stop = json::from_str(r#"{"version":2,"active":false,"offset":"3"}"#)?;
    assert_eq!((stop.version, stop.active, stop.offset), (2, false, 3));
    assert_eq!(
        error::<Stop>(r#"{"version":"one"}"#),
        "expected an integer, found a string at $.version"
    );
    // A flag that is missing is not set.
    for text in ["{}", r#"{"active":null}"#] {
        assert_eq!(error::<Stop>(text), "missing member `active` at $");
    }
    Ok(())
}

#[test]
fn what_the_server_sets_is_not_sent() -> Outcome {
    let stop: Stop = json::from_str(r#"{"active":true,"id":"a","name":"b"}"#)?;
    let constants = r#""version":1,"active":true,"offset":-2"#;
    assert_eq!(
        json::to_string(&stop)?,
        format!(r#"{{{constants},"id":"a","note":null,"name":"b"}}"#)
    );
    assert_eq!(sent(&stop).json(), format!(r#"{{{constants},"name":"b"}}"#));
    assert_eq!(
        sent(&vec![Some(stop)]).json(),
        format!(r#"[{{{constants},"name":"b"}}]"#)
    );
    Ok(())
}

#[test]
fn a_tuple_has_as_many_items_as_it_says() -> Outcome {
    assert_eq!(round::<Place>("[1.5, 2]").as_deref(), Ok("[1.5,2]"));
    assert_eq!(
        round::<Row>(r#"["a",null,[0,1]]"#).as_deref(),
        Ok(r#"["a",null,[0,1]]"#)
    );
    for text in ["[]", "[1]", "[1,2,3]"] {
        assert_eq!(
            error::<Place>(text),
            "expected an array of length 2, found an array at $"
        );
    }
    assert_eq!(
        error::<Place>("{}"),
        "expected an array of length 2, found an object at $"
    );
    assert_eq!(
        error::<Row>(r#"["a",1,[0,"x"]]"#),
        "expected a number, found a string at $[2][1]"
    );
    assert!(
        error::<Row>(r#"["a",1,[0"#).starts_with("invalid JSON at $[2]: EOF while parsing a list")
    );
    let place: Place = json::from_str("[1,2]")?;
    assert_eq!(place.clone(), Place::from((1.0, 2.0)));
    assert_ne!(place, Place(1.0, 3.0));
    assert_eq!(format!("{place:?}"), "Place(1.0, 2.0)");
    Ok(())
}

#[test]
fn an_integer_of_a_set_may_be_unknown() -> Outcome {
    let states: Vec<State> = json::from_str("[1,-2,7,\"1\"]")?;
    assert!(matches!(
        states.as_slice(),
        [State::Open, State::Closed, State::Unknown(7), State::Open]
    ));
    assert_eq!(json::to_string(&states)?, "[1,-2,7,1]");
    assert_eq!(format!("{states:?}"), "[Open, Closed, Unknown(7), Open]");
    assert_eq!(
        error::<State>("[]"),
        "expected an integer, found an array at $"
    );
    Ok(())
}

#[test]
fn a_tag_may_be_any_scalar() -> Outcome {
    for (text, written) in [
        (r#"{"v":1,"name":"a"}"#, r#"{"name":"a","v":1}"#),
        (r#"{"v":1.0,"name":"a"}"#, r#"{"name":"a","v":1.0}"#),
        (r#"{"name":"a","v":null}"#, r#"{"name":"a","v":null}"#),
    ] {
        let read: Versioned = json::from_str(text)?;
        assert!(matches!(read, Versioned::First(_)), "{read:?}");
        assert_eq!(json::to_string(&read)?, written);
    }
    let read: Versioned = json::from_str(r#"{"v":true,"active":true}"#)?;
    assert!(matches!(read, Versioned::Second(_)), "{read:?}");
    let read: Versioned = json::from_str(r#"{"v":"3","place":[1,2]}"#)?;
    assert!(matches!(read, Versioned::Third(_)), "{read:?}");
    for text in [r#"{"v":3,"place":[1,2]}"#, r#"{"v":"1"}"#, "{}"] {
        let read: Versioned = json::from_str(text)?;
        assert!(matches!(read, Versioned::Unknown(_)), "{read:?}");
    }
    assert_eq!(
        error::<Versioned>(r#"{"v":"3"}"#),
        "missing member `place` at $"
    );
    Ok(())
}

#[test]
fn a_union_writes_the_tag_that_its_variant_lacks() -> Outcome {
    let written: Written = json::from_str(r#"{"kind":"bare"}"#)?;
    let Written::Bare(mut bare) = written else {
        return Err("it is bare".into());
    };
    assert_eq!(
        json::to_string(&Written::from(bare.clone()))?,
        r#"{"kind":"bare"}"#
    );
    bare.extra.clear();
    assert_eq!(
        json::to_string(&Written::from(bare.clone()))?,
        r#"{"kind":"bare"}"#
    );
    bare.name = Some("a".to_owned());
    assert_eq!(
        json::to_string(&vec![Written::from(bare), Written::from(Place(1.0, 2.0))])?,
        r#"[{"name":"a","kind":"bare"},[1,2]]"#
    );
    Ok(())
}

#[test]
fn the_variant_that_knows_most_of_a_value_is_taken_at_any_depth() -> Outcome {
    let read: Nearest = json::from_str(r#"{"place":[1,2],"height":3}"#)?;
    assert!(matches!(read, Nearest::Pole(_)), "{read:?}");
    let read: Nearest = json::from_str(r#"{"place":[1,2],"state":1}"#)?;
    assert!(matches!(read, Nearest::Station(_)), "{read:?}");
    let read: Nearest = json::from_str(r#"{"place":[1],"state":1}"#)?;
    assert!(matches!(read, Nearest::Any(_)), "{read:?}");
    let read: Nested = json::from_str(r#"[{"place":[1,2],"height":3}]"#)?;
    assert!(matches!(read, Nested::Poles(_)), "{read:?}");
    let read: Nested = json::from_str(r#"[{"place":[1,2],"state":9}]"#)?;
    assert!(matches!(&read, Nested::Stations(list)
        if matches!(list.as_slice(), [Station { state: Some(State::Unknown(9)), .. }])));
    Ok(())
}

#[test]
fn a_server_cannot_send_the_marks_of_the_client() {
    let fault = r#""\u0000fault\u0000boom":1"#;
    let whole = r#""\u0000not an object\u0000":5"#;
    assert_eq!(
        round::<Project>(&format!(
            r#"{{"id":"a","role":"owner",{fault},{whole},"x":2}}"#
        ))
        .as_deref(),
        Ok(r#"{"id":"a","role":"owner","x":2}"#)
    );
    for mark in [fault, whole] {
        let map = round::<BTreeMap<String, i64>>(&format!("{{{mark}}}"));
        assert_eq!(map.as_deref(), Ok("{}"));
    }
    let value = round::<Value>(&format!(r#"{{"a":{{{fault},"b":1}}}}"#));
    assert_eq!(value.as_deref(), Ok(r#"{"a":{"b":1}}"#));
    // Those of the client itself stay.
    let project: Project = json::converted(&json::faulty::<Project>("boom"));
    let error = json::to_string(&project).map_err(|error| error.to_string());
    assert_eq!(error, Err("boom".to_owned()));
}

#[test]
fn a_number_that_json_cannot_represent_is_a_mistake_in_a_value_of_any_type() {
    let written = |value: Option<Value>| json::to_string(&value).map_err(|error| error.to_string());
    let mistake = Err("a number is NaN or infinite, which cannot be sent".to_owned());
    assert_eq!(written(f64::NAN.into_json()), mistake);
    assert_eq!(written(f32::INFINITY.into_json()), mistake);
    assert_eq!(written(1.5_f64.into_json()), Ok("1.5".to_owned()));
    assert_eq!(written(0.5_f32.into_json()), Ok("0.5".to_owned()));
}
