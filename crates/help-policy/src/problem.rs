//! What can be wrong with a policy: codes with data. The window has its own words for each code; the English messages are
//! for the log and the terminal.
//!
//! No reason repeats a value: someone may have written a password where none belongs.

use serde::Serialize;

use crate::form::{Form, is_invisible};
use crate::key::Key;
use crate::layer::Source;

/// Something that was ignored, and why. Nothing here stops the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Where it was found.
    pub source: Source,
    /// The key as it was written there; none when a whole file, folder or registry key is concerned.
    pub key: Option<String>,
    /// The part of the value concerned, such as `[2]` (the third item of a list) or `limits.files`.
    pub part: Option<String>,
    /// What is wrong.
    pub reason: Reason,
    /// Whether something was ignored, or only looks wrong.
    pub severity: Severity,
}

impl Problem {
    /// Describes a problem of a whole source.
    #[must_use]
    pub fn of_source(source: Source, reason: Reason) -> Self {
        Self { source, key: None, part: None, severity: reason.severity(), reason }
    }

    /// Describes a problem of a key, or with `part` of a part of its value.
    #[must_use]
    pub fn of_key(source: Source, key: &str, part: Option<String>, reason: Reason) -> Self {
        Self { source, key: Some(shown(key)), part, severity: reason.severity(), reason }
    }
}

/// A name from a file, fit to be shown: bounded, and without characters that could disturb a log or a terminal.
pub(crate) fn shown(name: &str) -> String {
    name.chars().take(100).map(|c| if is_invisible(c) { '\u{FFFD}' } else { c }).collect()
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Everything written holds, but perhaps not as meant.
    Warning,
    /// Something written does not hold.
    Error,
}

/// Why something was ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Reason {
    /// There is no such key.
    #[error("there is no such key{}. Check the spelling", meant.map(|key| format!("; {key} is meant perhaps")).unwrap_or_default())]
    UnknownKey {
        /// The key with the same letters in another case.
        meant: Option<Key>,
    },
    /// The key only counts where the user cannot write.
    #[error("this key is not taken from the user's layers. Set it for the machine")]
    MachineOnly,
    /// The value has another type.
    #[error("the value is of type {found}, but must be of type {expected}. Write it as that type")]
    WrongType {
        /// The type it must have.
        expected: &'static str,
        /// The type it has.
        found: &'static str,
    },
    /// A number is too small or too large.
    #[error("the number must be between {least} and {most}. Choose one in that range")]
    OutOfRange {
        /// The smallest allowed.
        least: i64,
        /// The largest allowed.
        most: i64,
    },
    /// A word is none of the allowed ones.
    #[error("the value must be one of: {}. Choose one of these", allowed.join(", "))]
    NotAllowed {
        /// The words allowed.
        allowed: &'static [&'static str],
    },
    /// A text does not have the form it must have.
    #[error("the text must be {form}. Correct it")]
    Malformed {
        /// The form.
        form: Form,
    },
    /// A text has a line break, another control character, or a mark that changes the direction of writing.
    #[error("the text has line breaks or invisible characters. Write it on one line without them")]
    InvisibleCharacters,
    /// An address has a user's name or a password in it.
    #[error("the address has a user's name or password in it. Remove it: no secret may stand in policy")]
    Credentials,
    /// A text is empty or too long.
    #[error("the text must have 1 to {most} characters. Change its length")]
    Length {
        /// The largest number of characters.
        most: usize,
    },
    /// A list has too many items.
    #[error("there may be at most {most} items. Remove some")]
    TooManyItems {
        /// The largest number of items.
        most: usize,
    },
    /// An item stands in a list twice; the first one counts.
    #[error("the item is in the list already. Remove one of the two")]
    Repeated,
    /// A value of a numbered list in the registry has a name that is no number.
    #[error("the name of the value is no number. Name the values of a list 1, 2, 3 and so on")]
    NotNumbered,
    /// A regular expression is not valid or too large.
    #[error("the regular expression cannot be used: {detail}. Correct it (syntax of the Rust crate regex)")]
    Pattern {
        /// What is wrong, without the expression.
        detail: String,
    },
    /// An object does not have the parts it must have.
    #[error("the object cannot be used: {detail}. Compare it with the documentation")]
    Object {
        /// What is wrong, without the values.
        detail: String,
    },
    /// A key that is set means nothing without another one.
    #[error("this has no effect until {key} is set. Set it too")]
    Needs {
        /// The key that is missing.
        key: Key,
    },
    /// A password would go over the network in the clear.
    #[error("a password would be sent unencrypted. Set SmtpSecurity to tls or starttls")]
    PasswordInTheClear,

    /// A file or folder could not be read.
    #[error("cannot be read: {detail}. Check its permissions")]
    Unreadable {
        /// What the system said.
        detail: String,
    },
    /// A file or folder belongs to someone who must not set policy.
    #[error("belongs to the user with number {owner}. Make root its owner")]
    WrongOwner {
        /// The user's number.
        owner: u32,
    },
    /// Others than the owner may write to a file or folder.
    #[error("others than its owner may write to it (mode {mode}). Take that right away")]
    WritableByOthers {
        /// The permissions in octal digits.
        mode: String,
    },
    /// A folder on the way is a symbolic link.
    #[error("is a symbolic link. Put a real folder there")]
    LinkedFolder,
    /// A file is a symbolic link to somewhere else.
    #[error("is a symbolic link that leads out of its folder. Put the file itself there")]
    LeadsOutside,
    /// Where a file should be is something else.
    #[error("is no regular file. Put a file there or remove it")]
    NotAFile,
    /// Where a folder should be is something else.
    #[error("is no folder. Put a folder there or remove it")]
    NotAFolder,
    /// A file is too large.
    #[error("is larger than {most} bytes. Make it smaller")]
    TooLarge {
        /// The largest number of bytes.
        most: u64,
    },
    /// A folder has too many files.
    #[error("has more than {most} files. Put their keys into fewer files")]
    TooManyFiles {
        /// The largest number of files.
        most: usize,
    },
    /// A text file does not begin with text.
    #[error("begins with a byte order mark. Save it as UTF-8 without one")]
    ByteOrderMark,
    /// A file is no JSON.
    #[error("is not valid JSON in line {line}, column {column}. Correct it there")]
    InvalidJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A name stands in an object twice, so it is not clear what is meant.
    #[error(
        "has the key {name:?} twice in one object, the second time in line {line}. Remove one of the two"
    )]
    DuplicateKey {
        /// The name.
        name: String,
        /// Line of the second one, from 1.
        line: usize,
    },
    /// A file has JSON, but no object.
    #[error("must contain one JSON object. Write it as {{ \"Key\": value }}")]
    NotAnObject,
    /// A file is no property list, or has a key twice, too many levels or values.
    #[error("is not a property list that can be used. Correct the profile and install it again")]
    InvalidPropertyList,
}

impl Reason {
    /// The code under which it stands in JSON and in the documentation; codes do not change.
    #[must_use]
    pub fn code(&self) -> String {
        let json = serde_json::to_value(self).ok();
        json.and_then(|json| Some(json.get("code")?.as_str()?.to_owned())).unwrap_or_default()
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::UnknownKey { .. } | Self::Repeated | Self::Needs { .. } | Self::PasswordInTheClear => {
                Severity::Warning
            }
            _ => Severity::Error,
        }
    }
}
