//! Which files a package has, and where: one table for deb, rpm and tar.gz.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::inventory::{Inventory, System};
use super::programs::Programs;
use super::staging::{Content, Mode, Placed};
use super::{Order, PRODUCTS, Product, Release, changelog, text, tool};
use crate::process;
use crate::project::Project;

/// The sizes of the icon theme hicolor, and the file in icons/ of each.
const ICONS: &[(&str, &str)] = &[
    ("32x32/apps/express-help.png", "32x32.png"),
    ("64x64/apps/express-help.png", "64x64.png"),
    ("128x128/apps/express-help.png", "128x128.png"),
    ("256x256/apps/express-help.png", "128x128@2x.png"),
    ("512x512/apps/express-help.png", "icon.png"),
    ("scalable/apps/express-help.svg", "icon.svg"),
];

/// The kinds of package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Deb,
    Rpm,
    Archive,
}

impl Format {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Deb => "deb",
            Self::Rpm => "rpm",
            Self::Archive => "archive",
        }
    }

    fn zsh(self) -> &'static str {
        if self == Self::Deb { "vendor-completions" } else { "site-functions" }
    }
}

/// What every package is made from, gathered once.
pub(crate) struct Material {
    pub(super) root: PathBuf,
    /// The programs without symbols.
    pub(super) programs: PathBuf,
    /// Manual pages, completions and the script that starts the program.
    manual: PathBuf,
    /// What is inside each product, in the order of [`PRODUCTS`].
    pub(super) inventories: Vec<Inventory>,
}

impl Material {
    /// Strips the programs, writes the manual pages, and finds out what is inside.
    pub(crate) fn gather(
        project: &Project,
        programs: &Programs,
        release: &Release,
        scratch: &Path,
    ) -> Result<Self> {
        let folder = scratch.join("programs");
        fs::create_dir_all(&folder)?;
        for product in PRODUCTS {
            let program = folder.join(product.program);
            fs::copy(programs.path(product.program), &program)?;
            tool(
                "strip",
                &folder,
                release.epoch,
                &["--strip-all", "--remove-section=.comment", text(&program)?],
            )?;
        }
        let manual = scratch.join("manual");
        let mut write = Command::new(programs.path("manual"));
        for library in libraries(&folder.join("express-help"), release.epoch)? {
            write.args(["--library", &library]);
        }
        process::output(write.arg(&manual))?;
        let inventories =
            PRODUCTS.iter().map(|product| Inventory::take(project, product, System::Linux, scratch));
        let inventories = inventories.collect::<Result<_>>()?;
        Ok(Self { root: project.root.clone(), programs: folder, manual, inventories })
    }

