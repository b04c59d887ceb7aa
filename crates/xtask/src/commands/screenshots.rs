//! `cargo xtask screenshots`: the pictures of docs/screenshots, all of them, one after the other on one display.

use std::fs;

use anyhow::{Context, Result};

use super::run;
use crate::capture::{self, Language, Target, Theme, View};
use crate::display::{Display, Size};
use crate::project::{Profile, Project};

const WIDE: Size = Size { width: 1100, height: 720 };
const NARROW: Size = Size { width: 480, height: 720 };
/// Both sizes fit on this screen.
const LARGEST: Size = WIDE;
const ARTICLE: &str = "login/user-not-found-errors";

pub(crate) fn run(project: &Project) -> Result<()> {
    run::prepare(project, Profile::Development)?;
    let program = project.program("express-help", Profile::Development);
    let folder = project.root.join("docs").join("screenshots");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let display = Display::start(LARGEST)?;
    for (name, view) in pictures() {
        let picture = folder.join(name);
        capture::capture(&display, &program, &view, &picture)
            .with_context(|| format!("no {}", project.shorten(&picture).display()))?;
        println!("{}", project.shorten(&picture).display());
    }
    Ok(())
}

/// File names such as `home-ru-light.png`, and what they show.
fn pictures() -> Vec<(String, View)> {
    let mut pictures = Vec::new();
    for language in [Language::Ru, Language::En] {
        for theme in [Theme::Light, Theme::Dark] {
            for (name, target, size) in subjects(language) {
                let file = format!("{name}-{}-{}.png", language.name(), theme.name());
                pictures.push((file, View { target, theme, language, size }));
            }
        }
    }
    pictures
}

fn subjects(language: Language) -> [(&'static str, Target, Size); 15] {
    let (question, wrong_layout, nonsense) = match language {
        Language::Ru => ("не приходят уведомления", "yt ghb[jlzn edtljvktybz", "щщщщщщ"),
        Language::En => ("notifications do not arrive", "тщешашсфешщты", "qqqqqq"),
    };
    let search = |query: &str| Target::Search(query.to_owned());
    let article = || Target::Article(ARTICLE.to_owned());
    let finder = |id: &str| Target::Address(format!("express-help://finder/{id}"));
    [
        ("home", Target::Home, WIDE),
        ("article", article(), WIDE),
        ("results", search(question), WIDE),
        ("correction", search(wrong_layout), WIDE),
        ("no-results", search(nonsense), WIDE),
        ("finders", Target::Address("express-help://finders".to_owned()), WIDE),
        ("finder-sms", finder("no-sms"), WIDE),
        ("finder-sound", finder("no-sound-in-call"), WIDE),
        ("finder-android", finder("no-notifications-android"), WIDE),
        ("narrow-finder-sms", finder("no-sms"), NARROW),
        ("narrow-finder-sound", finder("no-sound-in-call"), NARROW),
        ("narrow-finder-android", finder("no-notifications-android"), NARROW),
        ("narrow-home", Target::Home, NARROW),
        ("narrow-article", article(), NARROW),
        ("narrow-results", search(question), NARROW),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_subject_is_pictured_in_both_themes_and_languages() {
        let pictures: BTreeMap<String, View> = super::pictures().into_iter().collect();
        assert_eq!(pictures.len(), 15 * 2 * 2);
        assert_eq!(pictures["home-ru-light.png"].target, Target::Home);
        assert_eq!(pictures["narrow-article-en-dark.png"].size, NARROW);
        let Target::Search(question) = &pictures["results-en-light.png"].target else { panic!("no results") };
        assert_eq!(question, "notifications do not arrive");
    }
}
