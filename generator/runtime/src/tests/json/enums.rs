//! Strings of a set that may grow.

use std::collections::HashSet;

use crate::runtime::json;

use super::tables::Role;
use super::{Outcome, error, round};

#[test]
fn an_unknown_value_is_kept_displayed_and_written_back() -> Outcome {
    let role: Role = json::from_str(r#""g\u00fcest""#)?;
    assert!(matches!(&role, Role::Unknown(value) if value.as_str() == "güest"));
    assert_eq!(format!("{role:>8}|"), "   güest|");
    assert_eq!(json::to_string(&role)?, r#""güest""#);
    assert_eq!(
        round::<Role>(r#""o\u0077ner""#).as_deref(),
        Ok(r#""owner""#)
    );
    Ok(())
}

#[test]
fn a_known_string_is_never_an_unknown_value() {
    assert_eq!(Role::from("owner"), Role::Owner);
    assert_eq!(Role::from("reader".to_owned()), Role::Reader);
    assert_ne!(Role::from("Owner"), Role::Owner);
    assert_eq!(Role::from("Owner").as_ref(), "Owner");
    assert_eq!(Role::Owner.as_str(), "owner");
    assert_eq!(Role::Owner, "owner");
    assert_eq!(Role::Owner, *"owner");
    assert_eq!(Role::Owner, "owner".to_owned());
    let roles: HashSet<Role> = [Role::Owner, Role::from("owner"), Role::Reader].into();
    assert_eq!(roles.len(), 2);
}

#[test]
fn debug_output_is_rust() {
    assert_eq!(format!("{:?}", Role::Owner), "Owner");
    assert_eq!(format!("{:?}", Role::from("a\"")), r#"Unknown("a\"")"#);
    assert_eq!(format!("{:?}", Some(Role::Reader)), "Some(Reader)");
}

#[test]
fn anything_but_a_string_is_a_mistake() {
    for (text, found) in [
        ("1", "a number"),
        ("null", "null"),
        ("[]", "an array"),
        ("true", "a boolean"),
    ] {
        assert_eq!(
            error::<Role>(text),
            format!("expected a string, found {found} at $")
        );
    }
}

#[test]
fn every_kind_of_string_converts_and_compares() {
    let text = "owner".to_owned();
    assert_eq!(Role::from(&text), Role::Owner);
    assert_eq!(Role::Owner, &text);
    assert_eq!(Role::Owner, *text.as_str());
    assert_eq!(Role::Owner, text);
    assert_ne!(Role::Reader, text);
    assert_ne!(Role::Reader, "owner");
}
