//! The edits of `spec/invite.yaml`, as texts and their replacements.

/// An edit of the document.
pub(crate) struct Edit {
    /// The kind of change, by which it is selected on the command line.
    pub(crate) name: &'static str,
    /// Texts that occur exactly once, each with its replacement.
    changes: &'static [(&'static str, &'static str)],
    /// The names of the snapshots that it changes.
    pub(crate) snapshots: &'static [&'static str],
    /// The maximum number of changed files: the document, its crate and the snapshots.
    pub(crate) most_files: usize,
    /// Whether the crate needs a part of the runtime that it did not need before.
    pub(crate) new_capability: bool,
    /// Whether to run all tests at the end, and not only those of `generated/`.
    pub(crate) whole: bool,
    /// Whether the crate gets another name, so that the old one has to be replaced.
    pub(crate) replaces: bool,
    /// Whether to revert the edit in the same way, which removes what it added.
    pub(crate) and_back: bool,
}

impl Edit {
    /// Returns the edited document.
    pub(crate) fn apply(&self, document: &str) -> Result<String, String> {
        let mut text = document.to_owned();
        for (before, after) in self.changes {
            if text.matches(before).count() != 1 {
                return Err(format!("{}: not once in the document: {before}", self.name));
            }
            text = text.replace(before, after);
        }
        Ok(text)
    }
}

const TYPES: &[&str] = &["2_types"];

/// The defaults that most edits share.
const SMALL: Edit = Edit {
    name: "",
    changes: &[],
    snapshots: TYPES,
    most_files: 6,
    new_capability: false,
    whole: false,
    replaces: false,
    and_back: false,
};

const EMAIL: &str = "        email:\n          type: string\n";
const REQUIRED: &str = "        - email\n        - object\n";
const PARAMETER: &str = "            type: string\n      responses:\n";
const COMPONENTS: &str = "components:\n";
const SCHEMAS: &str = "  schemas:\n    Invite:\n";
const STATUS: &str = "            - pending\n";

/// 35 lines: an operation, a schema with some properties, and a value of an enum.
const OPERATION: &[(&str, &str)] = &[
    (
        COMPONENTS,
        "  /organization/invites:
    get:
      operationId: list-invites
      tags:
        - Invites
      summary: Lists the invites of the organization.
      responses:
        '200':
          description: Invites listed successfully.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/InviteList'
components:
",
    ),
    (
        SCHEMAS,
        "  schemas:
    InviteList:
      type: object
      description: The invites of an organization.
      required:
        - object
        - invites
        - count
      properties:
        object:
          type: string
          const: list
          description: The object type, which is always `list`
        invites:
          type: array
          description: The invites.
          items:
            $ref: '#/components/schemas/Invite'
        count:
          type: integer
          description: The number of invites.
    Invite:
",
    ),
    (STATUS, "            - pending\n            - revoked\n"),
];

/// A paginated operation, and the schema of its response.
const PAGES: &[(&str, &str)] = &[
    (
        COMPONENTS,
        "  /organization/invites:
    get:
      operationId: list-invites
      summary: Lists the invites of the organization.
      parameters:
        - name: limit
          in: query
          schema:
            type: integer
        - name: after
          in: query
          schema:
            type: string
      responses:
        '200':
          description: Invites listed successfully.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/InviteList'
components:
",
    ),
    (
        SCHEMAS,
        "  schemas:
    InviteList:
      type: object
      required: [object, data, has_more]
      properties:
        object:
          type: string
          const: list
        data:
          type: array
          items:
            $ref: '#/components/schemas/Invite'
        first_id:
          type: string
        last_id:
          type: string
        has_more:
          type: boolean
    Invite:
",
    ),
];

/// All edits.
pub(crate) const EDITS: &[Edit] = &[
    Edit {
        name: "field",
        changes: &[
            (
                REQUIRED,
                "        - email\n        - name\n        - object\n",
            ),
            (
                EMAIL,
                "        name:\n          type: string\n        email:\n          type: string\n",
            ),
        ],
        // The example of the schema lacks the new required property, which produces a note.
        snapshots: &["1_surface", "2_types"],
        ..SMALL
    },
    Edit {
        name: "optional field",
        changes: &[(
            EMAIL,
            "        name:\n          type: string\n        email:\n          type: string\n",
        )],
        ..SMALL
    },
    Edit {
        name: "value of an enum",
        changes: &[(STATUS, "            - pending\n            - revoked\n")],
        ..SMALL
    },
    Edit {
        name: "parameter",
        changes: &[(
            PARAMETER,
            "            type: string\n        - name: expand\n          in: query\n          description: What to include.\n          schema:\n            type: string\n      responses:\n",
        )],
        snapshots: &["3_resources"],
        ..SMALL
    },
    Edit {
        name: "header",
        changes: &[(
            PARAMETER,
            "            type: string\n        - name: x-trace\n          in: header\n          description: A name for the request.\n          schema:\n            type: string\n      responses:\n",
        )],
        snapshots: &["3_resources"],
        ..SMALL
    },
    Edit {
        name: "operation, schema and value",
        changes: OPERATION,
        snapshots: &["1_surface", "2_types", "3_resources"],
        most_files: 15,
        whole: true,
        and_back: true,
        ..SMALL
    },
    Edit {
        name: "list in pages",
        changes: PAGES,
        snapshots: &["1_surface", "2_types", "3_resources"],
        most_files: 15,
        ..SMALL
    },
    Edit {
        name: "resource",
        changes: &[(
            COMPONENTS,
            "  /projects/{project_id}:
    get:
      operationId: retrieve-project
      summary: Retrieves a project.
      parameters:
        - name: project_id
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: Project retrieved successfully.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Invite'
components:
",
        )],
        // With two resources, each becomes a cargo feature, as do the types that it uses.
        snapshots: &["1_surface", "2_types", "3_resources", "4_manifest"],
        most_files: 17,
        new_capability: true,
        ..SMALL
    },
    Edit {
        name: "type",
        changes: &[(
            SCHEMAS,
            "  schemas:\n    Seat:\n      type: object\n      properties:\n        id:\n          type: string\n    Invite:\n",
        )],
        ..SMALL
    },
    Edit {
        name: "renamed field",
        changes: &[
            (REQUIRED, "        - address\n        - object\n"),
            (EMAIL, "        address:\n          type: string\n"),
        ],
        snapshots: &["1_surface", "2_types"],
        ..SMALL
    },
    Edit {
        name: "removed operation, none is left",
        changes: &[
            ("  resources:\n    /organization: admin.organization\n", ""),
            ("paths:\n", "paths: {}\nx-paths:\n"),
        ],
        // Components that no operation uses can be built.
        snapshots: &["1_surface", "2_types", "3_resources", "4_manifest"],
        most_files: 200,
        new_capability: true,
        ..SMALL
    },
    Edit {
        name: "description",
        changes: &[("The ID of the invite to retrieve.", "The ID of the invite.")],
        snapshots: &[],
        ..SMALL
    },
    Edit {
        name: "example",
        changes: &[("id: invite-abc", "id: invite-xyz")],
        snapshots: &[],
        ..SMALL
    },
    Edit {
        name: "name of the package",
        replaces: true,
        changes: &[("    name: openai-admin\n", "    name: acme-admin\n")],
        snapshots: &["3_resources", "4_manifest"],
        most_files: 15,
        ..SMALL
    },
];
