//! Policy in the managed preferences of macOS, read from the property lists that the system makes from profiles.
//!
//! The folder holds only forced values, and only root writes there. Reading the files keeps machine and user apart, which
//! the system's own functions do not, and needs no unsafe code.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::bounded::BoundedValue;
use crate::layer::{Layer, Source};
use crate::problem::{Problem, Reason};
use crate::sources::{Findings, PolicySource, Setting};
use crate::trust::{Owner, TrustedFolder};

/// The domain of the preferences: the program's bundle identifier.
pub const DOMAIN: &str = "ms.express.help";
/// The dictionary of recommended values.
pub const DEFAULTS: &str = "Defaults";
/// The file that the system makes of the domain.
const FILE: &str = "ms.express.help.plist";

/// `ms.express.help.plist` of the machine and of one user.
#[derive(Clone, Debug)]
pub struct ManagedPreferences {
    folder: PathBuf,
    user: Option<String>,
    owner: Owner,
}

impl ManagedPreferences {
    /// Names the folder (`/Library/Managed Preferences`) and the short name of the user, whose subfolder is read too.
    pub fn new(folder: impl Into<PathBuf>, user: Option<&str>) -> Self {
        // A name is one part of a path, whatever the environment says.
        let is_name = |name: &&str| !matches!(*name, "" | "." | "..") && !name.contains(['/', '\0']);
        let user = user.filter(is_name).map(str::to_owned);
        Self { folder: folder.into(), user, owner: Owner::ROOT }
    }

    /// Trusts this user instead of root.
    #[must_use]
    pub fn owned_by(mut self, owner: Owner) -> Self {
        self.owner = owner;
        self
    }

    fn read_level(&self, below: &str, mandatory: Layer, recommended: Layer) -> Findings {
        let folder = TrustedFolder::new(&self.folder, below).owned_by(self.owner);
        let path = folder.path().join(FILE);
        if fs::symlink_metadata(&path).is_err() {
            return Findings::default();
        }
        let refused = |path: &Path, reason| {
            let source = Source::new(mandatory, path.to_string_lossy());
            Findings { problems: vec![Problem::of_source(source, reason)], ..Findings::default() }
        };
        if let Err((path, reason)) = folder.examine() {
            return refused(&path, reason);
        }
        match folder.read(Path::new(FILE)).and_then(|bytes| parse(&bytes)) {
            Ok(dictionary) => decode(dictionary, mandatory, recommended, &path.to_string_lossy()),
            Err(reason) => refused(&path, reason),
        }
    }
}

impl PolicySource for ManagedPreferences {
    fn read(&self) -> Findings {
        let mut findings = self.read_level("", Layer::MachineMandatory, Layer::MachineRecommended);
        if let Some(user) = &self.user {
            findings.append(self.read_level(user, Layer::UserMandatory, Layer::UserRecommended));
        }
        findings
    }
}

fn parse(bytes: &[u8]) -> Result<Map<String, Value>, Reason> {
    match plist::from_bytes::<BoundedValue>(bytes) {
        Ok(BoundedValue(Value::Object(dictionary))) => Ok(dictionary),
        Ok(_) => Err(Reason::NotAnObject),
        Err(_) => Err(Reason::InvalidPropertyList),
    }
}

fn decode(dictionary: Map<String, Value>, mandatory: Layer, recommended: Layer, place: &str) -> Findings {
    let mut findings = Findings::default();
    let mut add = |name: String, value: Value, layer| {
        findings.settings.push(Setting { name, value, source: Source::new(layer, place) });
    };
    for (name, value) in dictionary {
        match value {
            Value::Object(defaults) if name == DEFAULTS => {
                defaults.into_iter().for_each(|(name, value)| add(name, value, recommended));
            }
            value => add(name, value, mandatory),
        }
    }
    findings
}
