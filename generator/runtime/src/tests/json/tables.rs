//! The types that are tested.
#![allow(missing_docs, reason = "they are for tests")]

use std::collections::BTreeMap;

use crate::runtime::json::{integer_enum, object, string_enum, tuple, union};
use serde_json::Value;

object! {
    pub struct Invite + extra {
        pub id: String = "id",
        pub created_at: i64 = "created_at",
        pub object: String = "object" const "organization.invite",
        pub projects: Vec<Project> = "projects",
        pub role: Role = "role",
        pub accepted_at: Option<i64> = "accepted_at",
    }

    pub struct Project + extra {
        pub id: String = "id",
        pub role: Role = "role",
    }

    pub struct Outer {
        pub inner: Inner = "inner",
        pub list: Vec<i64> = "list",
        pub map: BTreeMap<String, i64> = "map",
    }

    pub struct Inner + extra {
        pub a: Option<i64> = "a",
        pub b: Option<i64> = "b",
    }

    pub struct Job + extra {
        pub error: Option<String> = "error",
    }

    pub struct States + extra {
        pub must: Option<String> = "must" | null,
        pub three: Option<Option<String>> = "three" ? null,
        pub free: Value = "free",
    }

    pub struct Typed {
        pub name: Option<String> = "name",
        ..pub extra: i64,
    }

    pub struct Odd + extra {
        pub quote: Option<i64> = "a\\\"b",
        pub slash: Option<i64> = "a/b",
        pub backslash: Option<i64> = "a\\\\b",
        pub umlaut: Option<i64> = "ü",
        pub empty: Option<i64> = "",
        pub space: Option<Inner> = "x y",
        pub r#type: Option<i64> = "type",
    }

    pub struct Tree + extra {
        pub value: i64 = "value",
        pub left: Option<Box<Tree>> = "left",
        pub children: Vec<Tree> = "children",
    }

    pub struct Numbers {
        pub i64: Option<i64> = "i64",
        pub i32: Option<i32> = "i32",
        pub u64: Option<u64> = "u64",
        pub u32: Option<u32> = "u32",
        pub f64: Option<f64> = "f64",
        pub bool: Option<bool> = "bool",
        pub text: Option<String> = "text",
        pub free: Option<Value> = "free",
    }

    pub struct Cat + extra {
        pub species: String = "species",
        pub lives: Option<i64> = "lives",
    }

    pub struct Dog + extra {
        pub species: String = "species",
        pub tricks: Vec<String> = "tricks",
    }

    pub struct Fixed + extra {
        pub r#type: String = "type" const "fixed",
        pub text: String = "text",
    }

    pub struct Point + extra {
        pub x: f64 = "x",
        pub y: f64 = "y",
    }

    pub struct Space + extra {
        pub x: f64 = "x",
        pub y: f64 = "y",
        pub z: f64 = "z",
    }

    pub struct Note + extra {
        pub kind: Option<String> = "kind",
        pub text: String = "text",
    }

    pub struct Picture + extra {
        pub kind: String = "kind" const "picture",
        pub url: String = "url",
    }

    pub struct Asked + extra {
        pub role: Role = "role",
    }

    pub struct Answered + extra {
        pub role: Answerer = "role",
        pub id: Option<String> = "id",
    }

    pub struct Deleted + extra {
        pub id: String = "id",
        pub gone: bool = "gone" always true,
    }

    pub struct Finished + extra {
        pub id: String = "id",
        pub state: Option<String> = "state" const "done",
        pub version: Option<i64> = "version" always 1,
    }

    pub struct Started + extra {
        pub id: String = "id",
        pub state: Option<String> = "state",
        pub version: Option<i64> = "version",
    }

    pub struct Sum + extra {
        pub left: Expression = "left",
        pub x: Option<i64> = "x",
    }

    pub struct Difference + extra {
        pub left: Expression = "left",
        pub y: Option<i64> = "y",
    }

    pub struct Product + extra {
        pub left: Expression = "left",
        pub z: i64 = "z",
    }

    pub struct Holder + extra {
        pub one: Pet = "one",
        pub kind: Option<Kind> = "kind",
    }
}

string_enum! {
    pub enum Role {
        Owner = "owner",
        Reader = "reader",
    }

    pub enum Answerer {
        Assistant = "assistant",
    }
}

union! {
    pub enum Round {
        Text(String) from &str: string,
        Turn(Box<Turn>): any,
    }

    pub enum Turn {
        Round(Box<Round>): any,
        Number(i64) from own: integer,
        List(Vec<Turn>): array of any,
    }

    pub enum Pet {
        Cat(Cat) from own: tag "species" = "cat" | "lion",
        Dog(Dog) from own: tag "species" = "dog",
        Name(String) from &str: string,
    }

