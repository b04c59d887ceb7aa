//! What an administrator runs after a rollout: does the program have everything that it needs on this machine?
//!
//! Nothing is created, changed or sent.

use std::path::Path;

use help_content::Language;
use help_pack::Pack;
use help_policy::{Policy, Problem, Severity};
use help_search::Request;
use help_store::{Health, Store};
use help_support::transport::count_authorities;
use serde::Serialize;

use crate::app::{BUILD, OpenOptions, VERSION, open_pack};
use crate::policy::language_of_policy;
use crate::search::question;
use crate::words::pick;

/// The oldest web view that the window is built for: WebKitGTK (Linux) as major and minor number, WebView2 (Windows) as the
/// major number of its Chromium. Both have `color-mix()` and CSS nesting as the interface's styles use them; WebKitGTK 2.42 is also
/// the first with `webkit_cookie_manager_get_all_cookies`, which wry links, so that the program does not start with an older one.
pub const OLDEST_WEB_VIEW: (u32, u32) = if cfg!(windows) { (111, 0) } else { (2, 42) };

/// What is examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckedPart {
    /// Every file of the articles against its hash.
    Articles,
    /// The search index of every language.
    Search,
    /// The user's one file.
    UserData,
    /// The organisation's settings.
    Policy,
    /// The part of the system that draws the window.
    WebView,
    /// Whether a window can be opened in this session.
    Display,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// All is well.
    Passed,
    /// The program works, but somebody should look at it.
    Warning,
    /// Something does not work.
    Failed,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was examined.
    pub part: CheckedPart,
    /// How it ended.
    pub result: CheckResult,
    /// What was found, and what to do about it.
    pub detail: String,
}

/// The result of a self-test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SelfTest {
    /// Version of the program.
    pub version: String,
    /// The commit it was built from.
    pub build: String,
    /// Whether no check failed.
    pub passed: bool,
    /// The checks.
    pub checks: Vec<Check>,
}

/// What the shell knows of the machine.
#[derive(Clone, Debug)]
pub struct Desktop {
    /// Version of the web view, like `2.50.6`, or what the system said when it was asked.
    pub web_view: Result<String, String>,
    /// Whether a window can be opened in this session.
    pub display: Display,
}

/// Whether this session has a display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// It has.
    Present,
    /// It has not: a remote shell, or a service.
    Absent,
}

impl Default for SelfTest {
    fn default() -> Self {
        Self { version: VERSION.to_owned(), build: BUILD.to_owned(), passed: true, checks: Vec::new() }
    }
}

impl SelfTest {
    /// Runs every check. `options` are those the program would be opened with.
    #[must_use]
    pub fn run(options: &OpenOptions, desktop: &Desktop, language: Language) -> Self {
        let mut test = Self::default();
        match open_pack(options.pack.as_deref()) {
            Ok(pack) => {
                test.add(CheckedPart::Articles, articles(&pack, language));
                test.add(CheckedPart::Search, search(&pack, language));
            }
            Err(error) => test.add(CheckedPart::Articles, failed(error)),
        }
        if let Some(path) = &options.store {
            test.add(CheckedPart::UserData, user_data(path, language));
        }
        policy(&options.policy, language).into_iter().for_each(|found| test.add(CheckedPart::Policy, found));
        test.add(CheckedPart::WebView, web_view(&desktop.web_view, language));
        if desktop.display == Display::Absent {
            let words = pick(
                "в этом сеансе экрана нет: окно здесь не открыть, проверено остальное",
                "there is none in this session: no window can be opened here, the rest was checked",
                language,
            );
            test.add(CheckedPart::Display, (CheckResult::Warning, words.to_owned()));
        }
        test
    }

    /// The result as lines for people.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let mut lines = format!("eXpress Help {} ({})\n", self.version, self.build);
        for Check { part, result, detail } in &self.checks {
            let (part, result) = (part.name(language), result.name(language));
            lines.push_str(&format!("{result:<8} {part}: {detail}\n"));
        }
        lines
    }

    fn add(&mut self, part: CheckedPart, (result, detail): Found) {
        self.passed &= result != CheckResult::Failed;
        self.checks.push(Check { part, result, detail });
    }
}

impl CheckedPart {
    fn name(self, language: Language) -> &'static str {
        let (ru, en) = match self {
            Self::Articles => ("статьи", "articles"),
            Self::Search => ("поиск", "search"),
            Self::UserData => ("файл пользователя", "user's file"),
            Self::Policy => ("политика", "policy"),
            Self::WebView => ("веб-движок", "web view"),
            Self::Display => ("экран", "display"),
        };
        pick(ru, en, language)
    }
}

impl CheckResult {
    fn name(self, language: Language) -> &'static str {
        let (ru, en) = match self {
            Self::Passed => ("хорошо", "ok"),
            Self::Warning => ("внимание", "warning"),
            Self::Failed => ("ошибка", "failed"),
        };
        pick(ru, en, language)
    }
}

type Found = (CheckResult, String);

fn passed(detail: String) -> Found {
    (CheckResult::Passed, detail)
}

fn failed(detail: impl std::fmt::Display) -> Found {
    (CheckResult::Failed, detail.to_string())
}

fn articles(pack: &Pack, language: Language) -> Found {
    if let Err(error) = pack.verify() {
        return failed(error);
    }
    let counts = pack.manifest().languages.iter().map(|&language| {
        let sections = pack.contents(language).map_or(&[][..], |contents| &contents.sections);
        format!("{language} {}", sections.iter().map(|section| section.articles.len()).sum::<usize>())
    });
    let files = pack.manifest().files.len();
    let words = pick("файлов", "files", language);
    passed(format!("{}; {words}: {files}", counts.collect::<Vec<_>>().join(", ")))
}

