// @generated from the OpenAPI document; do not edit

crate::runtime::object! {
    /// A member of the organization.
    pub struct User + extra {
        /// The identifier of the user.
        pub id: String = "id",
        /// The name of the user.
        pub name: String = "name",
    }
}
