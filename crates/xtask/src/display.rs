//! A screen of one's own: an Xvfb on a free display, stopped at the end.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::process;

/// A size in pixels, written `1100x720`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// A running Xvfb.
pub(crate) struct Display {
    name: String,
    server: Child,
}

impl Display {
    /// Starts an X server whose screen holds windows of this size; the server itself picks a free number.
    pub(crate) fn start(largest_window: Size) -> Result<Self> {
        Self::start_with(largest_window, &[])
    }

    /// [`Display::start`] with further arguments for the server.
    pub(crate) fn start_with(largest_window: Size, arguments: &[&OsStr]) -> Result<Self> {
        ensure!(
            process::find("Xvfb").is_some(),
            "Xvfb is missing: install the package xvfb, or run `cargo xtask test` once"
        );
        let screen = format!("{}x{}x24", largest_window.width + 64, largest_window.height + 64);
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp", "-noreset"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        let mut number = String::new();
        let printed = server.stdout.take().context("Xvfb has no output")?;
        // The number comes when the server takes connections; a server that fails closes its output instead.
        let read = BufReader::new(printed).read_line(&mut number);
        let display = Self { name: format!(":{}", number.trim()), server };
        read.context("cannot read the display's number")?;
        ensure!(!number.trim().is_empty(), "Xvfb did not start: run `Xvfb :99` to see why");
        Ok(display)
    }

    /// The value of DISPLAY.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl std::str::FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = |number: &str| number.parse().ok().filter(|number| (100..=8192).contains(number));
        let size = text
            .split_once('x')
            .and_then(|(width, height)| Some(Self { width: parse(width)?, height: parse(height)? }));
        size.ok_or_else(|| "write width and height in pixels, from 100 to 8192, like 1100x720".to_owned())
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}x{}", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_written() {
        let size: Size = "480x720".parse().unwrap();
        assert_eq!(size, Size { width: 480, height: 720 });
        assert_eq!(size.to_string(), "480x720");
        for wrong in ["", "480", "480x", "x720", "480X720", "480x-1", "0x0", "99999x10"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
    }
}
