//! Schemas that extend others with `allOf`. The parent has the discriminator.

mod server;

use inheritance::Client;
use inheritance::types::{
    Bag, Boat, Circle, Cycle, Dot, Drawing, Entry, Flat, Kept, Level, Listed, Log, Part, PartA, Ride, Round, Shape,
    Square, Train, Upper, Vehicle, drawing,
};
use serde_json::{Value, json};
use server::{Outcome, Server};

fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> serde_json::Result<T> {
    let read: T = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&read)?, *value);
    Ok(read)
}

#[test]
fn the_mapping_of_a_parent_tells_the_child() -> Outcome {
    let shape: Shape = read(&json!({"kind": "sq", "side": 2.5}))?;
    assert!(matches!(shape, Shape::Sq(square) if square.side == 2.5));
    for kind in ["circle/1", "circle/2"] {
        let shape: Shape = read(&json!({"kind": kind, "radius": 1, "filled": true}))?;
        assert!(matches!(shape, Shape::Circle(circle) if circle.filled == Some(true)));
    }
    Ok(())
}

#[test]
fn a_child_that_is_in_no_mapping_is_told_by_its_name() -> Outcome {
    let shape: Shape = read(&json!({"kind": "Dot", "radius": 1}))?;
    assert!(matches!(shape, Shape::Dot(dot) if dot.radius == Some(1.0)));
    Ok(())
}

#[test]
fn a_level_between_is_an_enum_of_what_is_below_it() -> Outcome {
    let drawing: Drawing = read(&json!({"round": {"kind": "circle/1", "filled": false}}))?;
    assert!(matches!(drawing.round, Some(Round::Circle(_))));
    let drawing: Drawing = read(&json!({"round": {"kind": "#round", "radius": 3}}))?;
    assert!(matches!(drawing.round, Some(Round::Round(round)) if round.radius == Some(3.0)));
    let shape: Shape = read(&json!({"kind": "#round", "radius": 3}))?;
    assert!(matches!(shape, Shape::Round(_)));
    Ok(())
}

#[test]
fn a_child_that_is_new_has_at_least_what_its_parent_has() -> Outcome {
    let shape: Shape = read(&json!({"kind": "hexagon", "label": "six", "sides": 6}))?;
    let Shape::Shape(base) = shape else {
        return Err("it is no shape".into());
    };
    assert_eq!(base.label.as_deref(), Some("six"));
    assert_eq!(base.extra.get("sides"), Some(&json!(6)));
    Ok(())
}

#[test]
fn words_beside_a_reference_change_nothing() -> Outcome {
    let drawing: Drawing = read(&json!({"described": {"kind": "sq", "side": 1}}))?;
    assert!(matches!(drawing.described, Some(Shape::Sq(_))));
    Ok(())
}

#[test]
fn a_union_of_children_has_the_mapping_of_their_parent() -> Outcome {
    let drawing: Drawing = read(&json!({"picked": {"kind": "circle/2", "side": 1}}))?;
    assert!(matches!(drawing.picked, Some(drawing::Picked::Circle(_))));
    Ok(())
}

#[test]
fn tags_are_of_the_type_of_their_member() -> Outcome {
    let vehicle: Vehicle = read(&json!({"wheels": 4, "bell": true}))?;
    assert!(matches!(vehicle, Vehicle::Car(_)));
    let vehicle: Vehicle = read(&json!({"wheels": 2, "doors": 1}))?;
    assert!(matches!(vehicle, Vehicle::Bike(_)));
    Ok(())
}

#[test]
fn a_parent_may_list_its_children() -> Outcome {
    let listed: Listed = read(&json!({"kind": "A", "name": "x", "a": 1}))?;
    assert!(matches!(listed, Listed::A(one) if one.a == 1 && one.name == "x"));
    let listed: Listed = read(&json!({"kind": "B", "name": "y"}))?;
    assert!(matches!(listed, Listed::B(one) if one.name == "y"));
    Ok(())
}

#[test]
fn children_that_are_listed_beside_others_or_by_other_names_are_structs() -> Outcome {
    let part: Part = read(&json!({"t": "a", "a": "x"}))?;
    assert!(matches!(part, Part::A(one) if one.a == "x"));
    let part: Part = read(&json!({"t": "b", "b": "x"}))?;
    assert!(matches!(part, Part::B(one) if one.b == "x"));
    let part: Part = read(&json!({"t": "c", "c": "x"}))?;
    assert!(matches!(part, Part::C(one) if one.c == "x"));
    let part: Part = read(&json!({"t": "d", "d": "x"}))?;
    assert!(matches!(part, Part::D(one) if one.d == "x"));
    let part: PartA = read(&json!({"t": "a", "a": "x"}))?;
    assert_eq!(part.a, "x");
    Ok(())
}

#[test]
fn a_union_of_children_has_the_names_of_what_is_below_them() -> Outcome {
    let drawing: Drawing = read(&json!({"below": {"k": "Yacht", "sails": 2}}))?;
    let Some(drawing::Below::Boat(Boat::Yacht(yacht))) = drawing.below else {
        return Err("the vehicle is not a yacht".into());
    };
    assert_eq!(yacht.sails, Some(2));
    let drawing: Drawing = read(&json!({"below": {"k": "Boat", "oars": 2}}))?;
    assert!(matches!(drawing.below, Some(drawing::Below::Boat(Boat::Boat(_)))));
    Ok(())
}

