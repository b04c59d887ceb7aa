//! The way in: a content folder → a corpus and the problems found on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::check;
use crate::finder;
use crate::front_matter::{self, Keys};
use crate::links::{Names, Resolver};
use crate::markdown::{self, AnchorUse, Compiled, Source};
use crate::model::{
    Article, ArticleId, Audience, Corpus, Home, Language, LanguageCorpus, OutlineItem, Section,
};
use crate::picture::{self, Picture};
use crate::problem::{Problem, Severity};
use crate::sanitize::sanitize;
use crate::synonyms::{self, Synonyms};
use crate::tree::{self, Tree};

/// How much is demanded of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Content of this project: whatever is wrong is an error.
    Strict,
    /// Markdown nobody here wrote: what is missing is guessed, what is wrong is a warning.
    Lenient,
}

/// How to read a content folder.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Strict for content written for this program.
    pub strictness: Strictness,
    /// Language of a tree that has neither `ru/` nor `en/`.
    pub single_language: Language,
}

/// Why a content folder could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder is missing or cannot be read.
    #[error("cannot read the content folder {path}: {source}; check the path and its permissions")]
    Read {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no Markdown file in it.
    #[error("there is no Markdown file in {path}; expected ru/<section>/<article>.md")]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}

/// Compiles the tree below `root`. Problems are sorted by file and line.
///
/// `progress` is called with (articles done, articles in all), from several threads.
/// # Errors
/// Only when the folder cannot be read or holds no Markdown; anything wrong with single files is a [`Problem`].
pub fn load(
    root: &Path,
    options: Options,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<(Corpus, Vec<Problem>), LoadError> {
    let mut problems = Vec::new();
    let tree = tree::read_tree(root, &mut problems)
        .map_err(|source| LoadError::Read { path: root.to_owned(), source })?;
    if tree.markdown.is_empty() {
        return Err(LoadError::Empty { path: root.to_owned() });
    }
    let corpus = compile_tree(&tree, options, progress, &mut problems);
    if options.strictness == Strictness::Lenient {
        problems.iter_mut().for_each(|problem| problem.severity = Severity::Warning);
    }
    problems.sort();
    problems.dedup();
    Ok((corpus, problems))
}

/// One Markdown file with its place.
#[derive(Clone, Copy)]
struct File<'a> {
    path: &'a str,
    language: Language,
    prefix: &'a str,
    bytes: &'a [u8],
}

impl<'a> File<'a> {
    /// Path below the language folder without the ending.
    fn id(&self) -> &'a str {
        let below = &self.path[self.prefix.len()..];
        below.rsplit_once('.').map_or(below, |(stem, _)| stem)
    }
}

/// An article with what has to be checked against all the others.
pub(crate) struct Draft {
    pub file: String,
    pub language: Language,
    pub article: Article,
    pub anchors: Vec<AnchorUse>,
    pub images: Vec<String>,
    /// Line of `related` in the file.
    pub related_line: usize,
}

/// A home page with what has to be checked against the articles.
pub(crate) struct HomeDraft {
    pub file: String,
    pub language: Language,
    pub outline: Vec<OutlineItem>,
    pub anchors: Vec<AnchorUse>,
}

