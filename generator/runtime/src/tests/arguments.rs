//! The forms of values that arguments take.

use crate::runtime::IntoItems;

/// An item that is made from values of several types.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    Text(String),
    Number(i64),
}

impl From<&str> for Item {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Item {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

fn items<K>(items: impl IntoItems<Item, K>) -> Vec<Item> {
    items.into_items().expect("a list")
}

#[test]
fn a_list_takes_a_tuple_of_values_of_several_types() {
    let text = || Item::Text("a".to_owned());
    assert_eq!(items(("a", 1)), [text(), Item::Number(1)]);
    assert_eq!(items((1, text(), "a")), [Item::Number(1), text(), text()]);
    assert_eq!(items(("a", "a", 1, "a", 2, "a", 3, "a")).len(), 8);
    assert_eq!(items(&Some((1, "a"))), [Item::Number(1), text()]);
    // The other forms still need no annotations.
    assert_eq!(items([1, 2]), [Item::Number(1), Item::Number(2)]);
    assert_eq!(items(["a"].iter().copied()), [text()]);
    assert_eq!(
        items([Item::from("a"), 1.into()]),
        [text(), Item::Number(1)]
    );
}
