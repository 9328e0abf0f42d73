//! How values find their variant, and that they are written back as they came.

use crate::runtime::json;

use super::tables::{
    Account, Deleted, Expression, Holder, Kind, Marked, Message, Numbered, Part, Pet, Post, Round,
    Stamped, Structure, Tagged, Turn, Twice, Work,
};
use super::{Outcome, error, round};

#[test]
fn a_tag_tells_the_variant_wherever_it_is() -> Outcome {
    for text in [
        r#"{"species":"lion","lives":9}"#,
        r#"{"lives":9,"species":"lion"}"#,
        r#"{"x":{"species":"dog"},"lives":9,"species":"lion"}"#,
        "{\"lives\": 9, \"species\" : \"lion\" }\n",
        r#"{"lives":9,"species":"dog","species":"lion"}"#,
        r#"{"lives":9,"species":"lion","x":{"y":1,"species":"dog"}}"#,
        r#"{"lives":9,"species":"lion","x":",\"species\":\"dog\""}"#,
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
fn what_only_ends_like_an_object_with_a_tag_is_not_json() {
    assert_eq!(
        error::<Pet>(r#"{"x":{"y":1,"species":"dog"}"#),
        "invalid JSON at $: EOF while parsing an object at line 1 column 28"
    );
    assert_eq!(
        error::<Pet>(r#"{"x":"y,"species":"dog"}"#),
        "invalid JSON at $: expected `,` or `}` at line 1 column 10"
    );
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
        "missing member `text` at $"
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
        Twice::Deep(_)
    ));
    assert!(matches!(
        json::from_str(r#"{"kind":"point","x":1,"y":2}"#)?,
        Twice::Plain(_)
    ));
    assert_eq!(
        error::<Twice>(r#"{"kind":"point","x":1}"#),
        "missing member `y` at $"
    );
    // An exact match comes before a value that is converted.
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

#[test]
fn of_variants_with_one_tag_the_one_that_knows_most_is_chosen() -> Outcome {
    let read = json::from_str(r#"{"kind":"message","role":"assistant","id":"1"}"#)?;
    assert!(matches!(read, Message::Answered(_)), "{read:?}");
    let read = json::from_str(r#"{"kind":"message","role":"owner"}"#)?;
    assert!(matches!(read, Message::Asked(_)), "{read:?}");
    // Neither knows all of it.
    let read = json::from_str(r#"{"kind":"message","role":"owner","new":{}}"#)?;
    assert!(matches!(read, Message::Asked(_)), "{read:?}");
    let read = json::from_str(r#"{"kind":"message","role":"robot","id":"1"}"#)?;
    assert!(matches!(read, Message::Answered(_)), "{read:?}");
    Ok(())
}

#[test]
fn an_optional_integer_may_be_missing() {
    let is_bare = |text| matches!(json::from_str(text), Ok(Numbered::Bare(_)));
    assert!(is_bare(r#"{"name":"a"}"#));
    assert!(is_bare(r#"{"v":1,"name":"a"}"#));
    let is_track = |text| matches!(json::from_str(text), Ok(Numbered::Track(_)));
    assert!(is_track(r#"{"v":2,"name":"a"}"#));
    let is_unknown = |text| matches!(json::from_str(text), Ok(Numbered::Unknown(_)));
    assert!(is_unknown(r#"{"v":"1","name":"a"}"#));
    assert!(is_unknown(r#"{"v":3,"name":"a"}"#));
}

#[test]
fn an_optional_tag_may_be_missing() -> Outcome {
    for text in [r#"{"kind":"note","text":"a"}"#, r#"{"text":"a"}"#] {
        let read = json::from_str(text)?;
        assert!(matches!(read, Part::Note(_)), "{text}: {read:?}");
        assert_eq!(round::<Part>(text).as_deref(), Ok(text));
    }
    for text in [r#"{"url":"a"}"#, r#"{"kind":"sound","text":"a"}"#, "{}"] {
        let read = json::from_str(text)?;
        assert!(matches!(read, Part::Unknown(_)), "{text}: {read:?}");
    }
    Ok(())
}

#[test]
fn of_several_variants_whose_tag_may_be_missing_none_is_guessed() -> Outcome {
    for text in ["{}", r#"{"name":"a"}"#, r#"{"name":5}"#, r#"{"new":1}"#] {
        let read = json::from_str(text)?;
        assert!(matches!(read, Marked::Unknown(_)), "{text}: {read:?}");
        assert_eq!(round::<Marked>(text).as_deref(), Ok(text));
    }
    // Only one of them knows the whole value.
    let read = json::from_str(r#"{"name":"a","length":2}"#)?;
    assert!(matches!(read, Marked::Track(_)), "{read:?}");
    let read = json::from_str(r#"{"name":"a","length":[]}"#)?;
    assert!(matches!(read, Marked::Bare(_)), "{read:?}");
    let read = json::from_str(r#"{"kind":"bare","name":"a"}"#)?;
    assert!(matches!(read, Marked::Bare(_)), "{read:?}");
    Ok(())
}

#[test]
fn a_missing_constant_is_no_match() -> Outcome {
    let read = json::from_str(r#"{"id":"1","role":"owner"}"#)?;
    assert!(matches!(read, Account::Project(_)), "{read:?}");
    let read = json::from_str(r#"{"id":"1","gone":true}"#)?;
    assert!(matches!(read, Account::Gone(_)), "{read:?}");
    assert_eq!(
        error::<Deleted>(r#"{"id":"1"}"#),
        "missing member `gone` at $"
    );
    Ok(())
}

#[test]
fn an_optional_constant_may_be_missing_but_has_no_other_value() -> Outcome {
    for text in [
        r#"{"id":"1"}"#,
        r#"{"id":"1","state":"done"}"#,
        r#"{"id":"1","version":1}"#,
    ] {
        let read = json::from_str(text)?;
        assert!(matches!(read, Work::Finished(_)), "{read:?}");
        assert_eq!(round::<Work>(text).as_deref(), Ok(text));
    }
    let read = json::from_str(r#"{"id":"1","state":null}"#)?;
    assert!(matches!(&read, Work::Finished(one) if one.state.is_none()));
    for text in [
        r#"{"id":"1","state":"open"}"#,
        r#"{"id":"1","state":"done","version":2}"#,
    ] {
        let read = json::from_str(text)?;
        assert!(matches!(read, Work::Started(_)), "{read:?}");
        assert_eq!(round::<Work>(text).as_deref(), Ok(text));
    }
    Ok(())
}

#[test]
fn constants_tell_variants_apart_at_any_depth() -> Outcome {
    let read = json::from_str(r#"{"sender":{"by":"weight"}}"#)?;
    assert!(matches!(read, Post::Parcel(_)), "{read:?}");
    // Numbers are converted, but constants are not.
    let read = json::from_str(r#"{"sender":{"by":"weight","grams":"5"}}"#)?;
    assert!(
        matches!(&read, Post::Parcel(parcel) if parcel.sender.grams == Some(5)),
        "{read:?}"
    );
    for text in [
        r#"{"sender":{"by":"hand"}}"#,
        r#"{"sender":{"by":"hand","grams":2,"wax":1}}"#,
        r#"{"sender":{}}"#,
        r#"{"sender":{"by":null}}"#,
        r#"{"note":{"by":"hand"},"sender":{"by":"seal"}}"#,
    ] {
        let read = json::from_str(text)?;
        assert!(matches!(read, Post::Unknown(_)), "{text}: {read:?}");
        assert_eq!(round::<Post>(text).as_deref(), Ok(text));
        let text = text.replacen('{', r#"{"kind":"post","#, 1);
        let read = json::from_str(&text)?;
        assert!(matches!(read, Stamped::Unknown(_)), "{text}: {read:?}");
        assert_eq!(round::<Stamped>(&text), Ok(text));
    }
    // Nothing but a constant is different, and no other variant fits.
    for text in [
        r#"{"sender":{"by":"hand","grams":"x"}}"#,
        r#"{"sender":{"by":"hand","grams":{}}}"#,
    ] {
        let read = json::from_str(text)?;
        assert!(matches!(read, Post::Letter(_)), "{text}: {read:?}");
        assert_eq!(round::<Post>(text).as_deref(), Ok(text));
    }
    Ok(())
}

/// A union inside of a union is read once for each variant that is tried. Without the answers of the
/// first time, this test would not end.
#[test]
fn unions_in_unions_take_no_exponential_time() {
    let nested = |depth: usize, leaf: &str| {
        let start = r#"{"left":"#.repeat(depth);
        format!("{start}{leaf}{}", "}".repeat(depth))
    };
    let deep = nested(100, r#""s""#);
    assert_eq!(round::<Expression>(&deep).as_deref(), Ok(&*deep));
    let new = nested(100, r#"{"left":"s","new":1}"#);
    assert_eq!(round::<Expression>(&new).as_deref(), Ok(&*new));
    let odd = nested(100, "5");
    assert_eq!(round::<Expression>(&odd).as_deref(), Ok(&*odd));
    let all = nested(100, r#"{"left":"s","z":1}"#);
    assert_eq!(round::<Expression>(&all).as_deref(), Ok(&*all));
    assert!(json::from_str::<Expression>(&nested(130, r#""s""#)).is_err());
    assert!(json::from_str::<Expression>(&nested(100, "")).is_err());
}

#[test]
fn variants_with_equal_values_differ() -> Outcome {
    let read = || json::from_str::<Tagged>(r#"{"type":"fixed","text":"a"}"#);
    let fixed = read()?;
    assert_eq!(fixed, read()?);
    assert_eq!(fixed.clone(), fixed);
    let Tagged::Fixed(value) = fixed.clone() else {
        return Err("another variant".into());
    };
    assert_ne!(fixed, Tagged::Again(value));
    Ok(())
}

#[test]
fn unions_that_are_variants_of_each_other_end() -> Outcome {
    assert_eq!(json::from_str::<Round>(r#""a""#)?, Round::from("a"));
    let turn = |turn| Round::Turn(Box::new(turn));
    assert_eq!(json::from_str::<Round>("5")?, turn(Turn::from(5)));
    let list = |turns| turn(Turn::List(turns));
    assert_eq!(
        json::from_str::<Round>("[5,[6]]")?,
        list(vec![Turn::from(5), Turn::List(vec![Turn::from(6)])])
    );
    let deep = format!("{}true{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(round::<Round>(&deep).as_deref(), Ok(&*deep));
    for text in ["null", "{}", r#"{"a":[1]}"#, "[[[]]]", r#"["a",[2]]"#] {
        assert_eq!(round::<Round>(text).as_deref(), Ok(text));
    }
    Ok(())
}