/// The title of the first article of every language must be found.
fn search(pack: &Pack, language: Language) -> Found {
    for &searched in &pack.manifest().languages {
        let first = pack.contents(searched).map(|contents| {
            contents
                .sections
                .iter()
                .flat_map(|section| &section.articles)
                .next()
                .map(|article| (article.id.to_string(), article.title.clone()))
        });
        let (id, title) = match first {
            Ok(Some(first)) => first,
            Ok(None) => continue,
            Err(error) => return failed(error),
        };
        let answer = pack.search_index(searched).map_err(|error| error.to_string()).and_then(|index| {
            index.answer(&Request { limit: 10, ..question(&title, false) }).map_err(|error| error.to_string())
        });
        match answer {
            Ok(answer) if answer.hits.iter().any(|hit| hit.id == id) => {}
            Ok(_) => {
                let words = pick("не находит статью", "does not find the article", language);
                return failed(format!("{words} {id} ({searched})"));
            }
            Err(error) => return failed(error),
        }
    }
    passed(
        pick("указатель цел, статьи находятся", "the index is whole and finds articles", language).to_owned(),
    )
}

fn user_data(path: &Path, language: Language) -> Found {
    let file = path.display();
    match Store::examine(path) {
        Ok(Health::Absent) => {
            let words = pick("будет создан при первом запуске", "is made at the first start", language);
            passed(format!("{words}: {file}"))
        }
        Ok(Health::Sound) => passed(file.to_string()),
        Ok(Health::Damaged { finding }) => {
            let words = pick(
                "повреждён; следующий запуск переименует его и начнёт новый",
                "is damaged; the next start sets it aside and begins a new one",
                language,
            );
            failed(format!("{words}: {file} ({finding})"))
        }
        Ok(Health::Newer { .. }) => {
            let words = pick(
                "записан более новой версией; обновите программу",
                "was written by a newer version; update the program",
                language,
            );
            failed(format!("{words}: {file}"))
        }
        Err(error) => failed(error),
    }
}

fn policy(policy: &Policy, language: Language) -> Vec<Found> {
    let found: Vec<Found> = policy
        .problems()
        .map(|problem| {
            let result = match problem.severity {
                Severity::Warning => CheckResult::Warning,
                Severity::Error => CheckResult::Failed,
            };
            let Problem { source, key, part, reason, .. } = problem;
            let part = part.as_deref().map(|part| format!(" {part}")).unwrap_or_default();
            let message = reason.message(language_of_policy(language));
            (result, format!("{} {}{part}: {message}", source.place, key.as_deref().unwrap_or_default()))
        })
        .chain(authorities(policy))
        .collect();
    if !found.is_empty() {
        return found;
    }
    let set = policy.entries().iter().filter(|entry| entry.source.layer != help_policy::Layer::BuiltIn);
    let words = pick("заданных ключей", "keys set", language);
    vec![passed(format!("{words}: {}", set.count()))]
}

/// A file that the policy names and that cannot be read stops every delivery over TLS.
fn authorities(policy: &Policy) -> Option<Found> {
    let file = policy.extra_ca_file()?;
    count_authorities(&file).err().map(|error| failed(format!("ExtraCaFile {error}")))
}

fn web_view(version: &Result<String, String>, language: Language) -> Found {
    match judge_web_view(version, language) {
        Ok(()) => passed(version.clone().unwrap_or_default()),
        Err(message) => failed(message),
    }
}

/// Decides whether a web view of this version, or what the system said when it was asked, can show the window.
///
/// # Errors
/// What is wrong and how an administrator mends it.
pub fn judge_web_view(version: &Result<String, String>, language: Language) -> Result<(), String> {
    let (major, minor) = OLDEST_WEB_VIEW;
    let remedy = if cfg!(windows) {
        pick(
            "администратор устанавливает Microsoft Edge WebView2 Runtime: \
             MicrosoftEdgeWebView2RuntimeInstallerX64.exe /silent /install",
            "an administrator installs the Microsoft Edge WebView2 Runtime: \
             MicrosoftEdgeWebView2RuntimeInstallerX64.exe /silent /install",
            language,
        )
    } else {
        pick(
            "установите или обновите пакет с библиотекой libwebkit2gtk-4.1",
            "install or update the package with the library libwebkit2gtk-4.1",
            language,
        )
    };
    match version {
        Err(error) => {
            let missing =
                pick("Веб-движок этого компьютера не найден", "This computer has no web view", language);
            Err(format!("{missing} ({error}): {remedy}"))
        }
        Ok(version) if numbers(version) < (major, minor) => {
            let (name, words) = (
                pick("Веб-движок", "The web view", language),
                pick("старше, чем нужно", "is older than needed", language),
            );
            Err(format!("{name} {version} {words} ({major}.{minor}): {remedy}"))
        }
        Ok(_) => Ok(()),
    }
}

/// The first two numbers of a version; what is missing counts as 0.
fn numbers(version: &str) -> (u32, u32) {
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_views_are_judged() {
        let check = |version: Result<&str, &str>, expected: CheckResult| {
            let version = version.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(web_view(&version, Language::En).0, expected, "{version:?}");
        };
        let (major, minor) = OLDEST_WEB_VIEW;
        check(Ok(&format!("{major}.{minor}.0")), CheckResult::Passed);
        check(Ok(&format!("{}.0", major + 1)), CheckResult::Passed);
        check(Ok(&format!("{}.99", major - 1)), CheckResult::Failed);
        check(Ok("nonsense"), CheckResult::Failed);
        check(Err("not found"), CheckResult::Failed);
    }
}
