//! What can go wrong while the files are made.

/// Why the files could not be made, written or found as they should be.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// XML could not be put together.
    #[error("cannot write XML: {0}. This is a defect of the generator")]
    Xml(#[from] std::io::Error),
    /// JSON could not be put together.
    #[error("cannot write JSON: {0}. This is a defect of the generator")]
    Json(#[from] serde_json::Error),
    /// A file could not be written.
    #[error("cannot write {path}: {source}. Check that the folder can be written to")]
    Write {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Files differ from what the table gives.
    #[error("not what the table of policies gives: {}. Run `cargo xtask policies`", paths.join(", "))]
    Stale {
        /// The files.
        paths: Vec<String>,
    },
    /// The arguments make no sense.
    #[error("usage: policy-templates ROOT [--check]")]
    Usage,
}
