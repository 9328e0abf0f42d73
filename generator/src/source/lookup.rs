//! The files that references lead to: by the URIs that files declare for themselves, or else by their locations.

use iri_string::types::UriStr;

use super::identity::{Identities, Identity, beside, resolved};
use super::location::{Location, is_absolute};
use super::{FileId, Sources, Unresolved};

impl Sources {
    /// Reads the identities of all files.
    pub(super) fn identify(&mut self) {
        self.identities = Identities::default();
        for (id, file) in (0..).map(FileId).zip(&self.files) {
            if let Ok(root) = &file.root {
                self.identities.add(id, root, &file.location);
            }
        }
    }

    /// Returns the location that `reference`, which has no fragment, names in a file. Fails if access to it is not
    /// allowed.
    pub(super) fn sought(&self, from: FileId, reference: &str) -> Result<Location, Unresolved> {
        let file = self.files.get(from.0).ok_or(Unresolved::NotAUri)?;
        if self.identities.is_empty() {
            return self.allowed(&file.location, reference);
        }
        let of = |identity: &Identity| {
            let found = self.identities.file(identity)?;
            Some(self.files.get(found.0)?.location.clone())
        };
        match self.identities.of(from) {
            Some(Identity::Uri(base)) => {
                let target = resolved(base, reference)?;
                match of(&Identity::Uri(target.clone())) {
                    Some(location) => Ok(location),
                    None => {
                        let beside = beside(base, &target).unwrap_or(target);
                        self.allowed(&file.location, &beside)
                    }
                }
            }
            None if is_absolute(reference) => {
                let target = UriStr::new(reference).map_err(|_| Unresolved::NotAUri)?;
                match of(&Identity::Uri(target.normalize().to_string())) {
                    Some(location) => Ok(location),
                    None => self.allowed(&file.location, reference),
                }
            }
            own @ (Some(Identity::Location(_)) | None) => {
                let base = match own {
                    Some(Identity::Location(base)) => base,
                    Some(Identity::Uri(_)) | None => &file.location,
                };
                let target = base.target(reference)?;
                match of(&Identity::Location(target.clone())) {
                    Some(location) => Ok(location),
                    None => self.checked(target),
                }
            }
        }
    }

    /// Returns the location that `reference`, which has no fragment, names in a file at `from`.
    /// Fails if access to it is not allowed.
    pub(super) fn allowed(&self, from: &Location, reference: &str) -> Result<Location, Unresolved> {
        self.checked(from.target(reference)?)
    }

    /// Returns the location if access to it is allowed.
    fn checked(&self, target: Location) -> Result<Location, Unresolved> {
        // A known location was already allowed, or was named by the user.
        if !self.by_location.contains_key(&target) {
            let entry = self.path(self.entry());
            let checked = self.access.check(entry, &target);
            checked.map_err(Unresolved::Refused)?;
        }
        Ok(target)
    }
}
