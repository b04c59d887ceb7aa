//! `cargo xtask package`: the packages for Linux and for Windows, their checksums, their bills of materials and the licences.
//!
//! The programs are built once; everything else is made from them and from `packaging/linux`. Two runs over the same programs
//! give the same bytes, unless they are signed. `cargo xtask test --packages` installs what comes out of here.

mod archive;
mod changelog;
mod deb;
mod inventory;
mod layout;
mod product;
mod programs;
mod release;
mod repository;
mod rpm;
mod signature;
mod staging;
mod windows;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::process;
use crate::project::Project;
use crate::scratch::Scratch;
use crate::setup;

pub(crate) use inventory::shown as shown_licences;
pub(crate) use layout::{Format, Material};
pub(crate) use product::{PRODUCTS, Product};
pub(crate) use programs::Programs;
pub(crate) use release::Release;
pub(crate) use signature::{Keys, SUMS};
pub(crate) use windows::{
    Certificate, Material as WindowsMaterial, Programs as WindowsPrograms, Version as WindowsVersion,
    make as make_msi,
};

/// What the packages are made from and where they go.
#[derive(Args)]
pub(crate) struct Options {
    /// Take express-help, helpkit and manual from this folder in place of building them
    #[arg(long, value_name = "FOLDER")]
    programs: Option<PathBuf>,
    /// Take express-help.exe and WebView2Loader.dll from this folder in place of building them
    #[arg(long, value_name = "FOLDER", conflicts_with = "linux_only")]
    windows_programs: Option<PathBuf>,
    /// Leave out the package for Windows, whose program takes ten minutes to build
    #[arg(long)]
    linux_only: bool,
    /// Where to put the packages; target/packages if absent
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Compress quickly, for a try: the packages are larger
    #[arg(long)]
    quick: bool,
}

/// How much time compression may take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    /// As small as is usual for packages.
    Small,
    /// As fast as possible, for tests.
    Quick,
}

/// One set of packages to make.
pub(crate) struct Order<'a> {
    pub(crate) material: &'a Material,
    /// What the package for Windows is made from, if one is wanted.
    pub(crate) windows: Option<&'a windows::Material>,
    pub(crate) release: &'a Release,
    pub(crate) compression: Compression,
    pub(crate) keys: &'a Keys,
    /// Where the packages go; emptied before.
    pub(crate) out: &'a Path,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    setup::packages(setup::Need::Packages)?;
    let programs = match &options.programs {
        Some(folder) => Programs::given(folder)?,
        None => Programs::build(project)?,
    };
    let windows = (!options.linux_only).then(|| windows_programs(project, options)).transpose()?;
    let scratch = Scratch::new()?;
    let release = Release::current(project)?;
    let material = Material::gather(project, &programs, &release, scratch.path())?;
    let folder = scratch.folder("windows")?;
    let windows =
        windows.map(|programs| windows::Material::gather(project, programs, &folder)).transpose()?;
    let keys = Keys::from_environment(|name| std::env::var(name).ok());
    let out = options.out.clone().unwrap_or_else(|| project.target.join("packages"));
    let compression = if options.quick { Compression::Quick } else { Compression::Small };
    let windows = windows.as_ref();
    make(&Order { material: &material, windows, release: &release, compression, keys: &keys, out: &out })?;
    summary(project, &out, &keys)
}

fn windows_programs(project: &Project, options: &Options) -> Result<WindowsPrograms> {
    setup::packages(setup::Need::Windows)?;
    match &options.windows_programs {
        Some(folder) => WindowsPrograms::given(folder),
        None => WindowsPrograms::build(project),
    }
}

/// Makes everything of an order.
pub(crate) fn make(order: &Order<'_>) -> Result<()> {
    empty(order.out)?;
    let scratch = Scratch::new()?;
    for product in PRODUCTS {
        let tree = |format: Format| -> Result<PathBuf> {
            let folder = scratch.folder(&format!("{}-{}", product.package, format.name()))?;
            staging::stage(&layout::files(product, format, order)?, &folder, order.release.epoch)?;
            Ok(folder)
        };
        deb::make(product, &tree(Format::Deb)?, order)?;
        rpm::make(product, &tree(Format::Rpm)?, order)?;
        let base = order.out.join(format!("{}-{}", product.package, order.release.version));
        inventory::write(order.material.inventory(product), product, order.release, &base)?;
    }
    archive::make(&scratch, order)?;
    if let Some(material) = order.windows {
        let version = WindowsVersion::of(env!("CARGO_PKG_VERSION"));
        windows::make(material, order.release, &version, order.keys.windows.as_ref(), order.out)?;
    }
    sign_and_list(order.out, order.release, order.keys)
}

/// Signs packages and makes the lists beside them: last, because a signature changes an rpm.
pub(crate) fn sign_and_list(folder: &Path, release: &Release, keys: &Keys) -> Result<()> {
    keys.sign_rpms(&files_ending(folder, ".rpm")?)?;
    repository::make(folder, release)?;
    keys.sign_lists(folder)
}

/// The files of a folder whose names end so, sorted.
pub(crate) fn files_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.is_file() && path.to_string_lossy().ends_with(ending));
    found.sort();
    Ok(found)
}

/// Only what an earlier run made is taken away: the folder may have been given.
fn empty(folder: &Path) -> Result<()> {
    let ours = folder.join(SUMS).exists();
    let used = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    ensure!(ours || !used, "{} holds other files; name an empty folder", folder.display());
    if used {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    // Marks the folder as ours: a run that fails before the end must not stop the next one.
    fs::write(folder.join(SUMS), "").with_context(|| format!("cannot write into {}", folder.display()))
}

fn summary(project: &Project, out: &Path, keys: &Keys) -> Result<()> {
    println!("in {}:", project.shorten(out).display());
    for path in files_ending(out, "")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kilobytes = path.metadata()?.len().div_ceil(1000);
        println!("  {name}  {kilobytes} KB{}", keys.remark(&name));
    }
    Ok(())
}

/// Runs a tool in a folder with the surroundings that make its output repeatable; gives what it prints.
pub(crate) fn tool(program: &str, folder: &Path, epoch: u64, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    command.env("SOURCE_DATE_EPOCH", epoch.to_string()).env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
    process::output(&mut command)
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is no UTF-8; use another folder", path.display()))
}
