//! Where the program keeps what belongs to the user.

use std::ffi::OsString;
use std::path::PathBuf;

/// The program's folders; nothing is created here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The user's one file and, on Linux, the lock of the running program lie here.
    pub data: PathBuf,
    /// What can be deleted at any time: the web view's own files.
    pub cache: PathBuf,
    /// The log and the reports of crashes.
    pub log: PathBuf,
}

impl Folders {
    /// The folders for this user on this system, from the environment as `lookup` gives it.
    ///
    /// Linux: `$XDG_DATA_HOME/express-help`, else `~/.local/share/express-help`, and `$XDG_CACHE_HOME/express-help`, else
    /// `~/.cache/express-help` (XDG base directory specification). Windows: `%APPDATA%\eXpress\Help` and
    /// `%LOCALAPPDATA%\eXpress\Help`. macOS: `ms.express.help` in `~/Library/Application Support` and in
    /// `~/Library/Caches`. Logs: `$XDG_STATE_HOME/express-help`, else `~/.local/state/express-help`;
    /// `%LOCALAPPDATA%\eXpress\Help\logs`; `~/Library/Logs/ms.express.help`. `None` when the environment names no home.
    pub fn from_environment(lookup: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let path = |name: &str| lookup(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        if cfg!(windows) {
            let below = |name| Some(path(name)?.join("eXpress").join("Help"));
            let local: PathBuf = below("LOCALAPPDATA")?;
            return Some(Self { data: below("APPDATA")?, log: local.join("logs"), cache: local });
        }
        if cfg!(target_os = "macos") {
            let library = path("HOME")?.join("Library");
            let below = |name| library.join(name).join("ms.express.help");
            let [data, cache, log] = ["Application Support", "Caches", "Logs"].map(below);
            return Some(Self { data, cache, log });
        }
        let xdg = |name: &str, fallback: &str| {
            // The specification says that a relative path is to be ignored.
            let given = path(name).filter(|path| path.is_absolute());
            Some(given.or_else(|| Some(path("HOME")?.join(fallback)))?.join("express-help"))
        };
        Some(Self {
            data: xdg("XDG_DATA_HOME", ".local/share")?,
            cache: xdg("XDG_CACHE_HOME", ".cache")?,
            log: xdg("XDG_STATE_HOME", ".local/state")?,
        })
    }

    /// The user's one SQLite file.
    pub fn store(&self) -> PathBuf {
        self.data.join("user.sqlite")
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn follows_the_xdg_specification() {
        for (variables, expected) in [
            (&[("XDG_DATA_HOME", "/data"), ("HOME", "/home/ivanov")][..], Some("/data/express-help")),
            (
                &[("XDG_DATA_HOME", "data"), ("HOME", "/home/ivanov")],
                Some("/home/ivanov/.local/share/express-help"),
            ),
            (
                &[("XDG_DATA_HOME", ""), ("HOME", "/home/ivanov")],
                Some("/home/ivanov/.local/share/express-help"),
            ),
            (&[], None),
        ] {
            let lookup =
                |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
            let found = Folders::from_environment(lookup).map(|folders| folders.data);
            assert_eq!(found, expected.map(PathBuf::from));
        }
    }
}
