//! The version that changes require, by Cargo's reading of Semantic Versioning 2.0.0: below 1.0.0,
//! the first nonzero number is the breaking one.

use semver::{BuildMetadata, Prerelease, Version};

use super::class::Class;

/// The part of a version that is incremented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bump {
    /// No part, because nothing changed.
    None,
    /// The last number of a prerelease: `1.0.0-beta.1` promises no compatibility.
    Prerelease,
    /// The third number.
    Patch,
    /// The second number.
    Minor,
    /// The first number.
    Major,
}

impl Bump {
    /// The name of the part.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Prerelease => "prerelease",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The version after changes whose most severe class is `class`.
pub(super) fn next(old: &str, class: Option<Class>) -> (String, Bump) {
    let (Ok(version), Some(class)) = (Version::parse(old), class) else {
        return (old.to_owned(), Bump::None);
    };
    let bump = bump(&version, class);
    let (major, minor, patch) = (version.major, version.minor, version.patch);
    let next = match bump {
        Bump::None => version,
        Bump::Prerelease => Version {
            pre: following(&version.pre),
            build: BuildMetadata::EMPTY,
            ..version
        },
        Bump::Patch => Version::new(major, minor, patch.saturating_add(1)),
        Bump::Minor => Version::new(major, minor.saturating_add(1), 0),
        Bump::Major => Version::new(major.saturating_add(1), 0, 0),
    };
    (next.to_string(), bump)
}

fn bump(version: &Version, class: Class) -> Bump {
    if !version.pre.is_empty() {
        return Bump::Prerelease;
    }
    match (class, version.major, version.minor) {
        (Class::Breaking, 0, 0) | (Class::Compatible, 0, _) | (Class::Docs, ..) => Bump::Patch,
        (Class::Breaking, 0, _) | (Class::Compatible, ..) => Bump::Minor,
        (Class::Breaking, ..) => Bump::Major,
    }
}

/// The next prerelease: `beta.2` after `beta.1`, `beta.1` after `beta`.
fn following(pre: &Prerelease) -> Prerelease {
    let text = pre.as_str();
    let (name, number) = text.rsplit_once('.').unwrap_or((text, ""));
    let next = match (number.parse::<u64>(), text.parse::<u64>()) {
        (Ok(number), _) => format!("{name}.{}", number.saturating_add(1)),
        (_, Ok(number)) => number.saturating_add(1).to_string(),
        _ => format!("{text}.1"),
    };
    Prerelease::new(&next).unwrap_or_else(|_| pre.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_reads_the_first_number_that_is_not_zero() {
        let cases = [
            ("0.1.0", Class::Breaking, "0.2.0"),
            ("0.1.0", Class::Compatible, "0.1.1"),
            ("0.1.0", Class::Docs, "0.1.1"),
            ("0.0.3", Class::Breaking, "0.0.4"),
            ("1.2.3", Class::Breaking, "2.0.0"),
            ("1.2.3+5", Class::Compatible, "1.3.0"),
            ("1.2.3", Class::Docs, "1.2.4"),
            ("1.0.0-beta", Class::Breaking, "1.0.0-beta.1"),
            ("1.0.0-beta.9", Class::Docs, "1.0.0-beta.10"),
            ("1.0.0-7", Class::Compatible, "1.0.0-8"),
        ];
        for (old, class, new) in cases {
            assert_eq!(next(old, Some(class)).0, new, "{old} {class:?}");
        }
        assert_eq!(next("1.2.3", None), ("1.2.3".to_owned(), Bump::None));
    }
}