    pub(super) fn read(&self, path: &str) -> Result<String> {
        let path = self.root.join(path);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    pub(super) fn inventory(&self, product: &Product) -> &Inventory {
        let place = PRODUCTS.iter().position(|other| other.package == product.package);
        &self.inventories[place.expect("a product is one of PRODUCTS")]
    }
}

/// The files of a product's package.
pub(super) fn files(product: &Product, format: Format, order: &Order<'_>) -> Result<Vec<Placed>> {
    let material = order.material;
    let mut files = programs(product, material);
    files.extend(pages(product, material)?);
    files.extend(completions(product, format, material)?);
    files.extend(documents(product, format, order)?);
    if product.package == "express-help" {
        files.extend(desktop(order)?);
        files.extend(examples(product, material)?);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// What is run: helpkit itself; express-help by a script, because without its libraries it cannot say what is missing.
fn programs(product: &Product, material: &Material) -> Vec<Placed> {
    let command = format!("usr/bin/{}", product.program);
    let run =
        |path: String, source: PathBuf| Placed { path, content: Content::Copy(source), mode: Mode::Program };
    let program = material.programs.join(product.program);
    if product.package != "express-help" {
        return vec![run(command, program)];
    }
    // The name stays that of the command: it is the name of the window (StartupWMClass).
    vec![
        run(command, material.manual.join("start/express-help")),
        run("usr/lib/express-help/express-help".into(), program),
    ]
}

/// The libraries that a program names.
fn libraries(program: &Path, epoch: u64) -> Result<Vec<String>> {
    let printed = tool("objdump", Path::new("/"), epoch, &["-p", text(program)?])?;
    let names = needed(&printed);
    ensure!(
        names.iter().any(|name| name.starts_with("libwebkit2gtk-")),
        "{} has no web view",
        program.display()
    );
    Ok(names)
}

fn needed(printed: &str) -> Vec<String> {
    let names = printed.lines().filter_map(|line| line.trim().strip_prefix("NEEDED"));
    let mut names: Vec<String> = names.map(|name| name.trim().to_owned()).collect();
    names.sort();
    names
}

fn data(path: String, content: Content) -> Placed {
    Placed { path, content, mode: Mode::Data }
}

fn pages(product: &Product, material: &Material) -> Result<Vec<Placed>> {
    let mut pages = Vec::new();
    for path in super::files_ending(&material.manual.join("man"), ".1")? {
        let name = file_name(&path);
        if name == format!("{}.1", product.program) || name.starts_with(&format!("{}-", product.program)) {
            pages.push(data(format!("usr/share/man/man1/{name}"), Content::Gzip(fs::read_to_string(&path)?)));
        }
    }
    if product.package == "express-help" {
        let russian = material.read("packaging/linux/man/express-help.ru.1")?;
        pages.push(data("usr/share/man/ru/man1/express-help.1".into(), Content::Gzip(russian)));
    }
    Ok(pages)
}

fn completions(product: &Product, format: Format, material: &Material) -> Result<Vec<Placed>> {
    let name = product.program;
    let places = [
        (format!("bash/{name}"), format!("usr/share/bash-completion/completions/{name}")),
        (format!("zsh/_{name}"), format!("usr/share/zsh/{}/_{name}", format.zsh())),
        (format!("fish/{name}.fish"), format!("usr/share/fish/vendor_completions.d/{name}.fish")),
    ];
    let place = |(from, to): (String, String)| data(to, Content::Copy(material.manual.join(from)));
    Ok(places.into_iter().map(place).collect())
}

fn documents(product: &Product, format: Format, order: &Order<'_>) -> Result<Vec<Placed>> {
    let material = order.material;
    let folder = format!("usr/share/doc/{}", product.package);
    let inventory = material.inventory(product);
    let mut files = vec![
        data(format!("{folder}/licences.txt"), Content::Gzip(inventory.notices())),
        data(format!("{folder}/licences.json"), Content::Gzip(inventory.notices_json()?)),
    ];
    if format == Format::Deb {
        let changes = material.read("CHANGELOG.md")?;
        let changes = changelog::debian(&changes, product.package, order.release)?;
        files.push(data(format!("{folder}/changelog"), Content::Gzip(changes)));
        files.push(data(format!("{folder}/copyright"), Content::Text(copyright(material)?)));
        let overrides = material.root.join(format!("packaging/linux/{}.lintian-overrides", product.package));
        if overrides.exists() {
            let path = format!("usr/share/lintian/overrides/{}", product.package);
            files.push(data(path, Content::Copy(overrides)));
        }
        return Ok(files);
    }
    files.push(data(format!("{folder}/CHANGELOG.md"), Content::Copy(material.root.join("CHANGELOG.md"))));
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let path = format!("usr/share/licenses/{}/{licence}", product.package);
        files.push(data(path, Content::Copy(material.root.join(licence))));
    }
    Ok(files)
}

/// The licences' texts in the form of Debian's copyright files: indented by one, with a dot for an empty line.
fn copyright(material: &Material) -> Result<String> {
    let indent = |text: &str| {
        let line =
            |line: &str| if line.trim().is_empty() { " .".into() } else { format!(" {}", line.trim_end()) };
        text.trim().lines().map(line).collect::<Vec<String>>().join("\n")
    };
    let template = material.read("packaging/linux/copyright")?;
    let template = template.replace("@MIT@", &indent(&material.read("LICENSE-MIT")?));
    Ok(template.replace("@OFL@", &indent(&material.read("crates/help-content/fonts/OFL.txt")?)))
}

fn desktop(order: &Order<'_>) -> Result<Vec<Placed>> {
    let material = order.material;
    let metadata = material.read("packaging/linux/ms.express.help.metainfo.xml")?;
    let metadata = metadata
        .replace("@VERSION@", &order.release.version)
        .replace("@DATE@", &order.release.date("+%Y-%m-%d")?);
    let entry = Content::Copy(material.root.join("packaging/linux/express-help.desktop"));
    let mut files = vec![
        data("usr/share/applications/express-help.desktop".into(), entry),
        data("usr/share/metainfo/ms.express.help.metainfo.xml".into(), Content::Text(metadata)),
    ];
    for (path, source) in ICONS {
        let icon = Content::Copy(material.root.join("icons").join(source));
        files.push(data(format!("usr/share/icons/hicolor/{path}"), icon));
    }
    Ok(files)
}

/// Every example policy that there is; they are made by other means and may be absent.
fn examples(product: &Product, material: &Material) -> Result<Vec<Placed>> {
    let base = material.root.join("packaging/policy/linux");
    let mut files = Vec::new();
    let mut folders = vec![base.clone()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inner = path.strip_prefix(&base)?.to_string_lossy().into_owned();
            let target = format!("usr/share/doc/{}/examples/{inner}", product.package);
            files.push(data(target, Content::Copy(path)));
        }
    }
    Ok(files)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_read_from_what_objdump_prints() {
        let printed = "p:     file format elf64-x86-64\n\nDynamic Section:\n  NEEDED               libgtk-3.so.0\n  \
                       NEEDED               libc.so.6\n  INIT                 0x0000000000001000\n";
        assert_eq!(needed(printed), ["libc.so.6", "libgtk-3.so.0"]);
    }
}
