use super::*;

const RED: Rgba<u8> = Rgba([200, 30, 30, 255]);
const BLUE: Rgba<u8> = Rgba([30, 30, 200, 255]);
const SECRET: &[u8] = b"GPS 55.75 N 37.61 E, camera Zenit";

/// Red on the left, blue on the right.
fn two_colours(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE })
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let picture = DynamicImage::ImageRgba8(two_colours(64, 32));
    let picture =
        if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(picture.into_rgb8()) } else { picture };
    let mut result = Cursor::new(Vec::new());
    picture.write_to(&mut result, format).unwrap();
    result.into_inner()
}

/// An Exif block that says "turned by 90 degrees" (orientation 6) and holds a text.
fn exif() -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x02\0".to_vec();
    block.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    block.extend(b"\x0e\x01\x02\0");
    block.extend(u32::try_from(SECRET.len()).unwrap().to_le_bytes());
    block.extend(38_u32.to_le_bytes());
    block.extend([0; 4]);
    block.extend(SECRET);
    block
}

fn jpeg_with_exif() -> Vec<u8> {
    let jpeg = encoded(ImageFormat::Jpeg);
    let segment = [b"Exif\0\0".as_slice(), &exif()].concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &segment, &jpeg[2..], SECRET].concat()
}

fn prepared(content: Vec<u8>, edits: &Edits) -> Prepared {
    prepare(&FileName::new("picture.any"), content, edits).unwrap()
}

fn pixels(prepared: &Prepared) -> RgbaImage {
    image::load_from_memory(&prepared.content).unwrap().into_rgba8()
}

fn assert_close(actual: &Rgba<u8>, expected: Rgba<u8>) {
    let far = actual.0.iter().zip(expected.0).any(|(one, other)| one.abs_diff(other) > 12);
    assert!(!far, "{actual:?} is not {expected:?}");
}

fn holds(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}

#[test]
fn every_format_keeps_its_pixels_and_gets_its_ending() {
    let check = |format: ImageFormat, expected: &str| {
        let prepared = prepared(encoded(format), &Edits::default());
        assert_eq!(prepared.name.as_str(), expected);
        let pixels = pixels(&prepared);
        assert_eq!(pixels.dimensions(), (64, 32));
        assert_close(pixels.get_pixel(10, 10), RED);
        assert_close(pixels.get_pixel(50, 10), BLUE);
    };
    check(ImageFormat::Png, "picture.png");
    check(ImageFormat::Jpeg, "picture.jpg");
    check(ImageFormat::WebP, "picture.png");
    check(ImageFormat::Gif, "picture.gif");
    check(ImageFormat::Bmp, "picture.png");
    let name = FileName::new("Photo.JPEG");
    assert_eq!(prepare(&name, encoded(ImageFormat::Jpeg), &Edits::default()).unwrap().name, name);
}

#[test]
fn places_and_devices_are_dropped_and_the_picture_is_turned_upright() {
    let content = jpeg_with_exif();
    assert!(holds(&content, SECRET));
    let prepared = prepared(content, &Edits::default());
    assert!(!holds(&prepared.content, b"GPS") && !holds(&prepared.content, b"Exif"));
    let pixels = pixels(&prepared);
    assert_eq!(pixels.dimensions(), (32, 64));
    assert_close(pixels.get_pixel(10, 10), RED);
    assert_close(pixels.get_pixel(10, 50), BLUE);
}

#[test]
fn texts_of_a_png_and_what_follows_it_are_dropped() {
    let png = encoded(ImageFormat::Png);
    // A tEXt chunk after IHDR: 8 bytes of signature, 25 of IHDR. Its checksum is made by hand.
    let chunk = [b"tEXtComment\0".as_slice(), SECRET].concat();
    let length = u32::try_from(chunk.len() - 4).unwrap().to_be_bytes();
    let content = [&png[..33], &length, &chunk, &crc32(&chunk).to_be_bytes(), &png[33..], SECRET].concat();
    assert!(holds(&content, SECRET));
    assert!(!holds(&prepared(content, &Edits::default()).content, b"GPS"));
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 },
        )
    })
}

