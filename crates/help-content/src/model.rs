//! The vocabulary of the corpus: articles, sections, languages.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::finder::Finder;
use crate::synonyms::Synonyms;

/// A language of the corpus and of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub enum Language {
    /// Russian, the first language of the product.
    Ru,
    /// English.
    En,
}

impl Language {
    /// Every language, the first of the product first.
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// The folder and the BCP 47 tag: `ru` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The text is not a name of this vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{found}\" is not one of {expected}")]
pub struct UnknownName {
    found: String,
    expected: &'static str,
}

impl FromStr for Language {
    type Err = UnknownName;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "ru" => Ok(Self::Ru),
            "en" => Ok(Self::En),
            _ => Err(UnknownName { found: text.to_owned(), expected: "ru, en" }),
        }
    }
}

/// Whom an article is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub enum Audience {
    /// An employee who uses the messenger.
    User,
    /// An administrator of the organisation's server.
    Admin,
    /// First-line support.
    Support,
}

impl Audience {
    /// The name used in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Admin => "admin",
            Self::Support => "support",
        }
    }
}

impl FromStr for Audience {
    type Err = UnknownName;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ALL: [Audience; 3] = [Audience::User, Audience::Admin, Audience::Support];
        ALL.into_iter()
            .find(|audience| audience.name() == text)
            .ok_or_else(|| UnknownName { found: text.to_owned(), expected: "user, admin, support" })
    }
}

/// Where the described function lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub enum Platform {
    /// The messenger in a browser.
    Web,
    /// The messenger for Windows, macOS and Linux.
    Desktop,
    /// iPhone and iPad.
    Ios,
    /// Android phones and tablets.
    Android,
    /// The web interface for administrators.
    AdminPanel,
    /// The organisation's server.
    Server,
}

impl Platform {
    /// The name used in front matter and heading attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Desktop => "desktop",
            Self::Ios => "ios",
            Self::Android => "android",
            Self::AdminPanel => "admin-panel",
            Self::Server => "server",
        }
    }
}

impl FromStr for Platform {
    type Err = UnknownName;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ALL: [Platform; 6] = [
            Platform::Web,
            Platform::Desktop,
            Platform::Ios,
            Platform::Android,
            Platform::AdminPanel,
            Platform::Server,
        ];
        ALL.into_iter().find(|platform| platform.name() == text).ok_or_else(|| UnknownName {
            found: text.to_owned(),
            expected: "web, desktop, ios, android, admin-panel, server",
        })
    }
}

/// The identity of an article: its path below the language folder without `.md`, e.g. `login/qr-login`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(String);

impl ArticleId {
    /// Wraps a path; the loader checks its form.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the section it lies in: everything before the last `/`, empty at the root of a lenient tree.
    pub fn section(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(section, _)| section)
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A heading in the outline of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct OutlineItem {
    /// The `id` of the heading in the article's HTML.
    pub anchor: String,
    /// The heading as plain text.
    pub title: String,
    /// 2 to 6.
    pub level: u8,
}

/// A stretch of an article's plain text that belongs to one heading (or to none, before the first).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSection {
    /// The anchor of the heading; empty for the text before the first heading.
    pub anchor: String,
    /// The heading as plain text; empty before the first heading.
    pub title: String,
    /// Byte offset into [`Article::text`] where the section's text begins (the heading itself is not part of it).
    pub start: usize,
    /// Byte offset where it ends.
    pub end: usize,
}

/// A link from one article to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The article it leads to.
    pub target: ArticleId,
    /// The words of the link.
    pub text: String,
}

/// One article in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its id, the same in every language.
    pub id: ArticleId,
    /// Shown as the page's heading.
    pub title: String,
    /// One sentence under the title; may be empty in a lenient corpus.
    pub description: String,
    /// Words people type that the article does not contain.
    pub keywords: Vec<String>,
    /// Whom it is for; never empty.
    pub audience: Vec<Audience>,
    /// Where it applies; empty means everywhere.
    pub platforms: Vec<Platform>,
    /// `YYYY-MM-DD` of the last change of substance.
    pub updated: Option<String>,
    /// Place within the section.
    pub order: i64,
    /// Exact texts of error messages it explains.
    pub errors: Vec<String>,
    /// Articles worth reading next.
    pub related: Vec<ArticleId>,
    /// Sanitised HTML of the body, without the title.
    pub html: String,
    /// Headings in reading order.
    pub outline: Vec<OutlineItem>,
    /// The body as plain text, blocks separated by a line break.
    pub text: String,
    /// The parts of `text` by heading, in order.
    pub sections: Vec<TextSection>,
    /// Links to other articles, in order.
    pub links: Vec<Link>,
}

/// A section of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The folder's path below the language folder.
    pub id: String,
    /// Its name in the contents.
    pub title: String,
    /// Place in the contents.
    pub order: i64,
    /// Name of an icon of the interface's set.
    pub icon: String,
    /// A few words for the card on the home page.
    pub summary: String,
}

/// A link of the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct LabelledLink {
    /// What the button says.
    pub label: String,
    /// Id of the article it opens.
    pub article: String,
}

/// The home page in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// The greeting.
    pub title: String,
    /// A sentence under the greeting; may be empty.
    pub description: String,
    /// `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// One-click answers.
    pub quick: Vec<LabelledLink>,
    /// Buttons to support.
    pub support: Vec<LabelledLink>,
    /// Sanitised HTML of the introduction.
    pub html: String,
}

/// The words in a picture, to be read over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureWords {
    /// The file of its labels, below the content folder.
    pub file: String,
    /// A line a label.
    pub text: String,
}

/// Everything there is in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageCorpus {
    /// The language.
    pub language: Language,
    /// The home page, if the tree has one.
    pub home: Option<Home>,
    /// Sections in the order of the contents.
    pub sections: Vec<Section>,
    /// Articles in the order of the contents: by section, then by `order`, then by title.
    pub articles: Vec<Article>,
    /// Decision trees in their order.
    pub finders: Vec<Finder>,
    /// The words of pictures that have them beside them.
    pub pictures: Vec<PictureWords>,
}

/// A content tree, compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// One entry a language, Russian first.
    pub languages: Vec<LanguageCorpus>,
    /// Pictures the articles show: path in the pack → bytes. One SVG source has a light and a dark entry.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The authors' own synonyms, for all languages; the general ones are not among them.
    pub synonyms: Synonyms,
    /// The newest `updated` of all articles, `YYYY-MM-DD`; the corpus date shown to people.
    pub date: Option<String>,
}
