//! Tags of unions that a discriminator decides.

mod server;

use discriminators::Client;
use discriminators::types::{
    All, Animal, Beside, Both, Card, Cat, Crew, Dog, Event, Far, I1, I2, I3, Inner, Innermost, L1, Left, Lost, Member, Near, Outer,
    Owner, P1, Parent, Payment, Pet, R1, Revision, Right, Special, Start, State, Thing, all, r#box,
};
use serde_json::{Value, json};
use server::{Outcome, Server};

fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> serde_json::Result<T> {
    let read: T = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&read)?, *value);
    Ok(read)
}

#[test]
fn a_schema_with_members_beside_its_reference_has_its_own_tag() -> Outcome {
    assert!(matches!(read(&json!({"t": "one", "x": "a"}))?, Beside::One(near) if near.x.as_deref() == Some("a")));
    assert!(matches!(read(&json!({"t": "two"}))?, Beside::Two(_)));
    assert!(matches!(read(&json!({"t": "Near"}))?, Beside::Unknown(_)));
    assert_eq!(serde_json::to_string(&Near::new())?, r#"{"t":"one"}"#);
    assert_eq!(serde_json::to_string(&Far::new())?, r#"{"t":"two"}"#);
    Ok(())
}

#[test]
fn alternatives_that_share_the_enum_of_their_tag_are_told_by_their_names() -> Outcome {
    assert!(matches!(read(&json!({"kind": "Cat", "name": "a"}))?, Pet::Cat(_)));
    assert!(matches!(read(&json!({"kind": "Dog", "name": "a"}))?, Pet::Dog(_)));
    assert!(matches!(read(&json!({"kind": "other"}))?, Pet::Unknown(_)));
    assert_eq!(serde_json::to_string(&Cat::new())?, r#"{"kind":"Cat"}"#);
    assert_eq!(serde_json::to_string(&Pet::from(Dog::new().name("a")))?, r#"{"name":"a","kind":"Dog"}"#);
    Ok(())
}

#[test]
fn a_value_that_names_another_alternative_selects_that_one() -> Outcome {
    assert!(matches!(read(&json!({"type": "Start"}))?, Event::Start(_)));
    assert!(matches!(read(&json!({"type": "Stop"}))?, Event::Stop(_)));
    assert_eq!(serde_json::to_string(&Start::new())?, r#"{"type":"Start"}"#);
    Ok(())
}

#[test]
fn values_that_select_no_alternative_leave_the_choice_to_the_members() -> Outcome {
    assert!(matches!(read(&json!({"kind": "wild", "mane": "x"}))?, Animal::Lion(_)));
    assert!(matches!(read(&json!({"kind": "wild", "claws": 4}))?, Animal::Bear(_)));
    Ok(())
}

#[test]
fn a_union_by_the_same_property_has_the_tags_of_its_alternatives() -> Outcome {
    assert!(matches!(read(&json!({"k": "i1", "a": "x"}))?, Outer::Inner(Inner::I1(_))));
    assert!(matches!(read(&json!({"k": "I2", "b": "x"}))?, Outer::Inner(Inner::I2(_))));
    assert!(matches!(read(&json!({"k": "i3"}))?, Outer::Inner(Inner::Innermost(Innermost::I3(_)))));
    assert!(matches!(read(&json!({"k": "Leaf"}))?, Outer::Leaf(_)));
    assert!(matches!(read(&json!({"k": "Inner"}))?, Outer::Unknown(_)));
    assert_eq!(serde_json::to_string(&Outer::from(I1::new()))?, r#"{"k":"i1"}"#);
    assert_eq!(serde_json::to_string(&I2::new())?, r#"{"k":"I2"}"#);
    assert_eq!(serde_json::to_string(&I3::new())?, r#"{"k":"i3"}"#);
    Ok(())
}

#[test]
fn a_parent_by_the_same_property_has_the_tags_of_its_children() -> Outcome {
    assert!(matches!(read(&json!({"k": "p1", "d": "x"}))?, Outer::Parent(Parent::P1(_))));
    assert_eq!(serde_json::to_string(&Outer::from(P1::new()))?, r#"{"k":"p1"}"#);
    Ok(())
}

#[test]
fn a_value_belongs_to_the_nearest_listed_parent() -> Outcome {
    assert!(matches!(read(&json!({"kind": "m", "m": "x"}))?, Crew::Member(Member::Member(_))));
    assert!(matches!(read(&json!({"kind": "e", "e": "x"}))?, Crew::Engineer(_)));
    assert!(matches!(read(&json!({"kind": "f", "f": "x"}))?, Crew::Engineer(_)));
    assert!(matches!(read(&json!({"kind": "g", "g": "x"}))?, Crew::Member(Member::G(_))));
    Ok(())
}

#[test]
fn a_reference_that_leads_nowhere_names_a_schema() -> Outcome {
    assert!(matches!(read(&json!({"kind": "one"}))?, Lost::One(_)));
    assert!(matches!(read(&json!({"kind": "L2"}))?, Lost::L2(_)));
    assert_eq!(serde_json::to_string(&L1::new())?, r#"{"kind":"one"}"#);
    Ok(())
}

#[test]
fn a_tag_that_is_only_sent_may_be_missing() -> Outcome {
    let payment: Payment = serde_json::from_value(json!({"last4": "1234"}))?;
    assert!(matches!(&payment, Payment::Card(card) if card.last4 == "1234"));
    assert_eq!(serde_json::to_string(&payment)?, r#"{"kind":"card","last4":"1234"}"#);
    assert!(matches!(read(&json!({"kind": "cash", "iban": "a"}))?, Payment::Cash(_)));
    // Nothing tells which one it is.
    assert!(matches!(read(&json!({"iban": "a"}))?, Payment::Unknown(_)));
    let owner: Owner = serde_json::from_value(json!({"id": 1}))?;
    assert_eq!((owner.version, owner.id), (2, 1));
    Ok(())
}

#[tokio::test]
async fn a_tag_that_is_only_sent_is_sent() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 42\r\nconnection: close\r\n\r\n{\"payment\":{\"last4\":\"1\"},\"owner\":{\"id\":7}}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let update = client.unions().update().payment(Card::new("1")).owner(Owner::new(7));
    let all = update.pet(Dog::new()).await?;
    assert!(matches!(all.payment, Some(Payment::Card(_))));
    assert_eq!(all.owner.map(|owner| owner.id), Some(7));
    assert_eq!(
        server.request()?,
        "PUT /unions HTTP/1.1\napplication/json\n{\"payment\":{\"kind\":\"card\",\"last4\":\"1\"},\"owner\":{\"version\":2,\"id\":7},\"pet\":{\"kind\":\"Dog\"}}"
    );
    Ok(())
}

#[test]
fn an_integer_that_tells_may_be_missing() -> Outcome {
    assert!(matches!(serde_json::from_value(json!({"a": "x"}))?, Revision::R1(one) if one.v.is_none()));
    assert!(matches!(serde_json::from_value(json!({"b": "x"}))?, Revision::R2(_)));
    assert!(matches!(read(&json!({"v": 2, "b": "x"}))?, Revision::R2(_)));
    assert!(matches!(read(&json!({"v": 3, "a": "x"}))?, Revision::Unknown(_)));
    assert!(matches!(read(&json!({"c": "x"}))?, Revision::Unknown(_)));
    assert_eq!(serde_json::to_string(&Revision::from(R1::new("x")))?, r#"{"a":"x","v":1}"#);
    Ok(())
}

#[test]
fn a_property_that_all_require_tells_first() -> Outcome {
    assert!(matches!(read(&json!({"on": false}))?, State::Closed(_)));
    assert!(matches!(read(&json!({"label": "other", "on": true}))?, State::Open(_)));
    Ok(())
}

#[test]
fn the_tag_of_a_parent_itself_is_written() -> Outcome {
    let thing = Thing::from(r#box::Base::new().size(1));
    assert_eq!(serde_json::to_string(&thing)?, r#"{"size":1,"sort":"Box"}"#);
    assert!(matches!(read(&json!({"sort": "Box", "size": 1}))?, Thing::Box(_)));
    assert!(matches!(read(&json!({"sort": "Crate", "lid": true}))?, Thing::Crate(_)));
    Ok(())
}

#[test]
fn strings_beside_others_are_one_open_enum() -> Outcome {
    let limit = |value: Value| read(&json!({"limit": value})).map(|all: All| all.limit);
    assert!(matches!(limit(json!("NaN"))?, Some(all::Limit::Special(Special::NaN))));
    assert!(matches!(limit(json!("other"))?, Some(all::Limit::Special(other)) if other == "other"));
    assert!(matches!(limit(json!(1.5))?, Some(all::Limit::Number(_))));
    let size = |value: Value| read(&json!({"size": value})).map(|all: All| all.size);
    assert!(matches!(size(json!("large"))?, Some(all::Size::Text(all::SizeText::Large))));
    assert!(matches!(size(json!(7))?, Some(all::Size::Integer(7))));
    let port = |value: Value| read(&json!({"port": value})).map(|all: All| all.port);
    assert!(matches!(port(json!("auto"))?, Some(all::Port::Text(text)) if text == "auto"));
    Ok(())
}

#[test]
fn a_child_of_two_parents_has_the_tags_of_both() -> Outcome {
    assert_eq!(serde_json::to_string(&Both::new().x("a"))?, r#"{"l":"lb","r":"rb","x":"a"}"#);
    assert!(matches!(read(&json!({"l": "lb", "r": "rb"}))?, Left::Lb(_)));
    assert!(matches!(read(&json!({"l": "lb", "r": "rb"}))?, Right::Rb(_)));
    Ok(())
}
