//! The layers a value may come from, in the order of their precedence, and where exactly it stood.

use serde::Serialize;

/// A layer of values. The order of the variants is the precedence: the first is the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// Set by the administrator for everyone on this machine; nobody can change it.
    MachineMandatory,
    /// Set by the administrator for this user; the user cannot change it.
    UserMandatory,
    /// Given with the command line or an environment variable, for one run.
    CommandLine,
    /// Chosen by the user in the program.
    UserSettings,
    /// Suggested by the administrator for this user.
    UserRecommended,
    /// Suggested by the administrator for everyone on this machine.
    MachineRecommended,
    /// Comes with the program.
    BuiltIn,
}

impl Layer {
    /// Every layer, strongest first.
    pub const ALL: [Self; 7] = [
        Self::MachineMandatory,
        Self::UserMandatory,
        Self::CommandLine,
        Self::UserSettings,
        Self::UserRecommended,
        Self::MachineRecommended,
        Self::BuiltIn,
    ];

    /// Tells whether the user cannot change a value of this layer.
    #[must_use]
    pub fn is_mandatory(self) -> bool {
        matches!(self, Self::MachineMandatory | Self::UserMandatory)
    }

    /// Tells whether only an administrator of the machine (or the program's maker) can write to this layer.
    ///
    /// The user's branches of the registry count as the user's: they are protected by permissions that programs running
    /// as the user have been able to get around.
    #[must_use]
    pub fn belongs_to_machine(self) -> bool {
        matches!(self, Self::MachineMandatory | Self::MachineRecommended | Self::BuiltIn)
    }
}

/// Where a value or a problem comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The layer.
    pub layer: Layer,
    /// Where exactly, as an administrator would look for it: a file's path, a registry path, an option's name. Empty for
    /// what is built in.
    pub place: String,
}

impl Source {
    /// Names a place in a layer.
    pub fn new(layer: Layer, place: impl Into<String>) -> Self {
        Self { layer, place: place.into() }
    }

    /// The program itself.
    #[must_use]
    pub fn built_in() -> Self {
        Self::new(Layer::BuiltIn, "")
    }
}
