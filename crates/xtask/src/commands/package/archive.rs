//! The tar.gz that runs from any folder: both programs, with the files that a desktop wants beside them.

use std::fs;

use anyhow::Result;

use super::{Format, Order, PRODUCTS, layout, staging, text, tool};
use crate::scratch::Scratch;

/// Packs both products below one folder, without `usr`.
pub(super) fn make(scratch: &Scratch, order: &Order<'_>) -> Result<()> {
    let (release, material) = (order.release, order.material);
    let name = format!("express-help-{}", release.version);
    let whole = scratch.folder("archive")?;
    let folder = whole.join(&name);
    let mut files = Vec::new();
    for product in PRODUCTS {
        files.extend(layout::files(product, Format::Archive, order)?);
    }
    for file in &mut files {
        file.path = file.path.trim_start_matches("usr/").to_owned();
    }
    fs::create_dir(&folder)?;
    fs::copy(material.root.join("packaging/linux/README.txt"), folder.join("README.txt"))?;
    staging::stage(&files, &folder, release.epoch)?;
    let tar = order.out.join(format!("{name}-linux-x86_64.tar"));
    let time = format!("--mtime=@{}", release.epoch);
    let arguments =
        ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu", &time, "-cf"];
    let arguments: Vec<&str> = arguments.into_iter().chain([text(&tar)?, &name]).collect();
    tool("tar", &whole, release.epoch, &arguments)?;
    tool("gzip", &whole, release.epoch, &["-9n", text(&tar)?])?;
    Ok(())
}
