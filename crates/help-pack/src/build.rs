//! A corpus → the files of a pack.

use std::collections::BTreeMap;

use help_content::{ArticleId, Corpus, LanguageCorpus, Synonyms, general_synonyms};
use help_search::{Document, Facets, Passage, SynonymList};

use crate::facet;

use crate::manifest::{FORMAT, FileEntry, Manifest};
use crate::stored::{Contents, ContentsArticle, ContentsSection, StoredArticle, StoredHome};

/// The files of a pack: path → bytes. `manifest.json` describes all others.
pub type PackFiles = BTreeMap<String, Vec<u8>>;

/// What a pack is called.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Name shown to people.
    pub name: String,
    /// The pack's version.
    pub version: String,
    /// The oldest program that understands it.
    pub minimum_program: String,
}

/// Why a pack could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The index of a language failed.
    #[error(transparent)]
    Search(#[from] help_search::BuildError),
    /// A JSON file failed.
    #[error("cannot write {path} of the pack: {source}")]
    Json {
        /// Path in the pack.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
}

/// Makes the files of a pack. The same corpus gives the same bytes.
/// # Errors
/// When the search index cannot be built.
pub fn build(corpus: &Corpus, identity: &Identity) -> Result<PackFiles, BuildError> {
    let mut files: PackFiles =
        corpus.assets.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let mut synonyms = synonym_list(general_synonyms());
    synonyms.extend(synonym_list(corpus.synonyms.clone()));
    for language in &corpus.languages {
        add_language(language, &synonyms, &mut files)?;
    }
    let manifest = Manifest {
        format: FORMAT,
        name: identity.name.clone(),
        version: identity.version.clone(),
        languages: corpus.languages.iter().map(|corpus| corpus.language).collect(),
        created: corpus.date.clone(),
        minimum_program: identity.minimum_program.clone(),
        files: files.iter().map(|(path, bytes)| (path.clone(), FileEntry::of(bytes))).collect(),
    };
    add_json(&mut files, "manifest.json".to_owned(), &manifest)?;
    Ok(files)
}

fn synonym_list(Synonyms { same, means }: Synonyms) -> SynonymList {
    SynonymList { same, means }
}

fn add_language(
    corpus: &LanguageCorpus,
    synonyms: &SynonymList,
    files: &mut PackFiles,
) -> Result<(), BuildError> {
    let folder = corpus.language.tag();
    add_json(files, format!("{folder}/contents.json"), &contents(corpus))?;
    for article in &corpus.articles {
        add_json(files, article_path(folder, article.id.as_str()), &StoredArticle::from(article))?;
    }
    for finder in &corpus.finders {
        add_json(files, finder_path(folder, &finder.id), finder)?;
    }
    for (name, bytes) in help_search::build_index(&documents(corpus), synonyms)? {
        files.insert(format!("{folder}/search/{name}"), bytes);
    }
    Ok(())
}

/// Where an article lies in the pack.
pub(crate) fn article_path(folder: &str, id: &str) -> String {
    format!("{folder}/articles/{id}.json")
}

/// Where a decision tree lies in the pack.
pub(crate) fn finder_path(folder: &str, id: &str) -> String {
    format!("{folder}/finders/{id}.json")
}

fn add_json(files: &mut PackFiles, path: String, value: &impl serde::Serialize) -> Result<(), BuildError> {
    match serde_json::to_vec(value) {
        Ok(bytes) => {
            files.insert(path, bytes);
            Ok(())
        }
        Err(source) => Err(BuildError::Json { path, source }),
    }
}

fn contents(corpus: &LanguageCorpus) -> Contents {
    let mut articles: BTreeMap<&str, Vec<ContentsArticle>> = BTreeMap::new();
    for article in &corpus.articles {
        articles.entry(article.id.section()).or_default().push(article.into());
    }
    let sections = corpus.sections.iter().map(|section| ContentsSection {
        id: section.id.clone(),
        title: section.title.clone(),
        summary: section.summary.clone(),
        icon: section.icon.clone(),
        articles: articles.remove(section.id.as_str()).unwrap_or_default(),
    });
    Contents {
        sections: sections.collect(),
        home: corpus.home.as_ref().map(StoredHome::from),
        finders: corpus.finders.iter().map(Into::into).collect(),
    }
}

/// The articles as the search sees them, with the words of the links that lead to each.
fn documents(corpus: &LanguageCorpus) -> Vec<Document> {
    let mut inbound: BTreeMap<&ArticleId, Vec<String>> = BTreeMap::new();
    for article in &corpus.articles {
        for link in article.links.iter().filter(|link| link.target != article.id) {
            inbound.entry(&link.target).or_default().push(link.text.clone());
        }
    }
    let document = |article: &help_content::Article| Document {
        id: article.id.to_string(),
        title: article.title.clone(),
        description: article.description.clone(),
        keywords: article.keywords.clone(),
        errors: article.errors.clone(),
        facets: facets(article),
        link_texts: inbound.remove(&article.id).unwrap_or_default(),
        text: article.text.clone(),
        passages: article
            .sections
            .iter()
            .map(|section| Passage {
                anchor: section.anchor.clone(),
                title: section.title.clone(),
                start: section.start,
                end: section.end,
            })
            .collect(),
    };
    corpus.articles.iter().map(document).collect()
}

/// What results can be narrowed down by. An article for nobody in particular is for everybody.
fn facets(article: &help_content::Article) -> Facets {
    let audience = article.audience.iter().map(|one| one.name().to_owned()).collect();
    let platforms = article.platforms.iter().map(|one| one.name().to_owned()).collect();
    let section = vec![article.id.section().to_owned()];
    [(facet::AUDIENCE, audience), (facet::PLATFORM, platforms), (facet::SECTION, section)]
        .map(|(name, values)| (name.to_owned(), values))
        .into()
}
