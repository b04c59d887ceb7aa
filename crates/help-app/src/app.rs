//! The open help: a pack, the user's file, and the questions they answer together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Instant, SystemTime};

use help_content::Language;
use help_pack::{Contents, ContentsArticle, ContentsFinder, Origin, Pack, PackError, ZipSource};
use help_policy::Policy;
use help_store::{Bookmarked, Store, WindowState};

use crate::autostart::Unfollowed;
use crate::crashes::Untold;
use crate::diagnose::Examinations;
use crate::dto::{
    About, ArticleRef, ArticleView, Bookmark, Boot, Corpus, FinderProgress, FinderView, Home, Notice,
    NoticeCode, SearchRequest, SearchResponse, Settings, SettingsPatch, Target, Toc, TocArticle, TocFinder,
    TocSection,
};
use crate::error::{AppError, ErrorCode};
use crate::folders::Folders;
use crate::kept::FINDERS;
use crate::search::{self, Places};
use crate::settings::Choices;
use crate::support::{Keeper, Previewed, Surroundings};
use crate::{built_in, settings, system};

/// Version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The commit it was built from.
pub const BUILD: &str = env!("EXPRESS_HELP_BUILD");

/// How to open the help.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// A pack to show in place of the built-in one.
    pub pack: Option<PathBuf>,
    /// The user's file; `None` keeps nothing.
    pub store: Option<PathBuf>,
    /// Locale of the system, for the language of a first start.
    pub locale: Option<String>,
    /// The time, for the name of a damaged file that is set aside.
    pub now: Option<SystemTime>,
    /// What the organisation has set.
    pub policy: Policy,
    /// What sending needs of the machine.
    pub surroundings: Surroundings,
    /// Where the program keeps what belongs to the user; none where the system names no home.
    pub folders: Option<Folders>,
}

/// The open help. Every method may be called from any thread.
#[derive(Debug)]
pub struct HelpApp {
    pack: Pack,
    pub(crate) store: Store,
    /// The policy when the program was started; what holds now is [`HelpApp::policy`].
    pub(crate) at_start: Arc<Policy>,
    pub(crate) surroundings: Surroundings,
    pub(crate) folders: Option<Folders>,
    pub(crate) examinations: Examinations,
    /// See `support::HelpApp::drafting`.
    pub(crate) drafting: Mutex<()>,
    pub(crate) keeper: Keeper,
    pub(crate) previewed: Previewed,
    choices: Mutex<Choices>,
    places: BTreeMap<Language, OnceLock<Places>>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) untold: Untold,
    pub(crate) autostart: Unfollowed,
}

impl HelpApp {
    /// Opens the pack and the user's file. A user's file that cannot be used costs its memory, not the help: a notice says
    /// so.
    /// # Errors
    /// When the pack cannot be used.
    pub fn open(options: &OpenOptions) -> Result<Self, AppError> {
        let start = Instant::now();
        let pack = open_pack(options.pack.as_deref())?;
        let mut notices = Vec::new();
        let store = open_store(options, &mut notices)?;
        let languages = &pack.manifest().languages;
        let of_system = settings::language_of_locale(options.locale.as_deref());
        let first = languages.iter().find(|language| **language == of_system).or_else(|| languages.first());
        let fallback = *first
            .ok_or_else(|| AppError::new(ErrorCode::Pack, "the pack has no articles; get another one"))?;
        let places = languages.iter().map(|&language| (language, OnceLock::new())).collect();
        for notice in &notices {
            tracing::warn!(code = ?notice.code, details = notice.details.as_deref(), "user's file");
        }
        tracing::info!(pack = pack.manifest().version, micros = start.elapsed().as_micros() as u64, "opened");
        let policy = Arc::new(options.policy.clone());
        let choices = Choices::load(&store, Arc::clone(&policy), fallback, languages.clone());
        let keeper = Keeper::new(options.surroundings.keyring.clone());
        Ok(Self {
            choices: Mutex::new(choices),
            folders: options.folders.clone(),
            examinations: Examinations::default(),
            untold: Untold::find(options, &store),
            autostart: Unfollowed::default(),
            drafting: Mutex::default(),
            pack,
            store,
            at_start: policy,
            surroundings: options.surroundings.clone(),
            keeper,
            previewed: Previewed::default(),
            places,
            notices,
        })
    }

