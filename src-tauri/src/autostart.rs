//! Has the system start the program when the user signs in, or not, as the setting `autostart` says.
//!
//! Only an entry that this program made is ever changed or removed; one that a person or an administrator made by other means
//! stays as it is, and so does a system on which nobody ever switched the setting on.

#[cfg(target_os = "linux")]
mod desktop_entry;
#[cfg(unix)]
mod file;
#[cfg(any(target_os = "macos", all(unix, test)))]
mod launch_agent;
#[cfg(windows)]
mod run_key;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use help_app::HelpApp;

/// Where the system looks for what it starts, as far as it concerns this program.
trait Place {
    /// What stands there now.
    fn standing(&self) -> io::Result<Standing>;
    /// Puts an entry there, in the place of an own one.
    fn write(&self, entry: &str) -> io::Result<()>;
    /// Removes the own entry.
    fn remove(&self) -> io::Result<()>;
}

#[derive(Debug, PartialEq)]
enum Standing {
    Nothing,
    /// An entry that this program made.
    Own(String),
    /// An own one that the user has switched off by the desktop's own means: it stands and does nothing.
    SwitchedOff,
    /// What somebody else made.
    Other,
}

#[derive(Debug, PartialEq)]
enum Step<'a> {
    Leave,
    Write(&'a str),
    Remove,
}

/// What is to be done; `wanted` is the entry that should stand, none when the program is not to be started.
fn plan<'a>(wanted: Option<&'a str>, standing: &Standing) -> Step<'a> {
    match (wanted, standing) {
        (Some(entry), Standing::Nothing) => Step::Write(entry),
        (Some(entry), Standing::Own(there)) if there != entry => Step::Write(entry),
        (None, Standing::Own(_) | Standing::SwitchedOff) => Step::Remove,
        _ => Step::Leave,
    }
}

fn carry_out(place: &dyn Place, wanted: Option<&str>) -> io::Result<()> {
    let standing = match place.standing() {
        // What cannot be read is not known to be ours, and nobody asked for anything.
        Err(_) if wanted.is_none() => return Ok(()),
        standing => standing?,
    };
    match plan(wanted, &standing) {
        Step::Write(entry) => place.write(entry)?,
        Step::Remove => place.remove()?,
        Step::Leave if wanted.is_some() && standing == Standing::Other => {
            tracing::info!("the system starts the program by an entry that is not its own; it is left alone");
        }
        Step::Leave if wanted.is_some() && standing == Standing::SwitchedOff => {
            tracing::info!("the user has switched the entry off by the desktop's means; it is left alone");
        }
        Step::Leave => {}
    }
    Ok(())
}

/// Keeps the system's list of what it starts in agreement with the setting.
pub(crate) struct Autostart {
    /// This program, as it was named at its start: an upgrade under the running program changes what the system calls it.
    program: io::Result<PathBuf>,
    /// One at a time, and the last one sees the last setting.
    turn: Mutex<()>,
}

impl Autostart {
    pub(crate) fn of_this_program() -> Self {
        Self { program: std::env::current_exe(), turn: Mutex::default() }
    }

    /// Makes the system agree with the setting that holds now.
    /// # Errors
    /// Why it cannot, in words for the log and for details.
    pub(crate) fn follow(&self, app: &HelpApp) -> Result<(), String> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let result = self.agree(app.settings().autostart);
        if let Err(cause) = &result {
            tracing::warn!(cause, "autostart");
        }
        result
    }

    fn agree(&self, is_on: bool) -> Result<(), String> {
        let Some(place) = place() else {
            return if is_on { Err("the system names no folder of the user".to_owned()) } else { Ok(()) };
        };
        let wanted = if is_on { Some(self.entry()?) } else { None };
        carry_out(&place, wanted.as_deref()).map_err(|error| format!("{}: {error}", name_of(&place)))
    }

    fn entry(&self) -> Result<String, String> {
        let program = self.program.as_deref().map_err(ToString::to_string)?;
        entry(program).ok_or_else(|| format!("{}: this path cannot be written there", program.display()))
    }
}

#[cfg(target_os = "linux")]
fn place() -> Option<file::EntryFile> {
    // $XDG_CONFIG_HOME (Desktop Application Autostart Specification).
    Some(file::EntryFile(dirs::config_dir()?.join("autostart/ms.express.help.desktop")))
}

#[cfg(target_os = "macos")]
fn place() -> Option<file::EntryFile> {
    Some(file::EntryFile(dirs::home_dir()?.join("Library/LaunchAgents/ms.express.help.plist")))
}

#[cfg(windows)]
fn place() -> Option<run_key::RunKey> {
    Some(run_key::RunKey::of_the_system())
}

#[cfg(unix)]
fn name_of(place: &file::EntryFile) -> String {
    place.0.display().to_string()
}

#[cfg(windows)]
fn name_of(_place: &run_key::RunKey) -> String {
    format!(r"HKEY_CURRENT_USER\{}", run_key::RUN)
}

#[cfg(target_os = "linux")]
fn entry(program: &Path) -> Option<String> {
    desktop_entry::entry(&desktop_entry::command(program, Path::exists))
}

#[cfg(target_os = "macos")]
fn entry(program: &Path) -> Option<String> {
    launch_agent::entry(program)
}

#[cfg(windows)]
fn entry(program: &Path) -> Option<String> {
    Some(format!("\"{}\"", program.to_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_own_entry_is_ever_touched() {
        let own = |text: &str| Standing::Own(text.to_owned());
        for (wanted, standing, expected) in [
            (Some("a"), Standing::Nothing, Step::Write("a")),
            (Some("a"), own("a"), Step::Leave),
            // The program was moved, or an older version wrote it.
            (Some("a"), own("b"), Step::Write("a")),
            (Some("a"), Standing::SwitchedOff, Step::Leave),
            (None, Standing::SwitchedOff, Step::Remove),
            (Some("a"), Standing::Other, Step::Leave),
            (None, Standing::Nothing, Step::Leave),
            (None, own("a"), Step::Remove),
            (None, Standing::Other, Step::Leave),
        ] {
            assert_eq!(plan(wanted, &standing), expected, "{wanted:?} {standing:?}");
        }
    }
}
