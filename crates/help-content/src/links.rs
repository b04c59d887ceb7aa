//! Resolves what Markdown links and pictures point at, without touching the disk.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::model::Language;

/// Everything links can lead to: filled from the list of files before any article is compiled.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Ids of the articles of each language.
    pub articles: BTreeMap<Language, BTreeSet<String>>,
    /// Ids of the sections of each language.
    pub sections: BTreeMap<Language, BTreeSet<String>>,
    /// Pictures by path below the content folder.
    pub pictures: BTreeMap<String, PictureFacts>,
}

/// What is known of a picture that passed the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PictureFacts {
    /// It has a light and a dark variant.
    pub has_dark: bool,
    /// Width and height in CSS pixels, where known.
    pub size: Option<(u32, u32)>,
    /// It has variants for every language.
    pub is_translated: bool,
}

/// A picture an article shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Path below the content folder.
    pub path: String,
    /// It has a light and a dark variant.
    pub has_dark: bool,
    /// The language of its words, when it has a variant for each.
    pub language: Option<Language>,
    /// Width and height in CSS pixels, where known.
    pub size: Option<(u32, u32)>,
}

const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

impl Picture {
    /// The address the window asks for; `theme` is empty, `light` or `dark`.
    pub fn address(&self, theme: &str) -> String {
        let path = asset_path(&self.path, &variant(self.language, theme));
        format!("pack://localhost/{}", utf8_percent_encode(&path, PATH))
    }
}

/// Where a picture's variant lies in the pack: `assets/ru/login/scan.dark.svg`.
pub(crate) fn asset_path(path: &str, variant: &str) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) if !variant.is_empty() => format!("assets/{stem}.{variant}.{ending}"),
        _ => format!("assets/{path}"),
    }
}

/// The variant of a picture for a language and a theme: `ru.dark`, `dark`, or nothing.
pub(crate) fn variant(language: Option<Language>, theme: &str) -> String {
    let parts = [language.map_or("", Language::tag), theme];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An article, perhaps at one of its headings.
    Article { id: String, anchor: Option<String> },
    /// A section's page.
    Section { id: String },
    /// The home page.
    Home,
    /// A heading of the same article.
    Anchor { anchor: String },
    /// An address outside the program.
    External { url: String },
    /// Nowhere; shown as plain words.
    Broken,
}

/// Why a link or picture leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    pub code: &'static str,
    pub message: String,
    pub help: &'static str,
}

/// Resolves the links of one file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolver<'a> {
    pub names: &'a Names,
    pub language: Language,
    /// Path of the file below the content folder, e.g. `ru/login/qr-login.md`.
    pub file: &'a str,
    /// Prefix of the language's folder: `ru/`, or empty in a tree of one language.
    pub prefix: &'a str,
}

