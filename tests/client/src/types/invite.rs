// @generated from the OpenAPI document; do not edit

//! [`Invite`] and the types that it contains.

crate::runtime::object! {
    /// Represents an individual `invite` to the organization.
    pub struct Invite + extra {
        /// The identifier, which can be referenced in API endpoints
        pub id: String = "id",
        /// The Unix timestamp (in seconds) of when the invite was sent.
        pub created_at: i64 = "created_at",
        /// The email address of the individual to whom the invite was sent
        pub email: String = "email",
        /// The object type, which is always `organization.invite`
        pub object: String = "object" const "organization.invite",
        /// The projects that were granted membership upon acceptance of the invite.
        pub projects: Vec<Project> = "projects",
        /// `owner` or `reader`
        pub role: Role = "role",
        /// `accepted`, `expired`, or `pending`
        pub status: Status = "status",
        /// The Unix timestamp (in seconds) of when the invite was accepted.
        pub accepted_at: Option<i64> = "accepted_at",
        /// The Unix timestamp (in seconds) of when the invite expires.
        pub expires_at: Option<i64> = "expires_at",
    }
}

crate::runtime::object! {
    /// An item of `projects`.
    pub struct Project + extra {
        /// Project's public ID
        pub id: String = "id",
        /// Project membership role
        pub role: ProjectRole = "role",
    }
}

crate::runtime::string_enum! {
    /// Project membership role
    pub enum ProjectRole {
        Member = "member",
        Owner = "owner",
    }
}

crate::runtime::string_enum! {
    /// `owner` or `reader`
    pub enum Role {
        Owner = "owner",
        Reader = "reader",
    }
}

crate::runtime::string_enum! {
    /// `accepted`, `expired`, or `pending`
    pub enum Status {
        Accepted = "accepted",
        Expired = "expired",
        Pending = "pending",
    }
}
