//! Names that the administrative template and its texts share.

use help_policy::{Area, Definition, Key, REGISTRY_PATH, REGISTRY_RECOMMENDED, Reach, definitions};

/// The namespace of the policies: what it is called cannot change after a rollout.
pub(crate) const NAMESPACE: &str = "eXpress.Policies.Help";
/// The category of everything.
pub(crate) const ROOT: &str = "EXpressHelp";
/// The category of recommended values.
pub(crate) const RECOMMENDED: &str = "EXpressHelp_Recommended";
/// The versions of the program that know these keys.
pub(crate) const SUPPORTED: &str = "SUPPORTED_ExpressHelp";

/// One of the two ways to set a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Force {
    /// Users cannot change the value.
    Mandatory,
    /// Users can.
    Recommended,
}

impl Force {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Mandatory, Self::Recommended];

    /// The definitions that have a policy of this force, by area. What users cannot set needs no recommendation.
    pub(crate) fn definitions(self, area: Area) -> impl Iterator<Item = &'static Definition> {
        definitions().filter(move |definition| {
            definition.area == area && (self == Self::Mandatory || definition.reach == Reach::Anyone)
        })
    }

    /// The areas that have a policy of this force.
    pub(crate) fn areas(self) -> impl Iterator<Item = Area> {
        Area::ALL.into_iter().filter(move |area| self.definitions(*area).next().is_some())
    }

    /// The registry key below the hive.
    pub(crate) fn path(self) -> String {
        match self {
            Self::Mandatory => REGISTRY_PATH.to_owned(),
            Self::Recommended => format!(r"{REGISTRY_PATH}\{REGISTRY_RECOMMENDED}"),
        }
    }

    /// The name of a key's policy.
    pub(crate) fn policy(self, key: Key) -> String {
        format!("{key}{}", self.ending())
    }

    /// The name of an area's category.
    pub(crate) fn category(self, area: Area) -> String {
        format!("Area_{area:?}{}", self.ending())
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Mandatory => "",
            Self::Recommended => "_Recommended",
        }
    }
}

/// The id of the part of a policy in which its value is entered.
pub(crate) fn element(key: Key) -> String {
    format!("{key}_Value")
}

/// The id of the text for a word of a choice.
pub(crate) fn word(key: Key, word: &str) -> String {
    format!("{key}_{}", word.replace('-', "_"))
}

/// The id of the text that explains a key.
pub(crate) fn explanation(key: Key) -> String {
    format!("{key}_Explain")
}
