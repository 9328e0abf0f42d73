//! The variant that a value is decoded into. Every value is encoded as it was received.

use serde_json::{Value, json};
use unions::types::{Graph, Level, Partly, Signed, Constant, Deep, Kind, Mapped, Structure, Thing, Unmapped};

type Outcome = Result<(), serde_json::Error>;

fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> serde_json::Result<T> {
    let read: T = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&read)?, *value);
    Ok(read)
}

#[test]
fn a_mapping_tells_the_variant() -> Outcome {
    let cat: Mapped = read(&json!({"species": "feline", "lives": 9}))?;
    assert!(matches!(cat, Mapped::Feline(cat) if cat.lives == Some(9)));
    let dog: Mapped = read(&json!({"tricks": ["sit"], "species": "canine"}))?;
    assert!(matches!(dog, Mapped::Canine(_)));
    Ok(())
}

#[test]
fn without_a_mapping_the_name_of_the_schema_is_the_tag() -> Outcome {
    let dog: Unmapped = read(&json!({"species": "Dog"}))?;
    assert!(matches!(dog, Unmapped::Dog(_)));
    Ok(())
}

#[test]
fn what_has_another_tag_is_kept() -> Outcome {
    for value in [
        json!({"species": "avian", "wings": 2}),
        json!(null),
        json!(3.5),
    ] {
        let kept: Mapped = read(&value)?;
        assert!(matches!(kept, Mapped::Unknown(known) if known == value));
    }
    Ok(())
}

#[test]
fn what_has_the_tag_but_does_not_fit_is_an_error_that_says_where() {
    let wrong = json!({"type": "text", "text": {}});
    let error = serde_json::from_value::<Constant>(wrong).map_err(|error| error.to_string());
    assert_eq!(
        error.err().as_deref(),
        Some("expected a string, found an object at $.text")
    );
}

#[test]
fn kinds_tell_the_variant() -> Outcome {
    assert!(matches!(read(&json!("1"))?, Kind::Text(text) if text == "1"));
    assert!(matches!(read(&json!(1))?, Kind::Integer(1)));
    assert!(matches!(read(&json!(1.5))?, Kind::Number(_)));
    assert!(matches!(read(&json!(true))?, Kind::Bool(true)));
    assert!(matches!(read(&json!(["a"]))?, Kind::TextList(_)));
    assert!(matches!(read(&json!([1]))?, Kind::IntegerList(_)));
    assert!(matches!(read(&json!({"a": 1}))?, Kind::Unknown(_)));
    Ok(())
}

#[test]
fn of_several_objects_the_one_that_knows_most_keys_is_taken() -> Outcome {
    assert!(matches!(
        read(&json!({"x": 1, "y": 2}))?,
        Structure::Point(_)
    ));
    assert!(matches!(
        read(&json!({"x": 1, "y": 2, "z": 3}))?,
        Structure::Space(_)
    ));
    assert!(matches!(
        read(&json!({"x": 1, "y": 2, "w": 3}))?,
        Structure::Point(_)
    ));
    Ok(())
}

#[test]
fn what_fits_to_the_letter_goes_before_what_can_be_taken_for_it() -> Outcome {
    // A string of digits stays a string if another variant accepts strings or any value.
    let text: Thing = read(&json!({"kind": "18"}))?;
    assert!(matches!(text.kind, Some(Kind::Text(_))));
    // If no variant accepts the string, it is read as a number.
    let point: Structure = serde_json::from_value(json!({"x": "1", "y": 2}))?;
    assert!(matches!(point, Structure::Point(point) if point.x == 1.0));
    Ok(())
}

#[test]
fn where_the_top_does_not_tell_what_is_below_does() -> Outcome {
    let at = |more: Value| {
        let mut data = json!({"at": "noon"});
        if let (Some(data), Some(more)) = (data.as_object_mut(), more.as_object()) {
            data.extend(more.clone());
        }
        json!({"data": data})
    };
    assert!(matches!(read(&at(json!({"room": "x"})))?, Deep::Chat(_)));
    assert!(matches!(read(&at(json!({"subject": "x"})))?, Deep::Mail(_)));
    assert!(matches!(read(&at(json!({"how": "gray"})))?, Deep::Fax(_)));
    assert!(matches!(read(&at(json!({"how": "video", "new": 1})))?, Deep::Call(_)));
    assert!(matches!(read(&at(json!({})))?, Deep::Mail(_)));
    Ok(())
}

#[test]
fn a_union_with_null_is_an_option() -> Outcome {
    let none: Thing = read(&json!({}))?;
    assert!(none.nullable.is_none());
    let some: Thing = read(&json!({"nullable": {"species": "x"}}))?;
    assert!(some.nullable.is_some_and(|cat| cat.species == "x"));
    Ok(())
}

#[test]
fn a_bare_object_beside_a_component_stands_for_null() -> Outcome {
    let graph: Graph = read(&json!({"level": "low", "free": "text"}))?;
    assert_eq!(graph.level, Some(Some(Level::Low)));
    assert_eq!(graph.free, Some(Some(json!("text"))));
    let graph: Graph = serde_json::from_value(json!({"level": null}))?;
    assert_eq!(graph.level, Some(None));
    Ok(())
}

#[test]
fn members_that_are_only_sent_are_not_expected() -> Outcome {
    let signed = |value: Value| read(&json!({"signed": value})).map(|thing: Thing| thing.signed);
    assert!(matches!(signed(json!({"n": "x"}))?, Some(Signed::ByKey(_))));
    assert!(matches!(signed(json!({"user": "x"}))?, Some(Signed::ByUser(_))));
    Ok(())
}