    pub enum Tagged {
        Cat(Cat) from own: tag "species" = "cat",
        Fixed(Fixed) from own: tag "type" = "fixed",
        Again(Fixed): tag "type" = "again",
    }

    pub enum Twice {
        Plain(Point): tag "kind" = "point",
        Deep(Space): tag "kind" = "point",
    }

    pub enum Part {
        Note(Note): optional "kind" = "note",
        Picture(Picture): tag "kind" = "picture",
    }

    pub enum Message {
        Asked(Asked): tag "kind" = "message",
        Answered(Answered): tag "kind" = "message",
    }

    pub enum Account {
        Gone(Deleted): object ["id", "gone"] of ["id", "gone"],
        Project(Project): object ["id"] of ["id", "role"],
    }

    pub enum Work {
        Finished(Finished): object ["id"] of ["id", "state", "version"],
        Started(Started): object ["id"] of ["id", "state", "version"],
    }

    pub enum Expression {
        Left(Box<Sum>): object ["left"] of ["left", "x"],
        Right(Box<Difference>): object ["left"] of ["left", "y"],
        Middle(Box<Product>): object ["left", "z"] of ["left", "z"],
        Text(String): string,
    }

    pub enum Structure {
        Point(Point) from own: object ["x", "y"] of ["x", "y"],
        Space(Space) from own: object ["x", "y", "z"] of ["x", "y", "z"],
    }

    pub enum Kind {
        Integer(i64): integer,
        Number(f64): number,
        Text(String) from &str: string,
        Bool(bool): boolean,
        Texts(Vec<String>): array of string,
        Integers(Vec<i64>): array of integer,
    }
}

object! {
    pub struct Stop + extra {
        pub version: i64 = "version" always 1,
        pub active: bool = "active" always true,
        pub offset: i32 = "offset" always -2,
        pub id: Option<String> = "id" - received,
        pub note: Option<String> = "note" | null - received,
        pub name: Option<String> = "name",
    }

    pub struct Station + extra {
        pub place: Place = "place",
        pub state: Option<State> = "state",
    }

    pub struct Pole + extra {
        pub place: Place = "place",
        pub height: Option<i64> = "height",
    }

    pub struct Bare + extra {
        pub name: Option<String> = "name",
    }
}

object! {
    pub struct Letter + extra {
        pub sender: Sealed = "sender",
        pub note: Option<Sealed> = "note",
    }

    pub struct Parcel + extra {
        pub sender: Weighed = "sender",
    }

    pub struct Sealed + extra {
        pub by: String = "by" const "seal",
        pub wax: Option<i64> = "wax",
    }

    pub struct Track + extra {
        pub kind: Option<String> = "kind",
        pub name: Option<String> = "name",
        pub length: Option<i64> = "length",
    }

    pub struct Weighed + extra {
        pub by: String = "by" const "weight",
        pub grams: Option<i64> = "grams",
    }
}

union! {
    pub enum Post {
        Letter(Letter): object ["sender"] of ["sender", "note"],
        Parcel(Parcel): object ["sender"] of ["sender"],
    }

    pub enum Marked {
        Bare(Bare): optional "kind" = "bare",
        Track(Track): optional "kind" = "track",
        Pole(Pole): tag "kind" = "pole",
    }

    pub enum Numbered {
        Bare(Bare): optional_scalar "v" = "1",
        Track(Track): scalar "v" = "2",
    }

    pub enum Stamped {
        Letter(Letter): tag "kind" = "post",
        Parcel(Parcel): tag "kind" = "post",
    }
}

tuple! {
    pub struct Place of 2 {
        0: f64,
        1: f64,
    }

    pub struct Row of 3 {
        0: String,
        1: Option<i64>,
        2: Place,
    }
}

integer_enum! {
    pub enum State {
        Open = 1,
        Closed = -2,
    }
}

union! {
    pub enum Versioned {
        First(Bare) from own: scalar "v" = "1" | "null" + "v" = 1i64,
        Second(Stop): scalar "v" = "true" + "v" = true,
        Third(Pole): scalar "v" = "\"3\"" + "v" = "3",
    }

    pub enum Written {
        Bare(Bare) from own: tag "kind" = "bare" + "kind" = "bare",
        Place(Place) from own: array of number,
    }

    pub enum Nearest {
        Station(Station): object ["place"] of ["place", "state"],
        Pole(Pole): object ["place"] of ["place", "height"],
        Any(Bare): object,
    }

    pub enum Nested {
        Stations(Vec<Station>): array,
        Poles(Vec<Pole>): array,
    }
}

/// A struct of so many members.
macro_rules! wide {
    ($($field:ident = $key:literal)+) => {
        object! {
            pub struct Wide + extra {
                $(pub $field: i64 = $key,)+
            }
        }
    };
}

include!("wide.rs");