    /// Everything the first frame needs, showing `target`; without one, what policy wants shown at the start.
    /// # Errors
    /// When the pack is damaged.
    pub fn boot(&self, target: Option<Target>) -> Result<Boot, AppError> {
        let settings = self.settings();
        let language = settings.language;
        let target = target.unwrap_or_else(|| self.start(language));
        let article = match &target {
            // An article that does not exist is the window's business: it says so.
            Target::Article { id, .. } => self.article(language, id).ok(),
            _ => None,
        };
        let finder = match &target {
            Target::Finder { id } => self.finder(language, id).ok(),
            _ => None,
        };
        Ok(Boot {
            about: self.about(),
            corpus: self.corpus(language)?,
            bookmarks: self.bookmarks(language)?,
            notices: self.told_at_start(),
            // Not what transports need beside policy: the build, which draws the first screen ahead, has none of it.
            forms: !self.policy().support_transports().is_empty(),
            settings,
            target,
            article,
            finder,
        })
    }

    /// Fails when the user's file could not be opened, so that another one is in its place until the program ends.
    pub(crate) fn store_in_use(&self) -> Result<(), AppError> {
        let Some(notice) = self.notices.iter().find(|notice| notice.code == NoticeCode::StoreUnavailable)
        else {
            return Ok(());
        };
        let message =
            "the file with your requests cannot be opened; close other programs that use it, and try again";
        let error = AppError::new(ErrorCode::Store, message);
        Err(match &notice.details {
            Some(details) => error.because(details),
            None => error,
        })
    }

    /// The user's settings.
    pub fn settings(&self) -> Settings {
        self.lock_choices().settings().clone()
    }

    /// Changes settings for this run only: what the command line asked for. What policy has locked stays.
    pub fn override_settings(&self, change: impl FnOnce(&mut Settings)) {
        self.lock_choices().override_with(change);
    }

    /// Changes and keeps settings; the answer has all of them.
    /// # Errors
    /// `NotFound` for a language that the pack does not have, `Invalid` for a setting that policy has locked, and nothing is
    /// changed; `Store` when they cannot be written, but then they hold until the program ends all the same.
    pub fn update_settings(&self, patch: &SettingsPatch) -> Result<Settings, AppError> {
        let mut choices = self.lock_choices();
        choices.apply(&self.store, patch)?;
        let settings = choices.settings().clone();
        drop(choices);
        self.forget_unwanted(patch, &settings)?;
        Ok(settings)
    }

    /// Whether the user chose dark (`true`) or light; `None` when the system decides.
    pub fn is_dark(&self) -> Option<bool> {
        settings::is_dark(self.lock_choices().settings().theme)
    }

    /// What the program is.
    pub fn about(&self) -> About {
        let manifest = self.pack.manifest();
        About {
            version: VERSION.to_owned(),
            build: BUILD.to_owned(),
            corpus_date: manifest.created.clone().unwrap_or_default(),
            system: system::name(),
            pack_name: format!("{} {}", manifest.name, manifest.version),
        }
    }

    /// [`HelpApp::about`] as the lines that are put on the clipboard.
    pub fn about_text(&self) -> String {
        let about = self.about();
        format!(
            "eXpress Help {} ({})\n{}, {}\n{}",
            about.version, about.build, about.pack_name, about.corpus_date, about.system
        )
    }

    /// Contents and home page of a language.
    /// # Errors
    /// When there is no such language or the pack is damaged.
    pub fn corpus(&self, language: Language) -> Result<Corpus, AppError> {
        let contents = self.pack.contents(language)?;
        let sections = contents.sections.iter().map(|section| TocSection {
            id: section.id.clone(),
            title: section.title.clone(),
            summary: section.summary.clone(),
            icon: section.icon.clone(),
            articles: section.articles.iter().map(toc_article).collect(),
        });
        let home = contents.home.clone().unwrap_or_default();
        Ok(Corpus {
            toc: Toc { language, sections: sections.collect() },
            home: Home {
                title: home.title,
                description: home.description,
                html: picture_addresses(home.html),
                quick: home.quick,
                support: home.support,
            },
            finders: contents.finders.iter().map(toc_finder).collect(),
            languages: self.pack.manifest().languages.clone(),
            contacts: self.contacts(language),
        })
    }

    /// One article.
    /// # Errors
    /// `NotFound` when this language has no such article; `Pack` when the pack is damaged.
    pub fn article(&self, language: Language, id: &str) -> Result<ArticleView, AppError> {
        let contents = self.pack.contents(language)?;
        let missing =
            || AppError::new(ErrorCode::NotFound, format!("there is no article {id} in this language"));
        let &(section, index) = self.places(language)?.get(id).ok_or_else(missing)?;
        let stored = self.pack.article(language, id)?.ok_or_else(missing)?;
        let section = contents.sections.get(section).ok_or_else(missing)?;
        let entry = section.articles.get(index).ok_or_else(missing)?;
        let neighbour = |index: usize| section.articles.get(index).map(reference);
        let related =
            stored.related.iter().filter_map(|id| Some(reference(self.entry(language, id.as_str())?)));
        Ok(ArticleView {
            id: id.to_owned(),
            language,
            title: entry.title.clone(),
            description: entry.description.clone(),
            section_id: section.id.clone(),
            section_title: section.title.clone(),
            audience: entry.audience.clone(),
            platforms: entry.platforms.clone(),
            updated: entry.updated.clone(),
            previous: index.checked_sub(1).and_then(neighbour),
            next: neighbour(index + 1),
            related: related.collect(),
            address: format!("express-help://article/{id}"),
            html: picture_addresses(stored.html),
            outline: stored.outline,
        })
    }

