//! Checks pictures and makes what goes into the pack of them.

use std::collections::BTreeMap;

use crate::links::{PictureFacts, asset_path};
use crate::problem::Problem;
use crate::svg;

/// A picture that passed the checks: what is known of it, and its entries in the pack.
#[derive(Debug)]
pub(crate) struct Picture {
    pub facts: PictureFacts,
    /// Path in the pack → bytes: one entry, or a light and a dark one.
    pub entries: Vec<(String, Vec<u8>)>,
}

/// Checks every picture of the tree; one that does not pass is reported and left out.
pub(crate) fn compile(
    files: &BTreeMap<String, Vec<u8>>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Picture> {
    let mut pictures = BTreeMap::new();
    for (path, bytes) in files {
        let result = if path.to_ascii_lowercase().ends_with(".svg") {
            compile_svg(path, bytes)
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
    let source = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    let svg = svg::compile(source)?;
    let facts = PictureFacts { has_dark: svg.dark.is_some(), size: svg.size };
    let entries = match svg.dark {
        Some(dark) => vec![
            (asset_path(path, "light"), svg.light.into_bytes()),
            (asset_path(path, "dark"), dark.into_bytes()),
        ],
        None => vec![(asset_path(path, ""), svg.light.into_bytes())],
    };
    Ok(Picture { facts, entries })
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
    let facts = PictureFacts { has_dark: false, size };
    Ok(Picture { facts, entries: vec![(asset_path(path, ""), bytes.to_vec())] })
}
