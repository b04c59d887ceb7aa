//! The pack that is part of the program.

use std::borrow::Cow;

use help_pack::EmbeddedSource;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/pack"]
struct BuiltIn;

fn get(path: &str) -> Option<Cow<'static, [u8]>> {
    BuiltIn::get(path).map(|file| file.data)
}

/// The built-in pack's files.
pub(crate) fn source() -> EmbeddedSource {
    EmbeddedSource(get)
}
