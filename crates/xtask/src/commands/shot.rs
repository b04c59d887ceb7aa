//! `cargo xtask shot`: one picture of the program's window.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::run;
use crate::capture::{self, Language, Target, Theme, View};
use crate::display::{Display, Size};
use crate::project::{Profile, Project};

/// What to show, and where to put the picture.
#[derive(Args)]
pub(crate) struct Options {
    /// The PNG file to write
    picture: PathBuf,
    #[command(flatten)]
    shown: Shown,
    /// Colours
    #[arg(long, value_enum, default_value = "light")]
    theme: Theme,
    /// Language of the window and of the articles
    #[arg(long, value_enum, default_value = "ru")]
    lang: Language,
    /// Width and height of the window in pixels
    #[arg(long, default_value = "1100x720")]
    size: Size,
}

#[derive(Args)]
#[group(multiple = false)]
struct Shown {
    /// Show this article, such as login/qr-login
    #[arg(long, value_name = "ID")]
    article: Option<String>,
    /// Show this section, such as login
    #[arg(long, value_name = "ID")]
    section: Option<String>,
    /// Show what is found for this text
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Show this address, such as express-help://finder/no-sms
    #[arg(long)]
    address: Option<String>,
    /// Show the settings
    #[arg(long)]
    settings: bool,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    run::prepare(project, Profile::Development)?;
    let program = project.program("express-help", Profile::Development);
    let view = options.view();
    let display = Display::start(view.size)?;
    capture::capture(&display, &program, &view, &options.picture)?;
    println!("{}", options.picture.display());
    Ok(())
}

impl Options {
    fn view(&self) -> View {
        View { target: self.shown.target(), theme: self.theme, language: self.lang, size: self.size }
    }
}

impl Shown {
    fn target(&self) -> Target {
        let article = self.article.clone().map(Target::Article);
        let section = self.section.clone().map(Target::Section);
        let search = self.search.clone().map(Target::Search);
        let address = self.address.clone().map(Target::Address);
        let settings = self.settings.then_some(Target::Settings);
        article.or(section).or(search).or(address).or(settings).unwrap_or(Target::Home)
    }
}
