//! A package for Fedora, RED OS, ALT and their relatives. Its dependencies are the names of the libraries, which each of them
//! resolves to packages of its own; caches follow by their file triggers, so there are no scripts.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::product::wrap;
use super::{Compression, Order, Product, changelog, files_ending, text, tool};
use crate::scratch::Scratch;

/// Packs a tree.
pub(super) fn make(product: &Product, tree: &Path, order: &Order<'_>) -> Result<()> {
    let scratch = Scratch::new()?;
    let spec = scratch.path().join("package.spec");
    fs::write(&spec, specification(product, tree, order)?)?;
    let (top, out) = (define("_topdir", text(scratch.path())?), define("_rpmdir", text(order.out)?));
    // xz and SHA-256 are what every rpm of the last ten years reads; ALT's has no zstd.
    let level = if order.compression == Compression::Small { "w9.xzdio" } else { "w0.xzdio" };
    let mut arguments =
        vec!["-bb".to_owned(), "--quiet".to_owned(), "--target".to_owned(), "x86_64-linux".to_owned()];
    for definition in [
        top,
        out,
        define("_build_name_fmt", "%%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm"),
        define("_binary_payload", level),
        define("_binary_filedigest_algorithm", "8"),
        define("_buildhost", "localhost"),
        define("use_source_date_epoch_as_buildtime", "1"),
        define("clamp_mtime_to_source_date_epoch", "1"),
        define("source_date_epoch_from_changelog", "0"),
        // The programs are stripped, and links by build id would meet those of another version.
        define("debug_package", "%{nil}"),
        define("__os_install_post", "%{nil}"),
        define("_build_id_links", "none"),
    ] {
        arguments.extend(["--define".to_owned(), definition]);
    }
    arguments.push(text(&spec)?.to_owned());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    tool("rpmbuild", scratch.path(), order.release.epoch, &arguments)?;
    let wanted = format!("{}-{}-1.x86_64.rpm", product.package, order.release.version);
    let made = files_ending(order.out, &wanted)?;
    made.first().map(drop).with_context(|| format!("rpmbuild made no {wanted}"))
}

fn define(name: &str, value: &str) -> String {
    format!("{name} {value}")
}

fn specification(product: &Product, tree: &Path, order: &Order<'_>) -> Result<String> {
    let paragraphs = |texts: &[&str]| -> String {
        texts.iter().map(|paragraph| wrap(paragraph, 76).join("\n")).collect::<Vec<_>>().join("\n\n")
    };
    let recommends = match product.recommends {
        "" => String::new(),
        names => format!("Recommends: {names}\n"),
    };
    let mut files = Vec::new();
    list(tree, "", &product_folders(product), &mut files)?;
    files.sort();
    Ok(format!(
        "Name: {name}\nVersion: {version}\nRelease: 1\nSummary: {summary}\nSummary(ru): {summary_ru}\n\
         License: {licence}\nPackager: {packager}\nURL: https://express.ms/\nGroup: Applications/Productivity\n{recommends}\n\
         %description\n{description}\n\n%description -l ru\n{description_ru}\n\n\
         %install\ncp -a {tree}/. %{{buildroot}}/\n\n%files\n%defattr(-,root,root,-)\n{files}\n\n%changelog\n{changes}",
        name = product.package,
        version = order.release.version,
        summary = capitalised(product.summary),
        summary_ru = product.summary_ru,
        packager = order.release.maintainer,
        licence = "(MIT OR Apache-2.0) AND OFL-1.1",
        description = paragraphs(product.description),
        description_ru = paragraphs(product.description_ru),
        tree = text(tree)?,
        files = files.join("\n"),
        changes = changelog::rpm(&order.material.read("CHANGELOG.md")?, order.release)?,
    ))
}

/// Folders that belong to the package; all others belong to the system.
fn product_folders(product: &Product) -> [String; 3] {
    ["share/doc", "share/licenses", "lib"].map(|kind| format!("/usr/{kind}/{}", product.package))
}

/// The lines of `%files`: each with what it is.
fn list(folder: &Path, prefix: &str, own: &[String], lines: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        let kind = match &path {
            path if path.starts_with("/usr/share/licenses/") => "%license ",
            path if path.starts_with("/usr/share/doc/") => "%doc ",
            path if path.starts_with("/usr/share/man/ru/") => "%lang(ru) ",
            _ => "",
        };
        if !entry.file_type()?.is_dir() {
            lines.push(format!("{kind}{path}"));
            continue;
        }
        if own.iter().any(|folder| path == *folder || path.starts_with(&format!("{folder}/"))) {
            lines.push(format!("%dir {path}"));
        }
        list(&entry.path(), &path, own, lines)?;
    }
    Ok(())
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_say_what_they_are() {
        let scratch = Scratch::new().unwrap();
        for path in [
            "usr/bin/p",
            "usr/share/doc/p/examples/a",
            "usr/share/licenses/p/L",
            "usr/share/man/ru/man1/p.1.gz",
        ] {
            let path = scratch.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let mut lines = Vec::new();
        list(scratch.path(), "", &["/usr/share/doc/p".into(), "/usr/share/licenses/p".into()], &mut lines)
            .unwrap();
        lines.sort();
        assert_eq!(
            lines,
            [
                "%dir /usr/share/doc/p",
                "%dir /usr/share/doc/p/examples",
                "%dir /usr/share/licenses/p",
                "%doc /usr/share/doc/p/examples/a",
                "%lang(ru) /usr/share/man/ru/man1/p.1.gz",
                "%license /usr/share/licenses/p/L",
                "/usr/bin/p",
            ]
        );
    }

    #[test]
    fn summaries_begin_with_a_capital_letter() {
        assert_eq!(capitalised("help, offline"), "Help, offline");
        assert_eq!(capitalised(""), "");
    }
}
