//! How the organisation's support is reached besides the forms.

use serde::Serialize;
use ts_rs::TS;

/// What policy says in `SupportContacts`, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Contacts {
    /// The organisation's name.
    pub organization: Option<String>,
    /// A telephone number as people write it. Shown, never dialled.
    pub phone: Option<String>,
    /// When somebody answers.
    pub hours: Option<String>,
    /// Address of the request portal, http or https.
    pub portal: Option<String>,
    /// Address of the knowledge base, http or https.
    pub knowledge_base: Option<String>,
}
