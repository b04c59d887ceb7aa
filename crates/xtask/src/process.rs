//! Other programs: running them in view of the user, reading what they print, finding them.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a command whose output the user sees; says which one it is.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = describe(command);
    eprintln!("$ {line}");
    let status = command.status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status}): its own messages are above");
    }
    Ok(())
}

/// Runs a command and gives what it prints; its errors are the user's to see only when it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let line = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{line}`"))?;
    if !output.status.success() {
        bail!("`{line}` failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` printed something that is no text"))
}

/// Whether a command runs and succeeds; what it prints does not matter.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Finds a program on the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// The command as one would type it: the program without its folder, arguments quoted where they need it.
fn describe(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| quote(&argument.to_string_lossy()));
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn quote(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_=./:,+@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("{word:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_as_typed() {
        let mut command = Command::new("/usr/bin/program");
        command.args(["--search", "не приходят", "--size=480x720", ""]);
        assert_eq!(describe(&command), r#"program --search "не приходят" --size=480x720 """#);
    }

    #[cfg(unix)]
    #[test]
    fn failures_name_the_command_and_its_reason() {
        let error = output(Command::new("sh").args(["-c", "echo reason >&2; exit 3"])).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("sh -c") && text.contains("exit status: 3") && text.contains("reason"),
            "{text}"
        );
        assert_eq!(output(Command::new("sh").args(["-c", "echo text"])).unwrap(), "text\n");
        assert!(!succeeds(&mut Command::new("no-such-program-anywhere")));
        assert!(find("sh").is_some());
    }
}
