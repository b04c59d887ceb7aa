//! Pictures of the real program: a fresh start for each, in folders of its own, on a display of its own.
//!
//! Nothing of the user's is read or written. The program is asked for a view by its command line, says on its error
//! output when the first frame is complete, and is stopped when the picture is taken.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;

use crate::display::{Display, Size};
use crate::process;
use crate::scratch::Scratch;

/// What the program prints when its first frame is complete and EXPRESS_HELP_READY is set.
const READY: &str = "express-help: ready";
const PATIENCE: Duration = Duration::from_secs(60);
/// The frame that was painted must also reach the screen; nothing reports that.
const SETTLE: Duration = Duration::from_millis(300);
/// A picture with fewer shows an empty window, perhaps with a border: smoothed text alone has dozens.
const FEWEST_COLOURS: u32 = 8;
/// Lines of the program's error output to repeat when it fails.
const LAST_LINES: usize = 12;

/// What the window shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    Home,
    Article(String),
    Section(String),
    Search(String),
    /// An address of the program, such as `express-help://finder/no-sms`.
    Address(String),
    Settings,
}

/// Colours of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Theme {
    Light,
    Dark,
}

/// Language of the window and of the articles.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Language {
    Ru,
    En,
}

/// One picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct View {
    pub(crate) target: Target,
    pub(crate) theme: Theme,
    pub(crate) language: Language,
    pub(crate) size: Size,
}

/// Starts the program with a view, and writes a PNG picture of its window.
pub(crate) fn capture(display: &Display, program: &Path, view: &View, picture: &Path) -> Result<()> {
    let scratch = Scratch::new()?;
    let running = Running::start(display, program, view, &scratch)?;
    running.wait_until_ready()?;
    let place = place_window(display, view.size)?;
    std::thread::sleep(SETTLE);
    take(display, &place, picture)?;
    check_picture(picture, view.size)
}

impl Theme {
    /// The name in command lines and file names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Language {
    /// The name in command lines and file names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }
}

impl View {
    /// The program's own arguments for this view.
    fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--size".to_owned(), self.size.to_string()];
        arguments.extend(["--theme", self.theme.name(), "--lang", self.language.name()].map(str::to_owned));
        match &self.target {
            Target::Home => {}
            Target::Article(id) => arguments.extend(["--article".to_owned(), id.clone()]),
            Target::Section(id) => arguments.extend(["--section".to_owned(), id.clone()]),
            Target::Search(text) => arguments.extend(["--search".to_owned(), text.clone()]),
            Target::Address(address) => arguments.push(address.clone()),
            Target::Settings => arguments.push("--settings".to_owned()),
        }
        arguments
    }
}

/// The program with all it started, in a process group of its own; stopped when dropped.
struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(display: &Display, program: &Path, view: &View, scratch: &Scratch) -> Result<Self> {
        let mut command = command(program)?;
        command.args(view.arguments());
        for (variable, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            command.env(variable, scratch.folder(folder)?);
        }
        command.env("DISPLAY", display.name()).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
        command.env("NO_AT_BRIDGE", "1").env("EXPRESS_HELP_READY", "1").env("GDK_SCALE", "1");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("cannot start {}", program.display()))?;
        let errors = child.stderr.take().context("the program has no error output")?;
        Ok(Self { child, lines: read_lines(errors) })
    }

    fn wait_until_ready(&self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) if line.trim() == READY => return Ok(()),
                Ok(line) => seen.push(line),
                Err(reason) => bail!(not_ready(reason, &seen)),
            }
        }
    }
}

impl Drop for Running {
    /// The group also holds the web view's processes and the session bus.
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let signal = |name: &str| process::succeeds(Command::new("kill").args([name, "--", &group]));
        let deadline = Instant::now() + Duration::from_secs(3);
        signal("-TERM");
        while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        signal("-KILL");
        let _ = self.child.wait();
    }
}

/// The program under a session bus of its own where there is one to be had: without, portals may cost seconds.
fn command(program: &Path) -> Result<Command> {
    ensure!(program.is_file(), "{} is not there: the build did not make it", program.display());
    let mut command = match process::find("dbus-run-session") {
        Some(session) => {
            let mut command = Command::new(session);
            command.arg("--").arg(program);
            command
        }
        None => {
            let mut command = Command::new(program);
            command.env_remove("DBUS_SESSION_BUS_ADDRESS");
            command
        }
    };
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Ok(command)
}

/// Reads on to the end, so that the program never waits for someone to read its messages.
fn read_lines(errors: ChildStderr) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(errors).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}

