//! Where values are read from, behind one trait, and the sources of this system.

use std::fmt;
use std::path::PathBuf;

use serde_json::Value;

use crate::layer::{Layer, Source};
use crate::problem::Problem;

/// A place from which policy is read.
pub trait PolicySource {
    /// Reads all that is there. Nothing there is no problem; what cannot be used is reported among the findings.
    fn read(&self) -> Findings;
}

/// A value as it was found, not yet examined. Its debug form leaves the value out: anything may stand there.
#[derive(Clone, PartialEq)]
pub struct Setting {
    /// The key as written.
    pub name: String,
    /// The value.
    pub value: Value,
    /// Where it stood.
    pub source: Source,
}

impl fmt::Debug for Setting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, source, .. } = self;
        formatter.debug_struct("Setting").field("name", name).field("source", source).finish_non_exhaustive()
    }
}

/// What a source has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Values; of two for a key in one layer the later one counts.
    pub settings: Vec<Setting>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Findings {
    /// Takes values that the program has itself: the user's settings, or those of the command line.
    ///
    /// Each value comes with the place to name: `--lang`, an environment variable.
    pub fn from_values<N, P>(layer: Layer, values: impl IntoIterator<Item = (N, Value, P)>) -> Self
    where
        N: Into<String>,
        P: Into<String>,
    {
        let settings = values
            .into_iter()
            .map(|(name, value, place)| Setting {
                name: name.into(),
                value,
                source: Source::new(layer, place),
            })
            .collect();
        Self { settings, problems: Vec::new() }
    }

    /// Adds what another source has; its values count more within a layer.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.settings.append(&mut other.settings);
        self.problems.append(&mut other.problems);
    }
}

/// What has to be known of the machine to find its policy.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    /// The folder the program is installed in, where only administrators can write (Windows).
    pub install_folder: Option<PathBuf>,
    /// The short name of the user (macOS).
    pub user_name: Option<String>,
}

/// The sources of this system, in the order in which they are to be given to [`crate::Policy::resolve`].
///
/// Linux: `/etc/express-help/policies/{managed,recommended}/*.json`. Windows: the registry, below it in rank
/// `policies\policies.json` in the program's folder. macOS: managed preferences.
#[must_use]
#[cfg_attr(target_os = "linux", allow(unused_variables, reason = "Linux has fixed folders"))]
pub fn system_sources(machine: &Machine) -> Vec<Box<dyn PolicySource>> {
    #[cfg(windows)]
    {
        let file = machine.install_folder.as_ref().map(|folder| {
            let file = crate::JsonFile::new(folder, "policies/policies.json", Layer::MachineMandatory);
            Box::new(file) as Box<dyn PolicySource>
        });
        file.into_iter().chain([Box::new(crate::Registry) as Box<dyn PolicySource>]).collect()
    }
    #[cfg(target_os = "macos")]
    {
        vec![Box::new(crate::ManagedPreferences::new(
            "/Library/Managed Preferences",
            machine.user_name.as_deref(),
        ))]
    }
    #[cfg(not(any(windows, target_os = "macos")))]
    {
        let folder = |name: &str, layer| {
            let path = ["policies", name].iter().collect::<PathBuf>();
            Box::new(crate::JsonFolder::new("/etc/express-help", path, layer)) as Box<dyn PolicySource>
        };
        vec![folder("managed", Layer::MachineMandatory), folder("recommended", Layer::MachineRecommended)]
    }
}
