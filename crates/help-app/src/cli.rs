//! The program's arguments.

use std::path::PathBuf;

use clap::{ArgGroup, Parser};
use help_content::Language;

use crate::address::parse_address;
use crate::dto::{Target, Theme};

/// Help centre of the corporate messenger eXpress. Works without a network.
#[derive(Clone, Debug, Default, PartialEq, Parser)]
#[command(name = "express-help", version, about)]
#[command(group(ArgGroup::new("printed").args(["search", "diagnose", "selftest", "print_policy", "send_outbox"])))]
pub struct Arguments {
    /// Open an article, for example login/qr-login or login/qr-login#check-first.
    #[arg(long, value_name = "ID", conflicts_with = "search")]
    pub article: Option<String>,
    /// Search for a text.
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Open a section, for example login.
    #[arg(long, value_name = "ID", hide = true, conflicts_with_all = ["search", "article"])]
    pub section: Option<String>,
    /// Open the way to support.
    #[arg(long, conflicts_with_all = ["search", "article"])]
    pub support: bool,
    /// With --support: begin a draft with this subject. Nothing is sent.
    #[arg(long, value_name = "TEXT", requires = "support")]
    pub subject: Option<String>,
    /// Open the settings.
    #[arg(long, hide = true, conflicts_with_all = ["search", "article", "section"])]
    pub settings: bool,
    /// Print what this computer and its network are like, and open no window. Only the hosts that policy names are contacted.
    #[arg(long, conflicts_with = "article")]
    pub diagnose: bool,
    /// Check that the program has all it needs on this computer, and open no window. Ends with 0 when it has.
    #[arg(long, conflicts_with = "article")]
    pub selftest: bool,
    /// Print the policy in force: every key with its value, where it comes from, and what is wrong. Opens no window.
    #[arg(long, conflicts_with = "article")]
    pub print_policy: bool,
    /// Send every request to support that waits, print what became of each, and open no window.
    #[arg(long, conflicts_with_all = ["article", "section", "support", "settings", "address"])]
    pub send_outbox: bool,
    /// With --search, --diagnose, --selftest, --print-policy or --send-outbox: print JSON; opens no window.
    #[arg(long, requires = "printed")]
    pub json: bool,
    /// Language for this start: ru or en.
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Language>,
    /// Show a pack file in place of the built-in articles, to preview what helpkit has built.
    #[arg(long, value_name = "FILE.helppack")]
    pub pack: Option<PathBuf>,
    /// Theme for this start: system, light or dark.
    #[arg(long, value_name = "THEME", hide = true)]
    pub theme: Option<Theme>,
    /// Size of the window for this start, for example 480x720.
    #[arg(long, value_name = "WxH", hide = true, value_parser = parse_size)]
    pub size: Option<(u32, u32)>,
    /// An address to open: express-help://article/<id>#<anchor>.
    #[arg(value_name = "ADDRESS")]
    pub address: Option<String>,
}

impl Arguments {
    /// The place these arguments ask for; `None` when they ask for none, or for something that is no place.
    pub fn target(&self) -> Option<Target> {
        if let Some(query) = &self.search {
            return Some(Target::Search { query: query.clone() });
        }
        if let Some(article) = &self.article {
            return parse_address(&format!("express-help://article/{article}"));
        }
        if let Some(section) = &self.section {
            return parse_address(&format!("express-help://section/{section}"));
        }
        if self.support {
            return Some(Target::Support { subject: self.subject.clone() });
        }
        if self.settings {
            return Some(Target::Settings { group: None });
        }
        self.address.as_deref().and_then(parse_address)
    }
}

impl std::str::FromStr for Theme {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "system" => Ok(Self::System),
            "light" => Ok(Self::Light),
            "dark" => Ok(Self::Dark),
            _ => Err("expected system, light or dark".to_owned()),
        }
    }
}

fn parse_size(text: &str) -> Result<(u32, u32), String> {
    let (width, height) = text.split_once('x').ok_or("expected WIDTHxHEIGHT")?;
    let length = |text: &str| match text.parse::<u32>() {
        Ok(length) if (100..=10_000).contains(&length) => Ok(length),
        _ => Err("expected lengths between 100 and 10000".to_owned()),
    };
    Ok((length(width)?, length(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(std::iter::once(&"express-help").chain(arguments))
    }

    #[test]
    fn arguments_name_a_place() {
        let article = |id: &str, anchor: Option<&str>| {
            Some(Target::Article { id: id.into(), anchor: anchor.map(ToOwned::to_owned) })
        };
        for (arguments, expected) in [
            (&[][..], None),
            (&["--article", "login/qr-login"], article("login/qr-login", None)),
            (&["--article", "login/qr-login#steps"], article("login/qr-login", Some("steps"))),
            (&["--search", "нет звука"], Some(Target::Search { query: "нет звука".into() })),
            (&["--section", "login"], Some(Target::Section { id: "login".into() })),
            (&["--settings"], Some(Target::Settings { group: None })),
            (&["--support"], Some(Target::Support { subject: None })),
            (&["--support", "--subject", "a b"], Some(Target::Support { subject: Some("a b".into()) })),
            (&["express-help://article/a/b"], article("a/b", None)),
            (&["https://example.com"], None),
        ] {
            assert_eq!(parse(arguments).unwrap().target(), expected, "{arguments:?}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for arguments in [
            &["--json"][..],
            &["--lang", "fr"],
            &["--size", "big"],
            &["--size", "1x1"],
            &["--article", "a", "--search", "b"],
            &["--unknown"],
            &["--subject", "a"],
            &["--diagnose", "--search", "b"],
            &["--selftest", "--diagnose"],
            &["--print-policy", "--diagnose"],
            &["--print-policy", "--article", "a"],
            &["--diagnose", "--send-outbox"],
            &["--send-outbox", "--support"],
            &["--send-outbox", "express-help://support"],
        ] {
            assert!(parse(arguments).is_err(), "{arguments:?}");
        }
    }
}
