//! The shapes of the JSON files in a pack.

use help_content::{Article, ArticleId, Audience, Finder, Home, LabelledLink, OutlineItem, Platform};
use serde::{Deserialize, Serialize};

/// `contents.json`: everything needed to draw the contents and the home page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The home page, if the corpus has one.
    pub home: Option<StoredHome>,
    /// Sections in order.
    pub sections: Vec<ContentsSection>,
    /// Decision trees in order.
    #[serde(default)]
    pub finders: Vec<ContentsFinder>,
}

impl Contents {
    /// All articles in reading order, each with its section.
    pub fn articles(&self) -> impl Iterator<Item = (&ContentsSection, &ContentsArticle)> {
        self.sections
            .iter()
            .flat_map(|section| section.articles.iter().map(move |article| (section, article)))
    }
}

/// The home page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredHome {
    /// Greeting.
    pub title: String,
    /// Sentence under it; may be empty.
    pub description: String,
    /// Sanitised HTML.
    pub html: String,
    /// One-click answers.
    pub quick: Vec<LabelledLink>,
    /// Buttons to support.
    pub support: Vec<LabelledLink>,
}

impl From<&Home> for StoredHome {
    fn from(home: &Home) -> Self {
        Self {
            title: home.title.clone(),
            description: home.description.clone(),
            html: home.html.clone(),
            quick: home.quick.clone(),
            support: home.support.clone(),
        }
    }
}

/// A section and its articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentsSection {
    /// Folder path.
    pub id: String,
    /// Name.
    pub title: String,
    /// A few words.
    pub summary: String,
    /// Name of an icon.
    pub icon: String,
    /// Articles in order.
    pub articles: Vec<ContentsArticle>,
}

/// An article in the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentsArticle {
    /// Id.
    pub id: ArticleId,
    /// Title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Whom it is for.
    pub audience: Vec<Audience>,
    /// Where it applies; empty is everywhere.
    pub platforms: Vec<Platform>,
    /// `YYYY-MM-DD`.
    pub updated: Option<String>,
}

impl From<&Article> for ContentsArticle {
    fn from(article: &Article) -> Self {
        Self {
            id: article.id.clone(),
            title: article.title.clone(),
            description: article.description.clone(),
            audience: article.audience.clone(),
            platforms: article.platforms.clone(),
            updated: article.updated.clone(),
        }
    }
}

/// A decision tree in the contents; the tree itself is in `finders/<id>.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentsFinder {
    /// Id.
    pub id: String,
    /// The trouble.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Name of an icon.
    pub icon: String,
    /// Ids of the articles that offer it.
    pub articles: Vec<String>,
}

impl From<&Finder> for ContentsFinder {
    fn from(finder: &Finder) -> Self {
        Self {
            id: finder.id.clone(),
            title: finder.title.clone(),
            summary: finder.summary.clone(),
            icon: finder.icon.clone(),
            articles: finder.articles.clone(),
        }
    }
}

/// `articles/<id>.json`: what the window needs beside the contents to show an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredArticle {
    /// Sanitised HTML.
    pub html: String,
    /// Headings.
    pub outline: Vec<OutlineItem>,
    /// Ids of related articles.
    pub related: Vec<ArticleId>,
}

impl From<&Article> for StoredArticle {
    fn from(article: &Article) -> Self {
        Self {
            html: article.html.clone(),
            outline: article.outline.clone(),
            related: article.related.clone(),
        }
    }
}
