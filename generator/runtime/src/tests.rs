//! Unit tests. They are beside the modules and not in them, since generated crates have copies of these.
