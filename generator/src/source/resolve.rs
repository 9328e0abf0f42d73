//! Finds the targets of references: by JSON Pointer, by `$anchor`, and by `$id`.

use super::anchor::{self, Anchors};
use super::identity::resolved;
use super::location::percent_decode;
use super::{FileId, Node, Pointer, Site, Sources, Unresolved, pointer};

impl Sources {
    /// Keeps a node that is not written in any file as such.
    #[must_use]
    pub fn keep(&self, node: Node) -> &Node {
        self.kept.keep(node)
    }

    /// Finds the target of the `$ref` text `reference` at the place `from`. A fragment alone refers
    /// to the schema with an `$id` around that place, if there is one (JSON Schema 2020-12, 8.2.1),
    /// and else to the file.
    ///
    /// # Errors
    ///
    /// Fails if the target does not exist or is not accessible. See [`Unresolved`].
    pub fn resolve(&self, from: &Pointer, reference: &str) -> Result<Site<'_>, Unresolved> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if path.is_empty()
            && self.with_ids().contains(&from.file())
            && let Some(site) = self.in_resource(from, &percent_decode(fragment))
        {
            return Ok(site);
        }
        let place = from;
        let from = from.file();
        if let Some(site) = self.identified(place, path) {
            return anchor::within(&site, &percent_decode(fragment))
                .ok_or(Unresolved::Nowhere(site.at));
        }
        let file = match self.files.get(from.0) {
            Some(_) if !path.is_empty() => {
                let target = self.sought(from, path)?;
                let missing = || {
                    let path = target.as_path().to_owned();
                    Unresolved::File(path, "it was not read".to_owned())
                };
                *self.by_location.get(&target).ok_or_else(missing)?
            }
            _ => from,
        };
        if let Some(Err(error)) = self.files.get(file.0).map(|file| &file.root) {
            let reason = error.message.clone();
            return Err(Unresolved::File(self.path(file).to_owned(), reason));
        }
        let mut site = self.root(file).ok_or(Unresolved::NotAPointer)?;
        let fragment = percent_decode(fragment);
        let name = Some(&fragment).filter(|name| !name.is_empty() && !name.starts_with('/'));
        let named = name.and_then(|name| {
            let anchors = self.anchors(file)?;
            let root = Pointer::root(file);
            let from = Some(place).filter(|_| path.is_empty()).unwrap_or(&root);
            anchors.named(name, &anchors.scope(&from.plain()))
        });
        if let Some(place) = named {
            return self.at(place).ok_or(Unresolved::Nowhere(site.at));
        }
        for token in pointer::parse(&fragment).ok_or(Unresolved::NotAPointer)? {
            site = site.child(&token).ok_or(Unresolved::Nowhere(site.at))?;
        }
        Ok(site)
    }

    /// Finds the target of a JSON Pointer in the resource around `from`, unless that is the file.
    fn in_resource(&self, from: &Pointer, fragment: &str) -> Option<Site<'_>> {
        let resource = self.resource(from);
        resource.parent()?;
        let site = self.at(&resource)?;
        let tokens = pointer::parse(fragment)?;
        let mut tokens = tokens.iter();
        tokens.try_fold(site, |site, token| site.child(token))
    }

    /// The place of the schema with an `$id` around `at`, or else the root of its file.
    #[must_use]
    pub fn resource(&self, at: &Pointer) -> Pointer {
        let file = at.file();
        let anchors = Some(file).filter(|file| self.with_ids().contains(file));
        let anchors = anchors.and_then(|file| self.anchors(file));
        anchors.map_or_else(
            || Pointer::root(file),
            |anchors| anchors.resource(&at.plain()),
        )
    }

    /// The files whose schemas may have an `$id`.
    fn with_ids(&self) -> &[FileId] {
        self.with_ids.get_or_init(|| {
            let files = (0..self.files.len()).map(FileId);
            files
                .filter(|file| self.text(*file).contains("$id"))
                .collect()
        })
    }

    /// The names that the schemas of a file declare for themselves.
    pub(super) fn anchors(&self, file: FileId) -> Option<&Anchors> {
        let own = self.files.get(file.0)?;
        let root = own.root.as_ref().ok()?;
        Some(
            own.anchors
                .get_or_init(|| Anchors::of(root, &Pointer::root(file))),
        )
    }

    /// Returns the schema with this URI as its `$id` (JSON Schema 2020-12, 8.2.1), in the file of the reference or
    /// another one. A relative URI is resolved against the `$id` around it (RFC 3986, 5.2).
    fn identified(&self, place: &Pointer, uri: &str) -> Option<Site<'_>> {
        if uri.is_empty() {
            return None;
        }
        let with_ids = self.with_ids();
        if with_ids.is_empty() {
            return None;
        }
        let from = place.file();
        let own = with_ids.iter().filter(|file| **file == from);
        let others = with_ids.iter().filter(|file| **file != from);
        let files = own.chain(others);
        let base = self.anchors(from);
        let base = base.and_then(|anchors| anchors.base(&place.plain()));
        let absolute = base.and_then(|base| resolved(base, uri).ok());
        let by_uri = absolute.and_then(|uri| {
            let mut files = files.clone();
            files.find_map(|file| self.anchors(*file)?.of_uri(&uri))
        });
        let mut files = files;
        let literally = || files.find_map(|file| self.anchors(*file)?.identified(uri));
        self.at(by_uri.or_else(literally)?)
    }
}