#[test]
fn an_alternative_that_cannot_be_read_is_any_value() -> Outcome {
    assert!(matches!(read(&json!({"fins": 2}))?, Partly::Fish(_)));
    assert!(matches!(read(&json!({"other": 1}))?, Partly::Unknown(_)));
    Ok(())
}

#[test]
fn an_alternative_without_a_type_is_any_value() -> Outcome {
    let values = [json!("1"), json!(1), json!({"species": "x"}), json!([1]), json!({"a": 1}), json!(true)];
    for value in values {
        let whole = json!({
            "text_or_any": value, "number_or_any": value, "cat_or_any": value, "text_or_listed": value,
            "any_map": {"x": value},
        });
        let _: Thing = read(&whole)?;
    }
    use unions::types::thing::{CatOrAny, NumberOrAny, TextOrAny};
    let thing: Thing = read(&json!({"text_or_any": 5, "number_or_any": "x", "cat_or_any": [2]}))?;
    assert!(matches!(thing.text_or_any, Some(TextOrAny::Unknown(number)) if number == 5));
    assert!(matches!(thing.number_or_any, Some(NumberOrAny::Unknown(text)) if text == "x"));
    assert!(matches!(thing.cat_or_any, Some(CatOrAny::Unknown(_))));
    let thing: Thing = read(&json!({"text_or_any": "5", "number_or_any": 5, "cat_or_any": {"species": "x"}}))?;
    assert!(matches!(thing.text_or_any, Some(TextOrAny::Text(_))));
    assert!(matches!(thing.number_or_any, Some(NumberOrAny::Integer(5))));
    assert!(matches!(thing.cat_or_any, Some(CatOrAny::Cat(_))));
    Ok(())
}

#[test]
fn an_alternative_that_only_requires_members_adds_no_variant() -> Outcome {
    let thing: Thing = read(&json!({"cat_with": {"species": "x"}, "narrowed": "small"}))?;
    assert!(thing.cat_with.is_some_and(|cat| cat.species == "x"));
    assert_eq!(thing.narrowed, Some(unions::types::thing::Narrowed::Small));
    Ok(())
}

#[test]
fn listed_values_belong_to_the_variant_of_their_type() -> Outcome {
    use unions::types::thing::Mixed;
    let thing: Thing = read(&json!({"mixed": "auto"}))?;
    assert!(matches!(thing.mixed, Some(Mixed::Text(text)) if text == "auto"));
    let thing: Thing = read(&json!({"mixed": true}))?;
    assert!(matches!(thing.mixed, Some(Mixed::Bool(true))));
    Ok(())
}

#[test]
fn an_object_or_its_id_has_an_id() -> Outcome {
    let account = |value: Value| {
        let thing: Thing = read(&json!({"account": value}))?;
        thing.account.ok_or_else(|| serde::de::Error::custom("no account"))
    };
    for value in [
        json!("acct_1"),
        json!({"id": "acct_1", "parent": {"id": "acct_2", "parent": "acct_3"}}),
        json!({"id": "acct_1", "deleted": true}),
        json!({"id": "acct_1", "other": 1}),
    ] {
        assert_eq!(account(value)?.id(), Some("acct_1"));
    }
    assert_eq!(account(json!({"other": 1}))?.id(), None);
    Ok(())
}

#[test]
fn a_tag_that_only_the_mapping_names_is_not_an_argument() -> Outcome {
    use unions::types::{Card, Cart, Gift, Handcart, Payment, Transfer, Trolley, Voucher};
    let text = |payment: Payment| serde_json::to_string(&payment);
    assert_eq!(text(Card::new("4111").into())?, r#"{"method":"card","number":"4111"}"#);
    assert_eq!(text(Transfer::new("DE89").into())?, r#"{"method":"bank-transfer","iban":"DE89"}"#);
    // Without an entry in the mapping, the tag is the name of the schema.
    assert_eq!(text(Voucher::new("X1").into())?, r#"{"method":"Voucher","code":"X1"}"#);
    // Of several tags, the caller chooses one.
    assert_eq!(text(Gift::new("present").into())?, r#"{"method":"present"}"#);
    let carts = [Cart::from(Handcart::new()), Cart::from(Trolley::new())];
    assert_eq!(serde_json::to_string(&carts)?, r#"[{"wheels":2},{"wheels":4}]"#);
    assert!(matches!(read(&json!({"method": "Voucher", "code": "X1"}))?, Payment::Voucher(_)));
    assert!(matches!(read(&json!({"wheels": 4}))?, Cart::Trolley(_)));
    // A value that has another tag outside of a union is written as it was read.
    let _: Card = read(&json!({"method": "other", "number": "1"}))?;
    Ok(())
}

#[test]
fn a_schema_to_which_two_unions_give_different_tags_has_an_argument() -> Outcome {
    use unions::types::Cat;
    assert_eq!(serde_json::to_string(&Mapped::from(Cat::new("feline")))?, r#"{"species":"feline"}"#);
    assert_eq!(serde_json::to_string(&Unmapped::from(Cat::new("Cat")))?, r#"{"species":"Cat"}"#);
    Ok(())
}

#[test]
fn a_schema_that_extends_a_union_has_its_tags() -> Outcome {
    use unions::types::Painted;
    use unions::types::painted::{Handcart, Trolley};
    let carts = [Painted::from(Handcart::new("red")), Painted::from(Trolley::new("blue"))];
    assert_eq!(
        serde_json::to_string(&carts)?,
        r#"[{"color":"red","wheels":2},{"color":"blue","wheels":4}]"#
    );
    assert!(matches!(read(&json!({"color": "red", "wheels": 4}))?, Painted::Trolley(_)));
    assert!(matches!(read(&json!({"color": "red", "wheels": 3}))?, Painted::Unknown(_)));
    Ok(())
}
