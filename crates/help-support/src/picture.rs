//! Attached pictures: what must not be seen is cut off or covered, and everything but the pixels is dropped.
//!
//! Every picture is decoded and written anew, so neither places and devices nor the parts cut off can remain in some corner of
//! the file that a list of known metadata misses. Files that are no picture pass unchanged. Only the first picture of an
//! animated PNG or WebP stays; an animated GIF keeps its pictures.

use std::io::Cursor;

use image::codecs::gif::{GifDecoder, GifEncoder, Repeat};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{
    AnimationDecoder, DynamicImage, Frame, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgba,
    RgbaImage, imageops,
};
use serde::{Deserialize, Serialize};

use crate::error::SupportError;
use crate::file_name::FileName;

/// The longest side, in pixels.
const LONGEST_SIDE: u32 = 20_000;
/// The most pixels of one picture: 64 million are 256 MB while it is worked on.
const MOST_PIXELS: u64 = 64_000_000;
/// The most pixels of all pictures of an animation.
const MOST_PIXELS_MOVING: u64 = 200_000_000;
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// Between size and looks; the picture was compressed once before.
const JPEG_QUALITY: u8 = 92;
/// How carefully a GIF's colours are chosen, from 1 (slowest) to 30.
const GIF_SPEED: i32 = 10;
/// More than anybody draws, and little enough to be drawn at once.
const MOST_COVERS: usize = 200;
/// ISO/IEC 18181-2, section 9.1.
const JPEG_XL: &[u8] = b"\0\0\0\x0cJXL \r\n\x87\n";
const COVER: Rgba<u8> = Rgba([0, 0, 0, 255]);

/// A part of a picture as the person sees it (turned upright), in pixels from the upper left corner. What lies outside the
/// picture does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Rectangle {
    /// The left edge.
    pub x: u32,
    /// The upper edge.
    pub y: u32,
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

/// What the person did to a picture. Covers lie on the whole picture, also when a part is cut out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Edits {
    /// The part to keep.
    pub crop: Option<Rectangle>,
    /// The parts that must not be seen; they become black.
    pub covers: Vec<Rectangle>,
}

/// A file ready to be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Its name, with the ending of what it now is.
    pub name: FileName,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What a file is, by its first bytes and not by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A picture that is written anew.
    Readable,
    /// A picture of a format that this program does not read, so that what it says about place and device cannot be taken off:
    /// TIFF and what cameras make of it, HEIC, AVIF, JPEG XL.
    Unreadable,
    /// No picture.
    Other,
}

/// Tells what a file is.
#[must_use]
pub fn kind(content: &[u8]) -> Kind {
    let unreadable = || {
        matches!(image::guess_format(content), Ok(ImageFormat::Tiff | ImageFormat::Avif))
            || content.starts_with(JPEG_XL)
            || is_heic(content)
    };
    match recognise(content) {
        Some(_) => Kind::Readable,
        None if unreadable() => Kind::Unreadable,
        None => Kind::Other,
    }
}

/// ISO/IEC 23008-12, section 10: `ftyp` and one of its brands.
fn is_heic(content: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];
    content.get(4..8) == Some(b"ftyp") && content.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// Prepares a file: a PNG, JPEG, WebP, GIF or BMP, recognised by its first bytes and not by its name, is edited and written anew;
/// everything else stays as it is. A BMP becomes a PNG; a WebP a PNG where it is transparent and a JPEG otherwise, because
/// writing it without loss would make a photo ten times as large.
///
/// # Errors
/// [`SupportError::ReadPicture`], [`SupportError::PictureTooLarge`], [`SupportError::EmptyCrop`],
/// [`SupportError::TooManyCovers`], [`SupportError::WritePicture`].
pub fn prepare(name: &FileName, content: Vec<u8>, edits: &Edits) -> Result<Prepared, SupportError> {
    let Some(format) = recognise(&content) else {
        return Ok(Prepared { name: name.clone(), content });
    };
    if edits.covers.len() > MOST_COVERS {
        return Err(SupportError::TooManyCovers { most: MOST_COVERS });
    }
    let (written, content) = match format {
        ImageFormat::Gif => (ImageFormat::Gif, moving(&content, edits)?),
        _ => still(&content, format, edits)?,
    };
    Ok(Prepared { name: renamed(name, written), content })
}