#[test]
fn children_by_other_names_have_the_mapping_of_their_parent() -> Outcome {
    let aliased = |value: Value| read(&json!({"aliased": value})).map(|drawing: Drawing| drawing.aliased);
    let ring = aliased(json!({"kind": "circle/2", "side": 1}))?;
    assert!(matches!(ring, Some(drawing::Aliased::Ring(_))));
    let square = aliased(json!({"kind": "sq", "side": 1}))?;
    assert!(matches!(square, Some(drawing::Aliased::Sq(_))));
    let other = aliased(json!({"kind": "#round", "side": 1}))?;
    assert!(matches!(other, Some(drawing::Aliased::Unknown(_))));
    Ok(())
}

#[test]
fn a_child_beside_others_has_the_mapping_of_its_parent() -> Outcome {
    let beside = |value: Value| read(&json!({"beside": value})).map(|drawing: Drawing| drawing.beside);
    assert!(matches!(beside(json!({"kind": "sq", "side": 1}))?, Some(drawing::Beside::Sq(_))));
    assert!(matches!(beside(json!([{"kind": "sq", "side": 1}]))?, Some(drawing::Beside::List(_))));
    assert!(matches!(beside(json!({"size": 1}))?, Some(drawing::Beside::Box(_))));
    let other = beside(json!({"kind": "circle/1", "side": 1}))?;
    assert!(matches!(other, Some(drawing::Beside::Unknown(_))));
    Ok(())
}

#[test]
fn another_discriminator_below_makes_an_enum_of_its_own() -> Outcome {
    let level: Level = read(&json!({"level": "Upper", "upper": "Roof", "tiles": 9}))?;
    let Level::Upper(Upper::Roof(roof)) = level else {
        return Err("it is no roof".into());
    };
    assert_eq!(roof.tiles, Some(9));
    assert!(matches!(read(&json!({"level": "Ground", "depth": 1}))?, Level::Ground(_)));
    Ok(())
}

#[test]
fn children_within_their_parent_keep_their_type() -> Outcome {
    let drawing: Drawing = read(&json!({"node": {"children": [{"value": 1, "children": [{"value": 2}]}]}}))?;
    let node = drawing.node.ok_or("there is a node")?;
    let leaf = node.children.as_deref().and_then(|all| all.first()).ok_or("there is a leaf")?;
    let inner = leaf.children.as_deref().and_then(|all| all.first()).ok_or("there is one in it")?;
    assert_eq!((leaf.value, inner.value), (Some(1), Some(2)));
    Ok(())
}

#[test]
fn values_that_are_made_have_their_tag() -> Outcome {
    assert_eq!(serde_json::to_value(Shape::from(Square::new(2.0)))?, json!({"kind": "sq", "side": 2}));
    assert_eq!(serde_json::to_value(Dot::new().radius(1.0))?, json!({"kind": "Dot", "radius": 1}));
    // A type with several tags has no default tag, so its constructor takes one.
    assert_eq!(serde_json::to_value(Circle::new("circle/2"))?, json!({"kind": "circle/2"}));
    Ok(())
}

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_child_is_sent_with_its_tag() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.shapes().create(Square::new(2.0).label("x")).await?;
    assert_eq!(
        server.request()?,
        "POST /shapes HTTP/1.1\napplication/json\n{\"kind\":\"sq\",\"label\":\"x\",\"side\":2}"
    );
    Ok(())
}

#[tokio::test]
async fn a_tag_that_no_variant_has_is_written_by_the_union() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.kept().update(Bag::new(3)).await?;
    assert_eq!(
        server.request()?,
        "PUT /kept HTTP/1.1\napplication/json\n{\"size\":3,\"kind\":\"bag\"}"
    );
    let kept: Kept = read(&json!({"kind": "box", "size": 1}))?;
    assert!(matches!(kept, Kept::Box(_)));
    Ok(())
}

#[test]
fn a_child_may_have_several_tags() -> Outcome {
    for vtype in ["bike", "ebike"] {
        let ride: Ride = read(&json!({"vtype": vtype, "gears": 3}))?;
        let Ride::Cycle(cycle) = ride else {
            return Err("it is no cycle".into());
        };
        assert_eq!(cycle.vtype, vtype);
    }
    let train: Ride = read(&json!({"vtype": "#rail", "cars": 3}))?;
    assert!(matches!(train, Ride::Rail(train) if train.cars == Some(3)));
    let cycle = Ride::from(Cycle::new("ebike"));
    assert_eq!(serde_json::to_value(cycle)?, json!({"vtype": "ebike"}));
    assert_eq!(serde_json::to_value(Ride::from(Train::new().cars(1)))?, json!({"vtype": "#rail", "cars": 1}));
    Ok(())
}

#[tokio::test]
async fn a_tag_is_sent_even_if_it_is_read_only() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\n\r\n{\"type\":\"Mark\",\"id\":\"1\",\"at\":\"x\"}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let log = client.logs().update(Entry::new("a")).await?;
    assert!(matches!(log, Log::Mark(mark) if mark.id.as_deref() == Some("1")));
    assert_eq!(server.request()?, "PUT /logs HTTP/1.1\napplication/json\n{\"type\":\"Entry\",\"text\":\"a\"}");
    let server = Server::answering(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.figures().update(Flat::new(1)).await?;
    assert_eq!(server.request()?, "PUT /figures HTTP/1.1\napplication/json\n{\"side\":1,\"sort\":\"flat\"}");
    Ok(())
}