    /// One problem finder, and how far the reader was.
    /// # Errors
    /// `NotFound` when this language has no such finder; `Pack` when the pack is damaged.
    pub fn finder(&self, language: Language, id: &str) -> Result<FinderView, AppError> {
        let missing = || {
            AppError::new(ErrorCode::NotFound, format!("there is no problem finder {id} in this language"))
        };
        let finder = self.pack.finder(language, id)?.ok_or_else(missing)?;
        let progress = self.store.get::<FinderProgress>(&progress_key(id)).unwrap_or_default();
        Ok(FinderView { language, finder, progress })
    }

    /// Keeps how far the reader is in a problem finder.
    /// # Errors
    /// `NotFound` when there is no such finder, `Store` when it cannot be written.
    pub fn keep_finder_progress(&self, id: &str, progress: &FinderProgress) -> Result<(), AppError> {
        self.finder(self.settings().language, id)?;
        Ok(self.store.set(&progress_key(id), progress)?)
    }

    /// Answers a query; articles for the reader's platform and kind are preferred a little.
    /// # Errors
    /// When there is no such language or the index is damaged.
    pub fn search(&self, language: Language, request: &SearchRequest) -> Result<SearchResponse, AppError> {
        search::search(&self.pack, self.places(language)?, language, request, &self.settings())
    }

    /// The words of an article that a query finds, in lower case and with е for ё, to be marked in it.
    /// # Errors
    /// When there is no such language or the index is damaged.
    pub fn found_words(
        &self,
        language: Language,
        id: &str,
        query: &str,
        exact: bool,
    ) -> Result<Vec<String>, AppError> {
        search::found_words(&self.pack, language, id, query, exact)
    }

    /// The answer to a query as JSON text, for other programs.
    /// # Errors
    /// As [`HelpApp::search`].
    pub fn search_json(&self, query: &str) -> Result<String, AppError> {
        let language = self.settings().language;
        let exact = !self.settings().corrections;
        let request = SearchRequest { query: query.to_owned(), limit: 20, exact, ..SearchRequest::default() };
        let plain = search::plain(self.search(language, &request)?, language);
        serde_json::to_string_pretty(&plain)
            .map_err(|error| AppError::new(ErrorCode::Internal, "cannot write the results").because(&error))
    }

    /// What was searched for lately, newest first.
    /// # Errors
    /// When the store cannot be read.
    pub fn recent_searches(&self) -> Result<Vec<String>, AppError> {
        Ok(self.store.recent_searches()?)
    }

    /// Keeps a search that led somewhere, unless the user wants none kept; very long ones (pasted logs) are not. The answer has
    /// all that are kept.
    /// # Errors
    /// When the store cannot be written.
    pub fn remember_search(&self, query: &str, now: SystemTime) -> Result<Vec<String>, AppError> {
        const LONGEST: usize = 100;
        let query = query.trim();
        if self.settings().keep_searches && !query.is_empty() && query.chars().count() <= LONGEST {
            self.store.remember_search(query, now)?;
        }
        self.recent_searches()
    }

    /// Forgets one search, or all of them. The answer has what is left.
    /// # Errors
    /// When the store cannot be written.
    pub fn forget_searches(&self, query: Option<&str>) -> Result<Vec<String>, AppError> {
        self.store.forget_searches(query)?;
        self.recent_searches()
    }

    /// A picture of the pack with its media type; `None` for anything else.
    /// # Errors
    /// When the pack is damaged.
    pub fn asset(&self, path: &str) -> Result<Option<(Vec<u8>, &'static str)>, AppError> {
        let Some(kind) = media_type(path) else { return Ok(None) };
        let bytes = self.pack.asset(path)?;
        Ok(bytes.map(|bytes| (bytes.as_slice().to_vec(), kind)))
    }

    /// Bookmarked articles that exist in this language, newest first.
    /// # Errors
    /// When the store cannot be read.
    pub fn bookmarks(&self, language: Language) -> Result<Vec<Bookmark>, AppError> {
        let ids = self.store.bookmarks()?;
        let bookmark = |id: String| {
            let title = self.entry(language, &id)?.title.clone();
            Some(Bookmark { id, title })
        };
        Ok(ids.into_iter().filter_map(bookmark).collect())
    }