fn compile_tree(
    tree: &Tree,
    options: Options,
    progress: &(dyn Fn(usize, usize) + Sync),
    problems: &mut Vec<Problem>,
) -> Corpus {
    let files = place_files(tree, options, problems);
    let pictures = picture::compile(&tree.assets, &tree.data, problems);
    let strict = options.strictness;
    let names = names(&files, &pictures, strict);

    let mut languages: BTreeMap<Language, LanguageCorpus> = BTreeMap::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut homes = Vec::new();
    let mut articles = Vec::new();
    for file in files {
        let entry = languages.entry(file.language).or_insert_with(|| LanguageCorpus {
            language: file.language,
            home: None,
            sections: Vec::new(),
            articles: Vec::new(),
            finders: Vec::new(),
            pictures: Vec::new(),
        });
        match file.id() {
            "index" if strict == Strictness::Strict => {
                let (home, compiled) = compile_home(file, &names, problems);
                entry.home = Some(home);
                used.extend(compiled.images);
                let Compiled { outline, anchors, .. } = compiled;
                homes.push(HomeDraft {
                    file: file.path.to_owned(),
                    language: file.language,
                    outline,
                    anchors,
                });
            }
            id if id == "_section" || id.ends_with("/_section") => {
                entry.sections.push(compile_section(file, strict, problems));
            }
            _ => articles.push(file),
        }
    }
    let drafts = compile_articles(&articles, &names, strict, progress, problems);
    let anchors = check::anchors(&drafts, &homes);
    check::check(&drafts, &homes, &languages, &names, &anchors, strict, problems);
    if strict == Strictness::Strict {
        for (language, finders) in finder::compile(&tree.data, &names, &anchors, problems) {
            languages.entry(language).and_modify(|corpus| corpus.finders = finders);
        }
    }
    let mut assets = BTreeMap::new();
    for draft in drafts {
        used.extend(draft.images);
        if let Some(corpus) = languages.get_mut(&draft.language) {
            corpus.articles.push(draft.article);
        }
    }
    for (path, picture) in pictures {
        for (language, words) in picture.words {
            languages.entry(language).and_modify(|corpus| corpus.pictures.push(words));
        }
        if used.contains(&path) {
            assets.extend(picture.entries);
        }
    }
    let synonyms = tree.data.get(synonyms::FILE).map(|bytes| decode(synonyms::FILE, bytes, problems));
    let synonyms = synonyms.map_or_else(Synonyms::default, |yaml| synonyms::read(&yaml, problems));
    Corpus { synonyms, ..finish(languages, assets) }
}

/// Decides the language of every file and reports paths that fit no scheme, and second files of one id.
fn place_files<'a>(tree: &'a Tree, options: Options, problems: &mut Vec<Problem>) -> Vec<File<'a>> {
    let has_folder = |prefix: &str| tree.markdown.keys().any(|path| path.starts_with(prefix));
    let bilingual = has_folder("ru/") || has_folder("en/");
    let (mut files, mut taken) = (Vec::new(), BTreeSet::new());
    for (path, bytes) in &tree.markdown {
        let place = match path.split_once('/') {
            _ if !bilingual => Some((options.single_language, "")),
            Some(("ru", _)) => Some((Language::Ru, "ru/")),
            Some(("en", _)) => Some((Language::En, "en/")),
            _ => None,
        };
        match place {
            Some((language, prefix)) => {
                let file = File { path, language, prefix, bytes };
                if taken.insert((language, file.id())) {
                    files.push(file);
                } else {
                    let message = format!("another file has the id {} already; it is left out", file.id());
                    problems.push(Problem::new(path, "duplicate-id", message, "rename one of the files"));
                }
            }
            None => {
                let message = "the file lies in no language";
                problems.push(Problem::new(path, "no-language", message, "move it below ru/ or en/"));
            }
        }
    }
    files
}

fn names(files: &[File<'_>], pictures: &BTreeMap<String, Picture>, strictness: Strictness) -> Names {
    let mut names = Names::default();
    for file in files {
        let id = file.id();
        match id.strip_suffix("/_section") {
            Some(section) => names.sections.entry(file.language).or_default().insert(section.to_owned()),
            None if id == "_section" || id == "index" && strictness == Strictness::Strict => false,
            None => names.articles.entry(file.language).or_default().insert(id.to_owned()),
        };
    }
    names.pictures = pictures.iter().map(|(path, picture)| (path.clone(), picture.facts)).collect();
    names
}

fn compile_articles(
    files: &[File<'_>],
    names: &Names,
    strictness: Strictness,
    progress: &(dyn Fn(usize, usize) + Sync),
    problems: &mut Vec<Problem>,
) -> Vec<Draft> {
    let done = std::sync::atomic::AtomicUsize::new(0);
    let results: Vec<(Draft, Vec<Problem>)> = files
        .par_iter()
        .map(|file| {
            let mut problems = Vec::new();
            let draft = compile_article(*file, names, strictness, &mut problems);
            progress(1 + done.fetch_add(1, std::sync::atomic::Ordering::Relaxed), files.len());
            (draft, problems)
        })
        .collect();
    results
        .into_iter()
        .map(|(draft, found)| {
            problems.extend(found);
            draft
        })
        .collect()
}

/// The text of a file; invalid UTF-8 is reported and replaced.
fn decode(path: &str, bytes: &[u8], problems: &mut Vec<Problem>) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
            let message = "the file is not valid UTF-8; the wrong bytes are shown as \u{fffd}";
            problems.push(Problem::new(path, "encoding", message, "save it as UTF-8").at(line));
            String::from_utf8_lossy(bytes).into_owned()
        }
    }
}

