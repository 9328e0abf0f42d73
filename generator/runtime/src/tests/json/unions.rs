//! How values find their variant, and that they are written back as they came.

use crate::runtime::json;

use super::tables::{Holder, Kind, Pet, Structure, Tagged, Twice};
use super::{Outcome, error, round};

#[test]
fn a_tag_tells_the_variant_wherever_it_is() -> Outcome {
    for text in [
        r#"{"species":"lion","lives":9}"#,
        r#"{"lives":9,"species":"lion"}"#,
        r#"{"x":{"species":"dog"},"lives":9,"species":"lion"}"#,
        r#"{"\u0073pecies":"\u006cion","lives":9}"#,
    ] {
        let pet: Pet = json::from_str(text)?;
        assert!(
            matches!(&pet, Pet::Cat(cat) if cat.lives == Some(9) && cat.species == "lion"),
            "{text}"
        );
    }
    Ok(())
}

#[test]
fn of_a_tag_that_is_there_twice_the_last_one_counts() -> Outcome {
    let pet: Pet = json::from_str(r#"{"species":"cat","tricks":["sit"],"species":"dog"}"#)?;
    assert!(matches!(&pet, Pet::Dog(dog) if dog.tricks == ["sit"] && dog.species == "dog"));
    let pet: Pet = json::from_str(r#"{"species":"cat","tricks":1,"species":"cat"}"#)?;
    assert!(matches!(&pet, Pet::Cat(_)));
    let pet: Pet = json::from_str(r#"{"species":"cat","species":"bird"}"#)?;
    assert!(matches!(&pet, Pet::Unknown(_)));
    // Other keys may be there twice.
    let holder: Holder =
        json::from_str(r#"{"one":{"lives":1,"lives":2,"species":"cat"},"one":"Tom","kind":1}"#)?;
    assert_eq!(holder.one, Pet::from("Tom"));
    Ok(())
}

#[test]
fn what_is_of_no_known_variant_is_kept() {
    for text in [
        r#"{"species":"avian","wings":2}"#,
        r#"{"wings":2}"#,
        r#"{"species":5}"#,
        "{}",
        "null",
        "3.5",
        "[1,2]",
    ] {
        assert_eq!(round::<Pet>(text).as_deref(), Ok(text));
        assert!(
            matches!(json::from_str(text), Ok(Pet::Unknown(_))),
            "{text}"
        );
    }
}

#[test]
fn what_has_the_tag_but_does_not_fit_is_a_mistake_that_says_where() {
    assert_eq!(
        error::<Holder>(r#"{"one":{"species":"dog","tricks":[{}]}}"#),
        "expected a string, found an object at $.one.tricks[0]"
    );
    assert_eq!(
        error::<Tagged>(r#"{"type":"again"}"#),
        "missing field `text` at $"
    );
}

#[test]
fn several_tags_may_tell() -> Outcome {
    assert!(matches!(
        json::from_str(r#"{"species":"cat"}"#)?,
        Tagged::Cat(_)
    ));
    assert!(matches!(
        json::from_str(r#"{"text":"","type":"fixed"}"#)?,
        Tagged::Fixed(_)
    ));
    assert!(matches!(
        json::from_str(r#"{"type":"again","text":""}"#)?,
        Tagged::Again(_)
    ));
    Ok(())
}

#[test]
fn of_variants_with_the_same_tag_the_first_one_that_fits_is_taken() -> Outcome {
    assert!(matches!(
        json::from_str(r#"{"kind":"point","x":1,"y":2,"z":3}"#)?,
        Twice::Plain(_)
    ));
    assert_eq!(
        error::<Twice>(r#"{"kind":"point","x":1}"#),
        "missing field `y` at $"
    );
    // What fits exactly goes before what can be taken for it.
    assert!(matches!(
        json::from_str(r#"{"kind":"point","x":"1","y":2}"#)?,
        Twice::Plain(_)
    ));
    Ok(())
}

#[test]
fn of_several_objects_the_one_that_knows_most_keys_is_taken() -> Outcome {
    assert!(matches!(
        json::from_str(r#"{"x":1,"y":2}"#)?,
        Structure::Point(_)
    ));
    assert!(matches!(
        json::from_str(r#"{"z":3,"x":1,"y":2}"#)?,
        Structure::Space(_)
    ));
    assert!(matches!(
        json::from_str(r#"{"x":1,"y":2,"w":3}"#)?,
        Structure::Point(_)
    ));
    // The one that knows more does not fit.
    assert!(matches!(
        json::from_str(r#"{"x":1,"y":2,"z":[]}"#)?,
        Structure::Point(_)
    ));
    assert!(
        matches!(json::from_str(r#"{"x":"1","y":2}"#)?, Structure::Point(point) if point.x == 1.0)
    );
    assert!(matches!(
        json::from_str(r#"{"x":[],"y":2}"#)?,
        Structure::Unknown(_)
    ));
    Ok(())
}

#[test]
fn kinds_tell_the_variant() -> Outcome {
    assert!(matches!(json::from_str("\"1\"")?, Kind::Text(text) if text == "1"));
    assert!(matches!(json::from_str("1")?, Kind::Integer(1)));
    assert!(matches!(json::from_str("1.0")?, Kind::Integer(1)));
    assert!(matches!(json::from_str("1.5")?, Kind::Number(_)));
    assert!(matches!(
        json::from_str("123456789012345678901")?,
        Kind::Number(_)
    ));
    assert!(matches!(json::from_str("true")?, Kind::Bool(true)));
    assert!(matches!(json::from_str("[\"a\"]")?, Kind::Texts(_)));
    assert!(matches!(json::from_str("[ ]")?, Kind::Texts(texts) if texts.is_empty()));
    assert!(matches!(json::from_str("[1]")?, Kind::Integers(_)));
    assert!(matches!(json::from_str("[{}]")?, Kind::Unknown(_)));
    assert!(matches!(json::from_str("{\"a\":1}")?, Kind::Unknown(_)));
    // Not all items are what the first one is.
    assert!(matches!(json::from_str("[\"a\",1]")?, Kind::Texts(texts) if texts == ["a", "1"]));
    assert!(matches!(json::from_str("[\"a\",{}]")?, Kind::Unknown(_)));
    Ok(())
}

#[test]
fn debug_output_is_rust() -> Outcome {
    let pet: Pet = json::from_str(r#"{"species":"dog"}"#)?;
    assert_eq!(
        format!("{pet:?}"),
        r#"Dog(Dog { species: "dog", tricks: [], extra: {} })"#
    );
    Ok(())
}
