//! [`Invite`] and what it consists of.

use crate::runtime::{UnknownValue, object, string_enum};

/// Represents an individual `invite` to the organization.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Invite {
    /// The identifier, which can be referenced in API endpoints
    pub id: String,
    /// The Unix timestamp (in seconds) of when the invite was sent.
    pub created_at: i64,
    /// The email address of the individual to whom the invite was sent
    pub email: String,
    /// The object type, which is always `organization.invite`
    pub object: String,
    /// The projects that were granted membership upon acceptance of the invite.
    pub projects: Vec<Project>,
    /// `owner` or `reader`
    pub role: Role,
    /// `accepted`, `expired`, or `pending`
    pub status: Status,
    /// The Unix timestamp (in seconds) of when the invite was accepted.
    pub accepted_at: Option<i64>,
    /// The Unix timestamp (in seconds) of when the invite expires.
    pub expires_at: Option<i64>,
}

object!(Invite {
    id: "id", created_at: "created_at", email: "email", object: "object" = "organization.invite",
    projects: "projects", role: "role", status: "status", accepted_at: "accepted_at",
    expires_at: "expires_at",
});

/// Project membership role
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProjectRole {
    /// `member`
    Member,
    /// `owner`
    Owner,
    /// A value that this version of the crate has no name for; it is written back unchanged.
    Unknown(UnknownValue),
}

string_enum!(ProjectRole { Member = "member", Owner = "owner" });

/// An element of `projects`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Project {
    /// Project's public ID
    pub id: String,
    /// Project membership role
    pub role: ProjectRole,
}

object!(Project { id: "id", role: "role" });

/// `owner` or `reader`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// `owner`
    Owner,
    /// `reader`
    Reader,
    /// A value that this version of the crate has no name for; it is written back unchanged.
    Unknown(UnknownValue),
}

string_enum!(Role { Owner = "owner", Reader = "reader" });

/// `accepted`, `expired`, or `pending`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// `accepted`
    Accepted,
    /// `expired`
    Expired,
    /// `pending`
    Pending,
    /// A value that this version of the crate has no name for; it is written back unchanged.
    Unknown(UnknownValue),
}

string_enum!(Status { Accepted = "accepted", Expired = "expired", Pending = "pending" });