    /// Sets or removes a bookmark; the answer has all of them.
    /// # Errors
    /// `NotFound` when there is no such article, `Store` when it cannot be written.
    pub fn set_bookmark(
        &self,
        id: &str,
        bookmarked: bool,
        now: SystemTime,
    ) -> Result<Vec<Bookmark>, AppError> {
        let language = self.settings().language;
        if bookmarked && self.entry(language, id).is_none() {
            return Err(AppError::new(ErrorCode::NotFound, format!("there is no article {id}")));
        }
        let bookmarked = if bookmarked { Bookmarked::Yes } else { Bookmarked::No };
        self.store.set_bookmark(id, bookmarked, now)?;
        self.bookmarks(language)
    }

    /// Size and place of the window when it was last closed.
    pub fn window_state(&self) -> Option<WindowState> {
        self.store.window_state()
    }

    /// Keeps size and place of the window.
    /// # Errors
    /// When the store cannot be written.
    pub fn set_window_state(&self, state: &WindowState) -> Result<(), AppError> {
        Ok(self.store.set_window_state(state)?)
    }

    /// Writes everything that is still on its way to the disk.
    /// # Errors
    /// When the store cannot be written.
    pub fn flush(&self) -> Result<(), AppError> {
        Ok(self.store.flush()?)
    }

    pub(crate) fn lock_choices(&self) -> MutexGuard<'_, Choices> {
        self.choices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn places(&self, language: Language) -> Result<&Places, AppError> {
        let cell = self.places.get(&language).ok_or(PackError::NoLanguage(language))?;
        let contents = self.pack.contents(language)?;
        Ok(cell.get_or_init(|| search::places(contents)))
    }

    pub(crate) fn entry(&self, language: Language, id: &str) -> Option<&ContentsArticle> {
        let &(section, article) = self.places(language).ok()?.get(id)?;
        let contents: &Contents = self.pack.contents(language).ok()?;
        contents.sections.get(section)?.articles.get(article)
    }
}

/// Opens the pack file given, or the built-in pack.
pub(crate) fn open_pack(path: Option<&Path>) -> Result<Pack, PackError> {
    match path {
        None => Pack::open(Box::new(built_in::source()), Origin::BuiltIn, VERSION),
        Some(path) => Pack::open(Box::new(ZipSource::open(path)?), Origin::File, VERSION),
    }
}

fn open_store(options: &OpenOptions, notices: &mut Vec<Notice>) -> Result<Store, AppError> {
    let Some(path) = &options.store else { return Ok(Store::in_memory()?) };
    match Store::open(path, options.now.unwrap_or_else(SystemTime::now)) {
        Ok(opened) => {
            notices.extend(opened.set_aside.map(|path| Notice {
                code: NoticeCode::StoreSetAside,
                message:
                    "the file with your settings, bookmarks, drafts and requests was damaged; a new one was begun".to_owned(),
                details: Some(path.display().to_string()),
            }));
            Ok(opened.store)
        }
        Err(error) => {
            notices.push(Notice {
                code: NoticeCode::StoreUnavailable,
                message: "settings, bookmarks, drafts and requests will not be kept".to_owned(),
                details: Some(error.to_string()),
            });
            Ok(Store::in_memory()?)
        }
    }
}

fn toc_article(article: &ContentsArticle) -> TocArticle {
    TocArticle {
        id: article.id.to_string(),
        title: article.title.clone(),
        description: article.description.clone(),
        audience: article.audience.clone(),
        platforms: article.platforms.clone(),
        updated: article.updated.clone(),
    }
}

fn toc_finder(finder: &ContentsFinder) -> TocFinder {
    TocFinder {
        id: finder.id.clone(),
        title: finder.title.clone(),
        summary: finder.summary.clone(),
        icon: finder.icon.clone(),
        articles: finder.articles.clone(),
    }
}

/// The setting under which the reader's progress in a problem finder is kept.
fn progress_key(finder: &str) -> String {
    format!("{FINDERS}{finder}")
}

fn reference(article: &ContentsArticle) -> ArticleRef {
    ArticleRef { id: article.id.to_string(), title: article.title.clone() }
}

/// WebView2 serves custom schemes from `http://<scheme>.localhost`; elsewhere the address is as it stands in the pack.
fn picture_addresses(html: String) -> String {
    if cfg!(windows) { html.replace("src=\"pack://localhost/", "src=\"http://pack.localhost/") } else { html }
}

fn media_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        _ => return None,
    })
}
