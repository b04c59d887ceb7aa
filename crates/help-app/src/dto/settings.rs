//! The user's settings as they cross to the window, and what of them policy locks or recommends.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::{Audience, ExternalLinks, Language, Platform, PolicyOrigin};

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How wide the column of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Column {
    /// Short lines.
    Narrow,
    /// The usual lines.
    #[default]
    Normal,
    /// Long lines, for large windows.
    Wide,
}

/// Whether the window moves things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Motion {
    /// As the system says.
    #[default]
    System,
    /// As little as possible.
    Reduce,
}

/// What is shown at the start where nothing else was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum StartPage {
    /// The home page.
    #[default]
    Home,
    /// Where the reader was last.
    Last,
    /// The article that policy names.
    Article,
}

/// What holds for the user: chosen, or set by the organisation.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Settings {
    /// Language of the interface and the articles.
    pub language: Language,
    /// Colours.
    pub theme: Theme,
    /// Page zoom, 1 is 100 %; between 0.5 and 3.
    pub zoom: f64,
    /// Who reads; opens the blocks written for them.
    pub audience: Audience,
    /// The platform whose tab is shown first.
    pub platform: Option<Platform>,
    /// Whether the contents are shown in a wide window.
    pub contents_open: bool,
    /// How wide the column of text is.
    pub column: Column,
    /// Whether the window moves things.
    pub motion: Motion,
    /// Whether a search is corrected without being asked.
    pub corrections: bool,
    /// Whether searches that led somewhere are kept.
    pub keep_searches: bool,
    /// What is shown at the start.
    pub start_page: StartPage,
    /// The article that policy wants shown at the start.
    pub start_article: Option<String>,
    /// Whether the program starts when the user signs in to the system.
    pub autostart: bool,
    /// What a link to the outside does. Policy decides; nobody chooses it here.
    pub external_links: ExternalLinks,
    /// Whether the page with the policy is shown to users. Policy decides.
    pub policy_page: bool,
    /// What the user cannot change.
    pub locked: Vec<SettingLock>,
    /// What the organisation recommends.
    pub recommended: Vec<SettingAdvice>,
}

/// Settings to change; a missing key leaves the value.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct SettingsPatch {
    /// See [`Settings`].
    pub language: Option<Language>,
    /// See [`Settings`].
    pub theme: Option<Theme>,
    /// See [`Settings`]; values out of range are brought into it.
    pub zoom: Option<f64>,
    /// See [`Settings`].
    pub audience: Option<Audience>,
    /// See [`Settings`]; `null` means no preference.
    #[serde(deserialize_with = "present")]
    #[ts(as = "Option<Platform>", optional = nullable)]
    pub platform: Option<Option<Platform>>,
    /// See [`Settings`].
    pub contents_open: Option<bool>,
    /// See [`Settings`].
    pub column: Option<Column>,
    /// See [`Settings`].
    pub motion: Option<Motion>,
    /// See [`Settings`].
    pub corrections: Option<bool>,
    /// See [`Settings`]; switched off, what was kept is forgotten.
    pub keep_searches: Option<bool>,
    /// See [`Settings`].
    pub start_page: Option<StartPage>,
    /// See [`Settings`].
    pub autostart: Option<bool>,
    /// The user's choice is given up for what the organisation recommends, else for what is built in.
    pub reset: Option<SettingName>,
}

/// Tells a key that is `null` from one that is missing.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Platform>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// A setting that policy can lock or recommend, by its name among the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SettingName {
    /// Language of the interface and the articles.
    Language,
    /// Colours.
    Theme,
    /// Who reads.
    Audience,
    /// The platform whose tab is shown first.
    Platform,
    /// What a link to the outside does.
    ExternalLinks,
    /// What is shown at the start.
    StartPage,
    /// Whether the program starts with the session.
    Autostart,
}

/// A setting that the user cannot change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SettingLock {
    /// Which one.
    pub setting: SettingName,
    /// Who locked it: the layer and the place of the mandatory value.
    pub by: PolicyOrigin,
}

/// A value that the organisation recommends, and whether it holds.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct SettingAdvice {
    /// For which setting.
    pub setting: SettingName,
    /// The value, as the setting has it.
    #[ts(type = "unknown")]
    pub value: Value,
    /// Whether it is what holds now.
    pub followed: bool,
    /// Who recommends it: the layer and the place of the value.
    pub by: PolicyOrigin,
}
