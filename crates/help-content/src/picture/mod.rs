//! Checks pictures and makes what goes into the pack of them.
//!
//! An SVG with labels beside it is one source of up to four pictures: every language, light and dark.

mod font;
mod labels;
mod lettering;
mod svg;

use std::collections::BTreeMap;

use crate::links::{PictureFacts, asset_path, variant};
use crate::model::{Language, PictureWords};
use crate::problem::Problem;
use labels::Labels;

/// A picture that passed the checks: what is known of it, and its entries in the pack.
#[derive(Debug)]
pub(crate) struct Picture {
    pub facts: PictureFacts,
    /// Path in the pack → bytes: one entry, or one for each theme and language.
    pub entries: Vec<(String, Vec<u8>)>,
    /// Its labels, if it has them.
    pub words: Vec<(Language, PictureWords)>,
}

/// Checks every picture of the tree; one that does not pass is reported and left out.
pub(crate) fn compile(
    files: &BTreeMap<String, Vec<u8>>,
    data: &BTreeMap<String, Vec<u8>>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Picture> {
    let mut pictures = BTreeMap::new();
    for (path, bytes) in files {
        let result = if path.to_ascii_lowercase().ends_with(".svg") {
            let beside = format!("{}yaml", &path[..path.len() - "svg".len()]);
            match data.get(&beside) {
                Some(yaml) => {
                    let labels = labels::read(&beside, yaml, problems);
                    compile_labelled(path, bytes, &labels)
                        .map(|picture| Picture { words: labels::words(&beside, &labels), ..picture })
                }
                None => compile_svg(path, bytes),
            }
        } else {
            compile_raster(path, bytes)
        };
        match result {
            Ok(picture) => {
                pictures.insert(path.clone(), picture);
            }
            Err(reason) => {
                let help = "see “Pictures” in docs/authoring.md";
                problems.push(Problem::new(
                    path,
                    "bad-picture",
                    format!("the picture is refused: {reason}"),
                    help,
                ));
            }
        }
    }
    pictures
}

fn compile_svg(path: &str, bytes: &[u8]) -> Result<Picture, String> {
    let svg = svg::compile(text(bytes)?)?;
    let facts = PictureFacts { has_dark: svg.dark.is_some(), size: svg.size, is_translated: false };
    Ok(Picture { facts, entries: entries(path, svg, None), words: Vec::new() })
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

fn entries(path: &str, svg: svg::Svg, language: Option<Language>) -> Vec<(String, Vec<u8>)> {
    let entry = |theme: &str, svg: String| (asset_path(path, &variant(language, theme)), svg.into_bytes());
    match svg.dark {
        Some(dark) => vec![entry("light", svg.light), entry("dark", dark)],
        None => vec![entry("", svg.light)],
    }
}

/// Writes the labels into the picture in every language.
fn compile_labelled(path: &str, bytes: &[u8], labels: &Labels) -> Result<Picture, String> {
    let source = text(bytes)?;
    let size = svg::check(source)?;
    let (mut all, mut has_dark) = (Vec::new(), false);
    let mut unused: Vec<&String> = labels.keys().collect();
    for language in Language::ALL {
        let mut label = |name: &str| {
            unused.retain(|unused| *unused != name);
            labels::text(labels, name, language).map(str::to_owned)
        };
        let lettered = lettering::draw(source, size.map(|(width, _)| width), &mut label)
            .map_err(|reason| format!("in {language}: {reason}"))?;
        let svg = svg::compile(&lettered)?;
        has_dark = svg.dark.is_some();
        all.extend(entries(path, svg, Some(language)));
    }
    if let Some(unused) = unused.first() {
        return Err(format!("it has no text {{{unused}}}, but there is a label of that name beside it"));
    }
    Ok(Picture {
        facts: PictureFacts { has_dark, size, is_translated: true },
        entries: all,
        words: Vec::new(),
    })
}

fn compile_raster(path: &str, bytes: &[u8]) -> Result<Picture, String> {
    use imagesize::ImageType::{Gif, Jpeg, Png, Webp};
    let kind = imagesize::image_type(bytes).map_err(|error| error.to_string())?;
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let fits = match kind {
        Png => ending == "png",
        Jpeg => matches!(ending.as_str(), "jpg" | "jpeg"),
        Gif => ending == "gif",
        Webp => ending == "webp",
        _ => false,
    };
    if !fits {
        return Err(format!("its content is not what the ending .{ending} says"));
    }
    let size = imagesize::blob_size(bytes).ok();
    let size =
        size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    let facts = PictureFacts { has_dark: false, size, is_translated: false };
    Ok(Picture { facts, entries: vec![(asset_path(path, ""), bytes.to_vec())], words: Vec::new() })
}