impl Resolver<'_> {
    /// Where `address`, as written in Markdown, leads.
    /// # Errors
    /// When it leads to nothing that exists, out of the tree, or to a scheme that is not allowed.
    pub fn link(&self, address: &str) -> Result<Target, Broken> {
        if let Some(scheme) = scheme(address) {
            return match scheme.to_ascii_lowercase().as_str() {
                "https" | "http" | "mailto" | "tel" => Ok(Target::External { url: address.to_owned() }),
                _ => Err(Broken {
                    code: "forbidden-link",
                    message: format!(
                        "links with the scheme {scheme}: are not allowed: {}",
                        shortened(address)
                    ),
                    help: "link to an article by its relative path, or to an https: address",
                }),
            };
        }
        let (path, anchor) = match address.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor)).filter(|anchor| !anchor.is_empty())),
            None => (address, None),
        };
        if path.is_empty() {
            return match anchor {
                Some(anchor) => Ok(Target::Anchor { anchor }),
                None => Err(self.broken_link(address, "the link is empty")),
            };
        }
        let file = self.join(&decode(path)).ok_or_else(|| Broken {
            code: "link-outside",
            message: format!("the link leads out of the content folder: {}", shortened(address)),
            help: "link only to files of the content folder, by relative path",
        })?;
        self.file_target(&file, anchor).ok_or_else(|| self.broken_link(address, "there is no such article"))
    }

    fn file_target(&self, file: &str, anchor: Option<String>) -> Option<Target> {
        let path = file.strip_prefix(self.prefix)?;
        let id = path.strip_suffix(".md").or_else(|| path.strip_suffix(".markdown"))?;
        if let Some(section) = id.strip_suffix("/_section") {
            let known = self.names.sections.get(&self.language)?.contains(section);
            return known.then(|| Target::Section { id: section.to_owned() });
        }
        let known = self.names.articles.get(&self.language).is_some_and(|ids| ids.contains(id));
        // A tree of other people has an article there in place of a home page.
        if id == "index" && !known {
            return Some(Target::Home);
        }
        known.then(|| Target::Article { id: id.to_owned(), anchor })
    }

    fn broken_link(&self, address: &str, why: &str) -> Broken {
        Broken {
            code: "broken-link",
            message: format!("broken link {}: {why}", shortened(address)),
            help: "check the spelling and the relative path; the file must exist in this language",
        }
    }

    /// The picture at `address`.
    /// # Errors
    /// When it is remote, missing, outside the tree, or did not pass the checks of pictures.
    pub fn picture(&self, address: &str) -> Result<Picture, Broken> {
        if scheme(address).is_some() || address.starts_with("//") {
            return Err(Broken {
                code: "remote-picture",
                message: format!("pictures from outside are not shown: {}", shortened(address)),
                help: "put the picture beside the article",
            });
        }
        let path = self.join(&decode(address));
        let known = path.and_then(|path| self.names.pictures.get(&path).map(|facts| (path, *facts)));
        match known {
            Some((path, facts)) => Ok(Picture {
                path,
                has_dark: facts.has_dark,
                language: facts.is_translated.then_some(self.language),
                size: facts.size,
            }),
            None => Err(Broken {
                code: "missing-picture",
                message: format!("there is no usable picture {}", shortened(address)),
                help: "check the path; SVG, PNG, JPEG, GIF and WebP inside the content folder are accepted",
            }),
        }
    }

    /// Joins a relative path to the folder of the file; `None` when it leaves the content folder.
    fn join(&self, relative: &str) -> Option<String> {
        let mut parts: Vec<&str> = self.file.split('/').collect();
        parts.pop();
        if relative.starts_with('/') || relative.contains('\\') || relative.contains('\0') {
            return None;
        }
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(parts.join("/"))
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The scheme of an absolute address, if it has one.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let first_is_letter = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest_fits = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (first_is_letter && rest_fits).then_some(scheme)
}

fn shortened(text: &str) -> String {
    const LIMIT: usize = 120;
    if text.chars().count() <= LIMIT {
        return text.to_owned();
    }
    text.chars().take(LIMIT).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        let articles = ["login/qr-login", "login/sms", "files/send"].map(String::from).into();
        names.articles.insert(Language::Ru, articles);
        names.sections.insert(Language::Ru, ["login".to_owned()].into());
        names.pictures.insert(
            "ru/login/a b.svg".into(),
            PictureFacts { has_dark: true, size: None, is_translated: false },
        );
        names
    }

    fn check(address: &str, expected: &str) {
        let names = names();
        let resolver =
            Resolver { names: &names, language: Language::Ru, file: "ru/login/sms.md", prefix: "ru/" };
        let found = match resolver.link(address) {
            Ok(target) => format!("{target:?}"),
            Err(broken) => broken.code.to_owned(),
        };
        assert!(found.contains(expected), "{address}: {found}");
    }

    #[test]
    fn links_are_resolved_or_refused() {
        check("qr-login.md", r#"Article { id: "login/qr-login", anchor: None }"#);
        check("../files/send.md#%D0%B0", r#"Article { id: "files/send", anchor: Some("а") }"#);
        check("_section.md", r#"Section { id: "login" }"#);
        check("../index.md", "Home");
        check("#a", r#"Anchor { anchor: "a" }"#);
        check("https://example.com/?a=b", "External");
        check("nope.md", "broken-link");
        check("", "broken-link");
        check("../../../etc/passwd.md", "link-outside");
        check("/etc/passwd.md", "link-outside");
        check("..\\..\\x.md", "link-outside");
        check("javascript:alert(1)", "forbidden-link");
        check("FILE:///etc/passwd", "forbidden-link");
        check("data:text/html,x", "forbidden-link");
        check("express-help://support", "forbidden-link");
    }

    #[test]
    fn pictures_stay_in_the_tree() {
        let names = names();
        let resolver =
            Resolver { names: &names, language: Language::Ru, file: "ru/login/sms.md", prefix: "ru/" };
        let picture = resolver.picture("a%20b.svg").unwrap();
        assert_eq!(picture.address("dark"), "pack://localhost/assets/ru/login/a%20b.dark.svg");
        for address in
            ["https://example.com/a.png", "//example.com/a.png", "data:image/png;base64,x", "../../../a.svg"]
        {
            assert!(resolver.picture(address).is_err(), "{address}");
        }
    }
}
