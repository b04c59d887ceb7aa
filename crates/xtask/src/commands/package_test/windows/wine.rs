//! A Windows of wine, in a folder of its own: programs run in it, and its registry is written and read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::process;

/// Debian puts none of them on the search path.
const WINE: &str = "/usr/lib/wine/wine64";
const SERVER: &str = "/usr/lib/wine/wineserver64";
const LIBRARY: &str = include_str!("bcryptprimitives.c");
/// Where the package puts the program.
pub(super) const PROGRAM: &str = r"C:\Program Files\eXpress\Help\express-help.exe";

/// A prefix with nothing but Windows in it.
pub(super) struct Wine {
    folder: PathBuf,
}

/// What became of a program. Of its exit code Linux keeps the lowest eight bits.
pub(super) struct Ended {
    pub(super) code: i32,
    pub(super) out: String,
    pub(super) err: String,
}

/// The values below a key, as `reg query` prints them: key and name, type and content.
pub(super) type Values = BTreeMap<String, String>;

impl Wine {
    /// Makes a Windows 10 in a new folder.
    pub(super) fn make(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(folder.join("home"))?;
        let wine = Self { folder };
        wine.expect(&["wineboot", "-i"])?;
        wine.pretend("win10")?;
        wine.add_library()?;
        Ok(wine)
    }

    fn add_library(&self) -> Result<()> {
        let source = self.folder.join("bcryptprimitives.c");
        fs::write(&source, LIBRARY)?;
        let target = self.path("windows/system32/bcryptprimitives.dll");
        let mut compile = Command::new("x86_64-w64-mingw32-gcc");
        process::output(compile.args(["-shared", "-O2", "-o"]).arg(target).arg(source).arg("-ladvapi32"))
            .map(drop)
    }

    /// Makes it another Windows from the next program on.
    pub(super) fn pretend(&self, version: &str) -> Result<()> {
        self.expect(&["reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", version, "/f"])?;
        self.stop();
        Ok(())
    }

    /// A path on drive C.
    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.folder.join("prefix/drive_c").join(below)
    }

    /// The folder of this run's user, where shortcuts are looked for.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A program with its arguments.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(WINE);
        command.args(arguments);
        self.surround(&mut command);
        command
    }

    /// Gives a command this Windows.
    pub(super) fn surround(&self, command: &mut Command) {
        command
            .env("WINEPREFIX", self.folder.join("prefix"))
            .env("WINEARCH", "win64")
            .env("WINEDEBUG", "-all")
            // Else it asks to download two large programs.
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
            .env("HOME", self.folder.join("home"))
            .env("LC_ALL", "C.UTF-8")
            .env_remove("LANG")
            .env_remove("DISPLAY")
            .current_dir(&self.folder);
    }

    /// Runs a program to its end.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<Ended> {
        let mut command = self.command(arguments);
        let output = command.stdin(Stdio::null()).output().context("wine does not start")?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace('\r', "");
        let code = output.status.code().context("wine was stopped")?;
        Ok(Ended { code, out: text(output.stdout), err: text(output.stderr) })
    }

    /// Runs what has to succeed.
    pub(super) fn expect(&self, arguments: &[&str]) -> Result<String> {
        let ended = self.run(arguments)?;
        ensure!(ended.code == 0, "{arguments:?} ended with {}: {}{}", ended.code, ended.out, ended.err);
        Ok(ended.out)
    }

    /// Runs a line of a batch file, as administrators write them; gives the exit code that the next line would see.
    pub(super) fn batch(&self, line: &str) -> Result<u32> {
        let path = self.path("batch.cmd");
        fs::write(&path, format!("@echo off\r\n{line}\r\necho CODE %ERRORLEVEL%\r\n"))?;
        let printed = self.run(&["cmd", "/c", r"C:\batch.cmd"])?.out;
        let code =
            printed.lines().find_map(|line| line.strip_prefix("CODE ")).map(|code| code.trim().parse());
        code.with_context(|| format!("{line:?} printed no exit code: {printed}"))?.context("no number")
    }

    /// Writes a .reg file into the registry.
    pub(super) fn import(&self, text: &str) -> Result<()> {
        let text = format!("Windows Registry Editor Version 5.00\r\n\r\n{}\r\n", text.replace('\n', "\r\n"));
        fs::write(self.path("import.reg"), text)?;
        self.expect(&["reg", "import", r"C:\import.reg"]).map(drop)
    }

    /// The values below a key; empty when there is no such key.
    pub(super) fn values(&self, key: &str) -> Result<Values> {
        Ok(read_values(&self.run(&["reg", "query", key, "/s"])?.out))
    }

    /// Ends everything that runs in it.
    pub(super) fn stop(&self) {
        let mut stop = Command::new(SERVER);
        self.surround(&mut stop);
        process::succeeds(stop.args(["-k", "-w"]));
    }
}

impl Drop for Wine {
    fn drop(&mut self) {
        self.stop();
    }
}

/// `KEY\NAME` to `TYPE CONTENT`.
fn read_values(printed: &str) -> Values {
    let mut values = Values::new();
    let mut key = "";
    for line in printed.lines() {
        match line.strip_prefix("    ") {
            None => key = line.trim(),
            Some(value) => {
                let mut parts = value.splitn(3, "    ");
                let name = parts.next().unwrap_or_default().trim();
                let content = parts.map(str::trim).collect::<Vec<_>>().join(" ");
                values.insert(format!(r"{key}\{name}"), content.trim().to_owned());
            }
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_registry_are_read() {
        let printed = "\nHKEY_LOCAL_MACHINE\\SOFTWARE\\eXpress\\Help\n    InstallFolder    REG_SZ    C:\\Program Files\\x\\\n    \
                       (Default)    REG_SZ    \n\nHKEY_LOCAL_MACHINE\\SOFTWARE\\eXpress\\Help\\Setup\n    A    REG_DWORD    0x1\n";
        let values = read_values(printed);
        let help = r"HKEY_LOCAL_MACHINE\SOFTWARE\eXpress\Help";
        assert_eq!(values[&format!(r"{help}\InstallFolder")], r"REG_SZ C:\Program Files\x\");
        assert_eq!(values[&format!(r"{help}\(Default)")], "REG_SZ");
        assert_eq!(values[&format!(r"{help}\Setup\A")], "REG_DWORD 0x1");
        assert_eq!(values.len(), 3);
    }
}
