//! Enums with the same name and the same values are one type, whatever place it is named after.

mod server;

use enums::resources::{groups, members};
use enums::types::{self, Member};
use enums::Client;
use serde_json::json;
use server::{Outcome, Server};

const CREATED: &[u8] = b"HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 17\r\nconnection: close\r\n\r\n{\"role\":\"reader\"}";

#[tokio::test]
async fn a_role_that_was_read_can_be_given() -> Outcome {
    let server = Server::answering(CREATED)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let member: Member = serde_json::from_value(json!({"role": "owner", "priority": "low"}))?;
    let created = client.members().create("a@b.c", member.role).await?;
    assert_eq!(created.role, members::create::Role::Reader);
    assert_eq!(
        server.request()?,
        "POST /members HTTP/1.1\napplication/json\n{\"email\":\"a@b.c\",\"role\":\"owner\"}"
    );
    Ok(())
}

#[test]
fn a_component_is_the_type_of_its_namesakes() -> Outcome {
    let member: Member = serde_json::from_value(json!({"role": "owner", "priority": "low"}))?;
    assert_eq!(member.priority, Some(types::Priority::Low));
    Ok(())
}

#[test]
fn a_parameter_of_several_operations_has_a_type_of_its_own() {
    let order: types::Order = members::list::Order::Asc;
    assert_eq!(order, groups::list::Order::Asc);
}

#[test]
fn the_default_of_the_document_is_that_of_the_enum() {
    assert_eq!(types::Shared::default(), types::Shared::First);
}

#[test]
fn an_enum_with_more_values_is_another_type() {
    assert_eq!(types::other::Role::Guest.as_str(), "guest");
}

#[test]
fn listed_values_have_the_names_and_the_type_of_the_document() -> Outcome {
    use types::thing::{Fewer, Letter, Level, Shifted};
    assert_eq!(Shifted::Stn.as_str(), "stn");
    let value = json!({"quoted": 10, "quoted_flag": true, "level": 2, "letter": "b", "fewer": 2});
    let thing: types::Thing = serde_json::from_value(value.clone())?;
    let (quoted, flag): (Option<i64>, Option<bool>) = (thing.quoted, thing.quoted_flag);
    assert_eq!((quoted, flag), (Some(10), Some(true)));
    assert_eq!((thing.level, thing.letter.clone(), thing.fewer), (Some(Level::High), Some(Letter::Beta), Some(Fewer::Two)));
    assert_eq!(serde_json::to_value(thing)?, value);
    Ok(())
}

#[test]
fn an_alternative_that_lists_only_null_is_null() -> Outcome {
    use types::thing::BlankOrNull;
    let value = json!({"blank_or_null": "", "or_null": "small", "number_or_null": 2});
    let thing: types::Thing = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&thing)?, value);
    assert_eq!(thing.blank_or_null, Some(BlankOrNull::Empty));
    assert_eq!((thing.or_null, thing.number_or_null), (Some(types::Size::Small), Some(2)));
    let value = json!({"blank_or_null": null, "or_null": null, "number_or_null": null});
    let thing: types::Thing = serde_json::from_value(value)?;
    assert_eq!((thing.blank_or_null, thing.or_null, thing.number_or_null), (None, None, None));
    let value = json!({"blank_or_null": "zz", "or_null": ""});
    let thing: types::Thing = serde_json::from_value(value)?;
    assert!(matches!(thing.blank_or_null, Some(BlankOrNull::Unknown(_))));
    assert!(matches!(thing.or_null, Some(types::Size::Unknown(_))));
    Ok(())
}

#[test]
fn strings_without_quotes_are_sent_as_the_document_has_them() -> Outcome {
    for text in ["1.9", "1.10", "1.50", "0x1F", "1e3", "0o14", "+1", ".inf", "TRUE", "2"] {
        let spelled: types::thing::Spelled = serde_json::from_value(json!(text))?;
        assert!(!format!("{spelled:?}").contains("Unknown"), "{spelled:?}");
        assert_eq!(spelled.as_str(), text);
    }
    Ok(())
}

#[test]
fn values_that_two_schemas_list_keep_their_names() -> Outcome {
    use types::thing::Overlap;
    use types::Urgency;
    let value = json!({"urgency": 3, "overlap": "b", "narrowed": {"state": "shut", "other": "r"}});
    let thing: types::Thing = serde_json::from_value(value.clone())?;
    assert_eq!((thing.urgency, thing.overlap.clone()), (Some(Urgency::High), Some(Overlap::B)));
    assert_eq!(serde_json::to_value(thing)?, value);
    // Only the values that both list are known, unless there are none.
    assert!(matches!(serde_json::from_value(json!("d"))?, Overlap::Unknown(_)));
    assert!(matches!(serde_json::from_value(json!(1))?, Urgency::Unknown(1)));
    Ok(())
}

#[test]
fn names_belong_to_the_values_that_are_not_null() -> Outcome {
    use types::thing::{NullFirst, NullNamed};
    let value = json!({"null_first": 1, "null_named": "b"});
    let thing: types::Thing = serde_json::from_value(value.clone())?;
    assert_eq!((thing.null_first, thing.null_named.clone()), (Some(NullFirst::One), Some(NullNamed::Beta)));
    assert_eq!(serde_json::to_value(thing)?, value);
    assert_eq!(serde_json::to_value([NullFirst::Two])?, json!([2]));
    assert_eq!(NullNamed::Alpha.as_str(), "a");
    Ok(())
}