#[test]
fn covers_and_crops_are_applied_to_the_pixels() {
    let check = |format: ImageFormat| {
        let edits = Edits {
            crop: Some(Rectangle { x: 16, y: 0, width: 40, height: 1000 }),
            covers: vec![
                Rectangle { x: 16, y: 0, width: 16, height: 16 },
                Rectangle { x: 60, y: 30, width: u32::MAX, height: u32::MAX },
            ],
        };
        let pixels = pixels(&prepared(encoded(format), &edits));
        assert_eq!(pixels.dimensions(), (40, 32), "{format:?}");
        assert_close(pixels.get_pixel(5, 5), COVER);
        assert_close(pixels.get_pixel(5, 25), RED);
        assert_close(pixels.get_pixel(30, 5), BLUE);
    };
    [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif].into_iter().for_each(check);
    let nothing = Edits { crop: Some(Rectangle { x: 64, y: 0, width: 5, height: 5 }), ..Edits::default() };
    let result = prepare(&FileName::new("a.png"), encoded(ImageFormat::Png), &nothing);
    assert!(matches!(result, Err(SupportError::EmptyCrop)));
}

#[test]
fn a_moving_picture_is_covered_throughout() {
    let mut content = Vec::new();
    let mut encoder = GifEncoder::new(&mut content);
    for _ in 0..3 {
        encoder.encode_frame(Frame::new(two_colours(64, 32))).unwrap();
    }
    drop(encoder);
    let edits = Edits { covers: vec![Rectangle { x: 0, y: 0, width: 64, height: 16 }], ..Edits::default() };
    let prepared = prepared(content, &edits);
    let frames =
        GifDecoder::new(Cursor::new(&prepared.content)).unwrap().into_frames().collect_frames().unwrap();
    assert_eq!(frames.len(), 3);
    for frame in frames {
        assert_close(frame.buffer().get_pixel(50, 5), COVER);
        assert_close(frame.buffer().get_pixel(50, 25), BLUE);
    }
}

#[test]
fn other_files_pass_unchanged() {
    for content in [b"".as_slice(), b"text", b"BM not a picture we read", b"%PDF-1.7"] {
        let prepared = prepared(content.to_vec(), &Edits::default());
        assert_eq!((prepared.name.as_str(), prepared.content.as_slice()), ("picture.any", content));
    }
}

#[test]
fn a_file_is_what_its_first_bytes_say() {
    let check = |content: &[u8], expected: Kind| assert_eq!(kind(content), expected, "{content:?}");
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp]
    {
        check(&encoded(format)[..40.min(encoded(format).len())], Kind::Readable);
    }
    check(b"II*\0\x08\0\0\0", Kind::Unreadable);
    check(b"MM\0*\0\0\0\x08", Kind::Unreadable);
    check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Kind::Unreadable);
    check(b"\0\0\0\x20ftypmif1\0\0\0\0", Kind::Unreadable);
    check(b"\0\0\0\x1cftypavif\0\0\0\0", Kind::Unreadable);
    check(b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0", Kind::Unreadable);
    check(b"\0\0\0\x18ftypmp42\0\0\0\0", Kind::Other);
    for content in
        [b"".as_slice(), b"text", b"BM not a picture we read", b"P1 is a word", b"%PDF-1.7", b"PK\x03\x04"]
    {
        check(content, Kind::Other);
    }
}

#[test]
fn more_covers_than_anybody_draws_are_refused() {
    let cover = Rectangle { x: 0, y: 0, width: 1, height: 1 };
    let with = |count| Edits { covers: vec![cover; count], ..Edits::default() };
    let name = FileName::new("a.png");
    assert!(prepare(&name, encoded(ImageFormat::Png), &with(MOST_COVERS)).is_ok());
    let refused = prepare(&name, encoded(ImageFormat::Png), &with(MOST_COVERS + 1));
    assert!(matches!(refused, Err(SupportError::TooManyCovers { most: MOST_COVERS })));
}

#[test]
fn bombs_and_damage_are_refused() {
    let refuse = |content: Vec<u8>| prepare(&FileName::new("a.png"), content, &Edits::default()).unwrap_err();
    let mut png = encoded(ImageFormat::Png);
    png.truncate(60);
    assert!(matches!(refuse(png), SupportError::ReadPicture { .. }));
    let bomb = |width: u32, height: u32| {
        let mut png = encoded(ImageFormat::Png);
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let checksum = crc32(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&checksum);
        png
    };
    assert!(matches!(refuse(bomb(15_000, 15_000)), SupportError::PictureTooLarge { .. }));
    for (width, height) in [(30_000, 30_000), (1_000_000, 1_000_000), (2_000_000_000, 1)] {
        assert!(matches!(
            refuse(bomb(width, height)),
            SupportError::PictureTooLarge { .. } | SupportError::ReadPicture { .. }
        ));
    }
    let mut gif = encoded(ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xff; 4]);
    assert!(matches!(refuse(gif), SupportError::PictureTooLarge { .. } | SupportError::ReadPicture { .. }));
}
