//! Parses codes in the spellings that people use.

use generator::diagnostic::Code;

#[test]
fn codes_are_found_as_people_write_them() {
    for text in ["E0107", "e0107", "0107", "107"] {
        assert_eq!(Code::parse(text), Some(Code::UnresolvedReference), "{text}");
    }
    let unknown = [
        "nonsense",
        "E9999",
        "",
        "E",
        "W0107",
        "EE0107",
        "E-107",
        "E+107",
        "+107",
        "E0107 ",
        "E0107x",
        "４",
        "99999999999999999999",
        "E１０７",
    ];
    for text in unknown {
        assert_eq!(Code::parse(text), None, "{text}");
    }
    for code in Code::ALL {
        assert_eq!(Code::parse(code.text()), Some(*code));
        assert_eq!(Code::parse(&code.text()[1..]), Some(*code));
    }
}

#[test]
fn no_number_is_used_twice() {
    let mut numbers: Vec<&str> = Code::ALL.iter().map(|code| &code.text()[1..]).collect();
    assert!(numbers.is_sorted());
    numbers.dedup();
    assert_eq!(numbers.len(), Code::ALL.len());
}
