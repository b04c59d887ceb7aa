//! What the package for Windows has besides crates: Microsoft's loader of WebView2, and what the compiler puts into every
//! program. Neither comes with a text of its licence.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Component, Kind, licence};
use crate::commands::package::windows::COMPILER;
use crate::process;

/// Brings `WebView2Loader.dll`.
pub(super) const LOADER_CRATE: &str = "webview2-com-sys";
/// The licence that lies in Microsoft's package of the SDK.
const LOADER_LICENCE: &str = include_str!("../../../../../../packaging/windows/licences/webview2.txt");
/// The main one of <https://www.mingw-w64.org>; what else the map of the linker names is in the public domain.
const MINGW_LICENCE: &str = include_str!("../../../../../../packaging/windows/licences/mingw-w64.txt");
const LINKER: &str = "x86_64-w64-mingw32-gcc";

/// The loader in the folder of its crate.
pub(super) fn loader(folder: &Path) -> Result<Component> {
    let file = folder.join("x64/WebView2Loader.dll");
    let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let version = file_version(&bytes).with_context(|| format!("{} has no version", file.display()))?;
    Ok(Component {
        purl: format!("pkg:nuget/Microsoft.Web.WebView2@{version}"),
        texts: vec![LOADER_LICENCE.into()],
        ..Component::generic("WebView2Loader.dll", "webview2-loader", version, "BSD-3-Clause", Kind::Code)
    })
}

/// What starts every program of the compiler, and its part of unwinding. Without a version where the compiler is not installed.
pub(super) fn runtime() -> Vec<Component> {
    let macros = macros().unwrap_or_default();
    let version = |names: &[&str]| {
        let numbers: Option<Vec<&str>> =
            names.iter().map(|name| macros.get(*name).map(String::as_str)).collect();
        numbers.unwrap_or_default().join(".")
    };
    let mingw = version(&["__MINGW64_VERSION_MAJOR", "__MINGW64_VERSION_MINOR", "__MINGW64_VERSION_BUGFIX"]);
    vec![
        Component {
            texts: vec![MINGW_LICENCE.into()],
            ..Component::generic("mingw-w64 runtime", "mingw-w64", mingw, "ZPL-2.1", Kind::Runtime)
        },
        Component::generic("libgcc", "libgcc", version(&["__GNUC__"]), licence::LIBGCC, Kind::Runtime),
    ]
}

/// The compiler that the program is built with, where it is installed.
pub(super) fn compiler() -> Option<&'static str> {
    Path::new(COMPILER).exists().then_some(COMPILER)
}

/// What the compiler defines before the first line.
fn macros() -> Option<BTreeMap<String, String>> {
    let mut command = Command::new(LINKER);
    command.args(["-E", "-dM", "-include", "_mingw_mac.h", "-x", "c", "/dev/null"]);
    let printed = process::output(&mut command).ok()?;
    let defined = printed.lines().filter_map(|line| line.strip_prefix("#define ")?.split_once(' '));
    Some(defined.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// `FileVersion` in the resources of a program: name and value are texts of UTF-16, padded with zeros.
fn file_version(bytes: &[u8]) -> Option<String> {
    let name: Vec<u8> = "FileVersion\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let start = bytes.windows(name.len()).position(|window| window == name)? + name.len();
    let units = bytes[start..].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let value: Vec<u16> = units.skip_while(|unit| *unit == 0).take_while(|unit| *unit != 0).collect();
    let value = String::from_utf16(&value).ok()?;
    let numbers =
        value.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    numbers.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resources(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn the_version_of_a_file_is_read() {
        let found = file_version(&resources("MZ\0FileVersion\0\x001.0.3800.47\0\0F\0InternalName\0"));
        assert_eq!(found.as_deref(), Some("1.0.3800.47"));
        for other in ["MZ", "FileVersion\0", "FileVersion\0\0one.two\0", "FileVersion\0\0.1.2\0"] {
            assert_eq!(file_version(&resources(other)), None, "{other:?}");
        }
    }

    #[test]
    fn the_runtime_comes_with_its_texts() {
        let [mingw, libgcc] = &runtime()[..] else { panic!("two parts") };
        assert!(mingw.texts[0].contains("mingw-w64 project") && mingw.licence == "ZPL-2.1");
        let texts = libgcc.texts.concat();
        assert!(
            texts.contains("GNU GENERAL PUBLIC LICENSE") && texts.contains("GCC RUNTIME LIBRARY EXCEPTION")
        );
        for part in [mingw, libgcc] {
            assert_eq!(licence::problem(part), None);
        }
    }
}