fn split<'a>(file: File<'_>, text: &'a str, problems: &mut Vec<Problem>) -> front_matter::Split<'a> {
    let split = front_matter::split(text);
    if split.unclosed {
        let message = "the front matter is not closed";
        problems.push(Problem::new(file.path, "front-matter", message, "end it with a line of ---").at(1));
    }
    split
}

fn required(file: File<'_>, key: &str, problems: &mut Vec<Problem>) {
    let message = format!("`{key}` is missing in the front matter");
    problems.push(Problem::new(file.path, "missing-key", message, format!("add `{key}: …`")).at(1));
}

fn compile_body(
    file: File<'_>,
    split: &front_matter::Split<'_>,
    names: &Names,
    problems: &mut Vec<Problem>,
) -> Compiled {
    let resolver = Resolver { names, language: file.language, file: file.path, prefix: file.prefix };
    let source =
        Source { file: file.path, language: file.language, body: split.body, body_line: split.body_line };
    markdown::compile(source, &resolver, problems)
}

fn compile_article(
    file: File<'_>,
    names: &Names,
    strictness: Strictness,
    problems: &mut Vec<Problem>,
) -> Draft {
    const KNOWN: &str = "title, description, keywords, audience, platforms, updated, order, errors, related";
    let strict = strictness == Strictness::Strict;
    let source = decode(file.path, file.bytes, problems);
    let split = split(file, &source, problems);
    let mut keys = Keys::parse(file.path, split.yaml.unwrap_or(""), problems);
    let related_line = keys.line("related");
    let title = keys.text("title", problems);
    let mut audience = keys.names("audience", problems);
    if audience.is_empty() {
        audience.push(Audience::User);
    }
    let mut article = Article {
        id: ArticleId::new(file.id()),
        title: String::new(),
        description: keys.text("description", problems).unwrap_or_default(),
        keywords: keys.list("keywords", problems),
        audience,
        platforms: keys.names("platforms", problems),
        updated: keys.date("updated", problems),
        order: keys.integer("order", problems).unwrap_or(i64::MAX),
        errors: keys.list("errors", problems),
        related: keys.list("related", problems).into_iter().map(ArticleId::new).collect(),
        html: String::new(),
        outline: Vec::new(),
        text: String::new(),
        sections: Vec::new(),
        links: Vec::new(),
    };
    if strict {
        keys.report_unknown(KNOWN, problems);
        let absent = [
            ("title", title.is_none()),
            ("description", article.description.is_empty()),
            ("updated", article.updated.is_none()),
        ];
        absent.iter().filter(|(_, absent)| *absent).for_each(|(key, _)| required(file, key, problems));
    }
    let compiled = compile_body(file, &split, names, problems);
    if strict && compiled.leading_title.is_some() {
        let message = "a level-one heading in the text";
        let help = "the title stands in the front matter; begin the text with ## headings";
        problems.push(Problem::new(file.path, "heading-level", message, help).at(split.body_line));
    }
    article.title = title
        .or(compiled.leading_title)
        .filter(|title| !title.trim().is_empty())
        .unwrap_or_else(|| title_from_path(file.id()));
    article.html = sanitize(&compiled.html);
    article.outline = compiled.outline;
    article.text = compiled.text;
    article.sections = compiled.sections;
    article.links = compiled.links;
    Draft {
        file: file.path.to_owned(),
        language: file.language,
        article,
        anchors: compiled.anchors,
        images: compiled.images,
        related_line,
    }
}