fn recognise(content: &[u8]) -> Option<ImageFormat> {
    use ImageFormat::{Bmp, Gif, Jpeg, Png, WebP};
    let readable = |format: &ImageFormat| match format {
        Png | Jpeg | WebP | Gif => true,
        // Two letters are too little to tell one by: many a text begins with BM. The fifteenth byte begins the length of the
        // second header, which has one of these values.
        Bmp => matches!(content.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0])),
        _ => false,
    };
    image::guess_format(content).ok().filter(readable)
}

fn renamed(name: &FileName, format: ImageFormat) -> FileName {
    let endings = format.extensions_str();
    if endings.contains(&name.ending().as_str()) {
        return name.clone();
    }
    let stem = name.as_str().rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    // The list of JPEG begins with the ending that everybody uses.
    FileName::new(&format!("{stem}.{}", endings[0]))
}

fn still(content: &[u8], format: ImageFormat, edits: &Edits) -> Result<(ImageFormat, Vec<u8>), SupportError> {
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(read)?;
    check_size(decoder.dimensions())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(read)?;
    picture.apply_orientation(orientation);
    let picture = if *edits == Edits::default() {
        picture
    } else {
        let transparent = picture.color().has_alpha();
        let edited = DynamicImage::ImageRgba8(edit(picture.into_rgba8(), edits)?);
        if transparent { edited } else { DynamicImage::ImageRgb8(edited.into_rgb8()) }
    };
    let written = match format {
        ImageFormat::Png | ImageFormat::Bmp => ImageFormat::Png,
        ImageFormat::WebP if picture.color().has_alpha() => ImageFormat::Png,
        _ => ImageFormat::Jpeg,
    };
    let mut result = Cursor::new(Vec::new());
    let outcome = match written {
        ImageFormat::Jpeg => {
            let encoder = JpegEncoder::new_with_quality(&mut result, JPEG_QUALITY);
            DynamicImage::ImageRgb8(picture.into_rgb8()).write_with_encoder(encoder)
        }
        _ => picture.write_to(&mut result, written),
    };
    outcome.map_err(write)?;
    Ok((written, result.into_inner()))
}

fn moving(content: &[u8], edits: &Edits) -> Result<Vec<u8>, SupportError> {
    let mut decoder = GifDecoder::new(Cursor::new(content)).map_err(read)?;
    decoder.set_limits(limits()).map_err(read)?;
    let (width, height) = decoder.dimensions();
    check_size((width, height))?;
    let mut result = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut result, GIF_SPEED);
    encoder.set_repeat(Repeat::Infinite).map_err(write)?;
    let mut pixels = 0;
    for frame in decoder.into_frames() {
        let frame = frame.map_err(read)?;
        pixels += u64::from(width) * u64::from(height);
        if pixels > MOST_PIXELS_MOVING {
            return Err(SupportError::PictureTooLarge { width, height });
        }
        let delay = frame.delay();
        let edited = edit(frame.into_buffer(), edits)?;
        encoder.encode_frame(Frame::from_parts(edited, 0, 0, delay)).map_err(write)?;
    }
    drop(encoder);
    Ok(result)
}

fn edit(mut picture: RgbaImage, edits: &Edits) -> Result<RgbaImage, SupportError> {
    for cover in &edits.covers {
        let (columns, rows) = inside(*cover, picture.dimensions());
        for y in rows {
            for x in columns.clone() {
                picture.put_pixel(x, y, COVER);
            }
        }
    }
    let Some(crop) = edits.crop else { return Ok(picture) };
    let (columns, rows) = inside(crop, picture.dimensions());
    if columns.is_empty() || rows.is_empty() {
        return Err(SupportError::EmptyCrop);
    }
    let (width, height) = (columns.end - columns.start, rows.end - rows.start);
    Ok(imageops::crop_imm(&picture, columns.start, rows.start, width, height).to_image())
}

fn inside(part: Rectangle, (width, height): (u32, u32)) -> (std::ops::Range<u32>, std::ops::Range<u32>) {
    let columns = part.x.min(width)..part.x.saturating_add(part.width).min(width);
    let rows = part.y.min(height)..part.y.saturating_add(part.height).min(height);
    (columns, rows)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    limits
}

fn check_size((width, height): (u32, u32)) -> Result<(), SupportError> {
    let too_many = u64::from(width) * u64::from(height) > MOST_PIXELS;
    if too_many || width.max(height) > LONGEST_SIDE {
        return Err(SupportError::PictureTooLarge { width, height });
    }
    Ok(())
}

fn read(source: ImageError) -> SupportError {
    SupportError::ReadPicture { source }
}

fn write(source: ImageError) -> SupportError {
    SupportError::WritePicture { source }
}

#[cfg(test)]
mod tests;
