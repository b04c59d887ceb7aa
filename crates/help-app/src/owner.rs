//! Whose computer this is, so that neither a log nor a diagnosis says it.

use std::path::PathBuf;

use help_diagnostics::redact::{Known, Redactor};
use help_policy::Policy;

/// The user of this computer.
#[derive(Clone, Debug, Default)]
pub struct Owner {
    /// Name of the account.
    pub user_name: Option<String>,
    /// The home folder.
    pub home_folder: Option<PathBuf>,
}

impl Owner {
    /// A redactor that knows the user, follows policy's own patterns and leaves `kept_hosts` readable.
    pub(crate) fn redactor(&self, policy: &Policy, kept_hosts: Vec<String>) -> Redactor {
        // The folder usually has the account's name, and a desktop may start programs without `USER`.
        let home_name = self.home_folder.as_ref().and_then(|home| home.file_name());
        let home_name = home_name.map(|name| name.to_string_lossy().into_owned());
        let known = Known {
            user_names: self.user_name.iter().cloned().chain(home_name).collect(),
            home_folders: self.home_folder.iter().map(|home| home.display().to_string()).collect(),
            kept_hosts,
        };
        let patterns: Vec<String> =
            policy.redact_patterns().iter().map(|pattern| pattern.as_str().to_owned()).collect();
        Redactor::new(&known, &patterns).0
    }
}
