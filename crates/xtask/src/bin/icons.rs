//! Makes the icon set that windows and packages want from one drawing: `icons FOLDER [--check]`.
//!
//! Pure Rust and without times in the files, so that the same drawing gives the same bytes everywhere. A program of
//! its own because only `cargo xtask icons` needs these dependencies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// File names that Tauri's bundler knows, and widths in pixels.
const PNG_FILES: [(&str, u32); 5] =
    [("32x32.png", 32), ("64x64.png", 64), ("128x128.png", 128), ("128x128@2x.png", 256), ("icon.png", 512)];
/// What Windows shows at 100 to 400 percent in lists, the task bar and tiles.
const ICO_WIDTHS: [u32; 9] = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/// What the Finder and the Dock show, plain and at twice the density.
const ICNS_WIDTHS: [u32; 7] = [16, 32, 64, 128, 256, 512, 1024];

/// Makes or checks the icon set.
#[derive(Parser)]
struct CommandLine {
    /// The folder with icon.svg
    folder: PathBuf,
    /// Change nothing; fail when a file is not what the drawing gives
    #[arg(long)]
    check: bool,
}

fn main() -> ExitCode {
    let CommandLine { folder, check } = CommandLine::parse();
    let done = if check { compare(&folder) } else { write(&folder) };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("icons: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> Result<()> {
    for (name, content) in icon_set(folder)? {
        fs::write(folder.join(&name), content).with_context(|| format!("cannot write {name}"))?;
        println!("icons/{name}");
    }
    Ok(())
}

fn compare(folder: &Path) -> Result<()> {
    let set = icon_set(folder)?;
    let stale =
        set.iter().filter(|(name, content)| fs::read(folder.join(name)).ok().as_ref() != Some(content));
    let stale: Vec<&str> = stale.map(|(name, _)| name.as_str()).collect();
    ensure!(stale.is_empty(), "not what icon.svg gives: {}. Run `cargo xtask icons`", stale.join(", "));
    println!("{} icon files are up to date", set.len());
    Ok(())
}

/// All files of the set, by name.
fn icon_set(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let drawing = fs::read(folder.join("icon.svg")).context("cannot read icon.svg")?;
    let tree = Tree::from_data(&drawing, &Options::default()).context("icon.svg is no drawing")?;
    let mut set = Vec::new();
    for (name, width) in PNG_FILES {
        set.push((name.to_owned(), rasterise(&tree, width)?.encode_png().context("cannot encode PNG")?));
    }
    set.push(("icon.ico".to_owned(), windows_icon(&tree)?));
    set.push(("icon.icns".to_owned(), mac_icon(&tree)?));
    Ok(set)
}

/// Small pictures as bitmaps, which every part of Windows reads; only the largest as PNG, for its size.
fn windows_icon(tree: &Tree) -> Result<Vec<u8>> {
    let mut folder = ico::IconDir::new(ico::ResourceType::Icon);
    for width in ICO_WIDTHS {
        let image = ico::IconImage::from_rgba_data(width, width, straight_rgba(&rasterise(tree, width)?));
        let entry = match width {
            256.. => ico::IconDirEntry::encode_as_png(&image)?,
            _ => ico::IconDirEntry::encode_as_bmp(&image)?,
        };
        folder.add_entry(entry);
    }
    let mut content = Vec::new();
    folder.write(&mut content).context("cannot encode ICO")?;
    Ok(content)
}

fn mac_icon(tree: &Tree) -> Result<Vec<u8>> {
    let mut family = icns::IconFamily::new();
    for width in ICNS_WIDTHS {
        let pixels = straight_rgba(&rasterise(tree, width)?);
        let image = icns::Image::from_data(icns::PixelFormat::RGBA, width, width, pixels)?;
        family.add_icon(&image).with_context(|| format!("no place for {width} pixels in ICNS"))?;
    }
    let mut content = Vec::new();
    family.write(&mut content).context("cannot encode ICNS")?;
    Ok(content)
}

fn rasterise(tree: &Tree, width: u32) -> Result<Pixmap> {
    let mut pixmap = Pixmap::new(width, width).context("an icon has no width")?;
    let scale = |length: f32| width as f32 / length;
    let transform = Transform::from_scale(scale(tree.size().width()), scale(tree.size().height()));
    resvg::render(tree, transform, &mut pixmap.as_mut());
    Ok(pixmap)
}

/// Red, green, blue, alpha; colours not multiplied by alpha.
fn straight_rgba(pixmap: &Pixmap) -> Vec<u8> {
    let straight = pixmap.pixels().iter().map(|pixel| pixel.demultiply());
    straight.flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]).collect()
}