/// A title made from the last part of a path: `audio-bad_sound` → `Audio bad sound`.
fn title_from_path(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).replace(['-', '_'], " ");
    let mut characters = name.trim().chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => path.to_owned(),
    }
}

fn compile_section(file: File<'_>, strictness: Strictness, problems: &mut Vec<Problem>) -> Section {
    let source = decode(file.path, file.bytes, problems);
    let split = split(file, &source, problems);
    let mut keys = Keys::parse(file.path, split.yaml.unwrap_or(""), problems);
    let id = ArticleId::new(file.id()).section().to_owned();
    let title = keys.text("title", problems);
    let section = Section {
        title: title.clone().unwrap_or_else(|| title_from_path(&id)),
        order: keys.integer("order", problems).unwrap_or(i64::MAX),
        icon: keys.text("icon", problems).unwrap_or_default(),
        summary: keys.text("summary", problems).unwrap_or_default(),
        id,
    };
    if strictness == Strictness::Strict {
        keys.report_unknown("title, order, icon, summary", problems);
        let absent = [
            ("title", title.is_none()),
            ("summary", section.summary.is_empty()),
            ("icon", section.icon.is_empty()),
        ];
        absent.iter().filter(|(_, absent)| *absent).for_each(|(key, _)| required(file, key, problems));
    }
    section
}

fn compile_home(file: File<'_>, names: &Names, problems: &mut Vec<Problem>) -> (Home, Compiled) {
    let source = decode(file.path, file.bytes, problems);
    let split = split(file, &source, problems);
    let mut keys = Keys::parse(file.path, split.yaml.unwrap_or(""), problems);
    let title = keys.text("title", problems);
    if title.is_none() {
        required(file, "title", problems);
    }
    let lines = [keys.line("quick"), keys.line("support")];
    let mut home = Home {
        title: title.unwrap_or_default(),
        description: keys.text("description", problems).unwrap_or_default(),
        updated: keys.date("updated", problems),
        quick: keys.links("quick", problems),
        support: keys.links("support", problems),
        html: String::new(),
    };
    keys.report_unknown("title, description, updated, quick, support", problems);
    let known = names.articles.get(&file.language);
    for (links, line) in [(&home.quick, lines[0]), (&home.support, lines[1])] {
        for link in links.iter().filter(|link| known.is_none_or(|ids| !ids.contains(&link.article))) {
            let message = format!("there is no article {}", link.article);
            problems.push(Problem::new(file.path, "broken-link", message, "check the id").at(line));
        }
    }
    let compiled = compile_body(file, &split, names, problems);
    home.html = sanitize(&compiled.html);
    (home, compiled)
}

/// Puts everything into the order of the contents.
fn finish(languages: BTreeMap<Language, LanguageCorpus>, assets: BTreeMap<String, Vec<u8>>) -> Corpus {
    let mut languages: Vec<LanguageCorpus> = languages.into_values().collect();
    let mut date = None;
    for corpus in &mut languages {
        let mut known: BTreeSet<String> = corpus.sections.iter().map(|section| section.id.clone()).collect();
        for article in &corpus.articles {
            let id = article.id.section();
            if known.insert(id.to_owned()) {
                corpus.sections.push(Section {
                    id: id.to_owned(),
                    title: title_from_path(id),
                    order: i64::MAX,
                    icon: String::new(),
                    summary: String::new(),
                });
            }
        }
        corpus.sections.sort_by(|a, b| (a.order, &a.title, &a.id).cmp(&(b.order, &b.title, &b.id)));
        let place: BTreeMap<String, usize> =
            corpus.sections.iter().enumerate().map(|(index, section)| (section.id.clone(), index)).collect();
        corpus.articles.sort_by_cached_key(|article| {
            let section = place.get(article.id.section()).copied();
            (section, article.order, article.title.clone(), article.id.clone())
        });
        let dates = corpus.articles.iter().filter_map(|article| article.updated.clone());
        let home = corpus.home.as_ref().and_then(|home| home.updated.clone());
        date = date.max(dates.chain(home).max());
    }
    Corpus { languages, assets, date, ..Corpus::default() }
}