fn not_ready(reason: RecvTimeoutError, seen: &[String]) -> String {
    let what = match reason {
        RecvTimeoutError::Timeout => format!("the program did not print `{READY}` within {PATIENCE:?}"),
        RecvTimeoutError::Disconnected => format!("the program ended before it printed `{READY}`"),
    };
    let last = &seen[seen.len().saturating_sub(LAST_LINES)..];
    if last.is_empty() {
        return format!("{what}, and it printed nothing else");
    }
    format!("{what}; its last messages:\n  {}", last.join("\n  "))
}

/// Moves the window to the corner (there is no window manager that would) and gives its place as ImageMagick writes
/// it. Its size must be the one asked for.
fn place_window(display: &Display, size: Size) -> Result<String> {
    let mut command = Command::new("xdotool");
    command.env("DISPLAY", display.name()).args(["search", "--onlyvisible", "--name", "eXpress"]);
    command.args(["windowmove", "0", "0", "getwindowgeometry", "--shell"]);
    let geometry = process::output(&mut command).context("cannot find the program's window")?;
    let place = parse_geometry(&geometry).context("cannot read what xdotool says about the window")?;
    let (actual, x, y) = place;
    ensure!(
        actual == size,
        "the window is {actual} and not {size} as asked: is that below its smallest size?"
    );
    ensure!(x >= 0 && y >= 0, "the window begins outside of the screen, at {x},{y}");
    Ok(format!("{size}+{x}+{y}"))
}

/// Reads the lines `X=0`, `WIDTH=480` and so on that xdotool prints; the last window counts.
fn parse_geometry(text: &str) -> Option<(Size, i32, i32)> {
    let value = |name: &str| {
        let line = text.lines().rev().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line?.trim().parse::<i32>().ok()
    };
    let length = |name: &str| u32::try_from(value(name)?).ok();
    Some((Size { width: length("WIDTH")?, height: length("HEIGHT")? }, value("X")?, value("Y")?))
}

/// Without times and comments in the file the same window gives the same bytes.
fn take(display: &Display, place: &str, picture: &Path) -> Result<()> {
    let mut command = Command::new("import");
    command.args(["-display", display.name(), "-window", "root", "-crop", place, "+repage", "-strip"]);
    command.args(["-define", "png:exclude-chunks=date,time"]).arg(picture);
    process::output(&mut command).context("cannot take the picture")?;
    Ok(())
}

fn check_picture(picture: &Path, size: Size) -> Result<()> {
    let printed = process::output(Command::new("identify").args(["-format", "%wx%h %k"]).arg(picture))?;
    let (actual, colours) = printed.trim().split_once(' ').context("cannot read what identify says")?;
    ensure!(
        actual == size.to_string(),
        "{} is {actual} and not {size}: the window reaches beyond the screen",
        picture.display()
    );
    let colours: u32 = colours.parse().context("identify counts no colours")?;
    ensure!(
        colours >= FEWEST_COLOURS,
        "{} is blank ({colours} colours): the window painted nothing. Start the program by hand and look",
        picture.display()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_become_arguments() {
        let check = |target: Target, expected: &str| {
            let size = Size { width: 480, height: 720 };
            let view = View { target, theme: Theme::Dark, language: Language::En, size };
            assert_eq!(
                view.arguments().join(" "),
                format!("--size 480x720 --theme dark --lang en{expected}")
            );
        };
        check(Target::Home, "");
        check(Target::Article("login/qr-login".into()), " --article login/qr-login");
        check(Target::Section("login".into()), " --section login");
        check(Target::Search("не приходят".into()), " --search не приходят");
        check(Target::Address("express-help://finders".into()), " express-help://finders");
        check(Target::Settings, " --settings");
    }

    #[test]
    fn geometry_is_read() {
        let text = "WINDOW=4\nX=0\nY=12\nWIDTH=480\nHEIGHT=720\nSCREEN=0\n";
        assert_eq!(parse_geometry(text), Some((Size { width: 480, height: 720 }, 0, 12)));
        assert_eq!(parse_geometry("WINDOW=4\nX=0\n"), None);
    }

    #[test]
    fn a_program_that_is_not_ready_is_quoted() {
        let lines: Vec<String> = (0..20).map(|number| format!("line {number}")).collect();
        let text = not_ready(RecvTimeoutError::Disconnected, &lines);
        assert!(
            text.contains("ended before") && text.contains("line 19") && !text.contains("line 7\n"),
            "{text}"
        );
        assert!(not_ready(RecvTimeoutError::Timeout, &[]).contains("nothing else"));
    }
}
