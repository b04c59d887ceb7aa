//! The files that administrators get, made from the one table of keys in `help-policy`.
//!
//! Windows: ADMX and ADML, and the list of keys that the package can bring values for; macOS: a profile; Linux: a JSON Schema and example policies; for people: `docs/policy.md` and
//! `docs/policy.ru.md`. Nothing is written here by hand but the words around the keys, and the same table always gives
//! the same bytes. This crate reads and writes no file; the program beside it does.
//!
//! The way in: [`files`].

mod adml;
mod admx;
mod docs;
mod error;
mod examples;
mod profile;
mod schema;
mod seeds;
mod shapes;
mod windows;
mod words;
mod xml;

pub use error::TemplateError;
pub use schema::policy_schema;

use help_policy::Language;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    /// Its path below the root of the repository, with `/`.
    pub path: &'static str,
    /// Its text, with a line feed at the end.
    pub text: String,
}

/// Makes every file.
/// # Errors
/// When a file cannot be put together.
pub fn files() -> Result<Vec<TemplateFile>, TemplateError> {
    let file = |path, text| TemplateFile { path, text };
    let mut files = vec![
        file("packaging/policy/windows/express-help.admx", admx::template()?),
        file("packaging/policy/windows/ru-RU/express-help.adml", adml::resources(Language::Ru)?),
        file("packaging/policy/windows/en-US/express-help.adml", adml::resources(Language::En)?),
        file("packaging/windows/seeds.json", seeds::list()?),
        file("packaging/policy/macos/express-help.mobileconfig", profile::profile()?),
        file("packaging/policy/linux/express-help-policy.schema.json", schema::text_of_schema()?),
        file("docs/policy.md", docs::page(Language::En)?),
        file("docs/policy.ru.md", docs::page(Language::Ru)?),
    ];
    files.extend(examples::files());
    Ok(files)
}
