//! Names of the facets that the search of a pack knows. The values are the names in the front matter.

/// Whom an article is for.
pub const AUDIENCE: &str = "audience";
/// Where it applies.
pub const PLATFORM: &str = "platform";
/// The section it is in.
pub const SECTION: &str = "section";
