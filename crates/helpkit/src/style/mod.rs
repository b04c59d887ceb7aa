//! Consistency that the compiler of articles does not ask for: terms, labels, spelling, marks, links, headings.
//!
//! `content/glossary.yaml` says which word is used for a thing and which are not; `content/words.txt` has the words that no
//! dictionary knows. Both are optional. Everything found is a warning: the articles can be published as they are.

mod glossary;
mod labels;
mod marks;
mod prose;
mod spelling;
mod structure;

use std::path::Path;

use anyhow::{Context, Result};
use help_content::{Article, Corpus, Language, LanguageCorpus, Problem, Severity};

pub(crate) use spelling::Dictionaries;

use glossary::Glossary;
use prose::Prose;
use spelling::Words;

/// Everything that is inconsistent; spelling only with dictionaries.
/// # Errors
/// When the glossary or the list of words cannot be read.
pub(crate) fn check(
    root: &Path,
    corpus: &Corpus,
    dictionaries: Option<&Dictionaries>,
) -> Result<Vec<Problem>> {
    let glossary = Glossary::read(root)?;
    let words = Words::read(root)?;
    let mut found = structure::check(corpus);
    for language in &corpus.languages {
        found.extend(labels::check(language));
        let articles = language.articles.iter().map(Prose::of);
        let finders = language.finders.iter().map(Prose::of_finder);
        let pictures = language.pictures.iter().map(Prose::of_picture);
        for prose in articles.chain(finders).chain(pictures) {
            found.extend(glossary.check(language.language, &prose));
            found.extend(marks::check(language.language, &prose));
            if let Some(dictionaries) = dictionaries {
                found.extend(dictionaries.check(language.language, &prose, &words));
            }
        }
    }
    let mut problems: Vec<Problem> =
        found.into_iter().map(|finding| finding.into_problem(root, corpus.languages.len() == 1)).collect();
    problems.sort();
    Ok(problems)
}

/// Where texts stand.
#[derive(Clone, Debug)]
enum Place {
    /// The id of an article.
    Article(String),
    /// A file of both languages, below the content folder.
    File(String),
}

impl Place {
    fn of(article: &Article) -> Self {
        Self::Article(article.id.to_string())
    }
}

/// Something inconsistent in an article, a problem finder or a picture.
struct Finding {
    language: Language,
    place: Place,
    code: &'static str,
    /// What to look for in the source to name the line; empty for the whole file.
    needle: String,
    message: String,
    help: String,
}

impl Finding {
    fn new(language: Language, place: &Place, code: &'static str, needle: &str, message: String) -> Self {
        Self { language, place: place.clone(), code, needle: needle.to_owned(), message, help: String::new() }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The problem with file and line. A tree of one language has no folder for it.
    fn into_problem(self, root: &Path, is_single: bool) -> Problem {
        let file = match self.place {
            Place::File(file) => file,
            Place::Article(id) => {
                let in_folder = format!("{}/{id}.md", self.language.tag());
                let is_alone = is_single && !root.join(&in_folder).exists();
                if is_alone { format!("{id}.md") } else { in_folder }
            }
        };
        let source = std::fs::read_to_string(root.join(&file)).unwrap_or_default();
        let line = source.lines().position(|line| !self.needle.is_empty() && line.contains(&self.needle));
        Problem {
            file,
            line: line.map(|line| line + 1),
            code: self.code,
            severity: Severity::Warning,
            message: self.message,
            help: self.help,
        }
    }
}

/// A file of the content tree that need not be there.
fn optional_file(root: &Path, name: &str) -> Result<Option<String>> {
    let path = root.join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The articles of a language by id.
fn article<'a>(corpus: &'a LanguageCorpus, id: &str) -> Option<&'a Article> {
    corpus.articles.iter().find(|article| article.id.as_str() == id)
}

#[cfg(test)]
mod tests;
