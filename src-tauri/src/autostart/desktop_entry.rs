//! The entry for Linux: a file of the Desktop Application Autostart Specification.

use std::path::{Path, PathBuf};

/// What starts this installation: the command that the packages bring along, the script beside the folder of a tar.gz, or
/// the program itself.
pub(super) fn command(program: &Path, exists: impl Fn(&Path) -> bool) -> PathBuf {
    let folder = program.parent().filter(|folder| folder.ends_with("lib/express-help"));
    let prefix = folder.and_then(|folder| folder.parent()?.parent());
    let script = prefix.map(|prefix| prefix.join("bin/express-help")).filter(|script| exists(script));
    match script {
        Some(script) if script == Path::new("/usr/bin/express-help") => "express-help".into(),
        Some(script) => script,
        None => program.to_owned(),
    }
}

/// The file's text; `None` for a path that such a file cannot hold: its text is UTF-8 in lines.
pub(super) fn entry(command: &Path) -> Option<String> {
    let command = command.to_str().filter(|command| !command.contains(char::is_control))?;
    let (exec, tried) = (quoted(command), escaped(command));
    // A program that is not there any more is not started, and nobody is told.
    Some(format!(
        "[Desktop Entry]\nType=Application\nName=eXpress Help\nName[ru]=Справка eXpress\nExec={exec}\nTryExec={tried}\n\
         Icon=express-help\nTerminal=false\n{}\n",
        super::file::MARK
    ))
}

/// An argument of `Exec` (Desktop Entry Specification, “The Exec key”): in quotes where it has reserved characters, and then
/// written as every string is.
fn quoted(argument: &str) -> String {
    const RESERVED: &[char] =
        &[' ', '"', '\'', '\\', '>', '<', '~', '|', '&', ';', '$', '*', '?', '#', '(', ')', '`'];
    let mut quoted = String::new();
    for letter in argument.chars() {
        match letter {
            '"' | '`' | '$' | '\\' => quoted.extend(['\\', letter]),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(letter),
        }
    }
    if argument.contains(RESERVED) { format!("\"{}\"", escaped(&quoted)) } else { quoted }
}

/// A value of type string: a backslash begins an escape.
fn escaped(value: &str) -> String {
    value.replace('\\', r"\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_installation_is_started_as_it_is_meant_to_be() {
        let there = ["/usr/bin/express-help", "/opt/help/bin/express-help"];
        for (program, expected) in [
            ("/usr/lib/express-help/express-help", "express-help"),
            ("/opt/help/lib/express-help/express-help", "/opt/help/bin/express-help"),
            // Another installation, although a package is there too.
            ("/srv/help/lib/express-help/express-help", "/srv/help/lib/express-help/express-help"),
            ("/home/ivanov/target/debug/express-help", "/home/ivanov/target/debug/express-help"),
        ] {
            let found =
                command(Path::new(program), |path| there.iter().any(|known| path == Path::new(known)));
            assert_eq!(found, Path::new(expected), "{program}");
        }
    }

    #[test]
    fn paths_are_quoted_as_the_specification_says() {
        for (path, exec, tried) in [
            ("express-help", "express-help", "express-help"),
            ("/opt/help/express-help", "/opt/help/express-help", "/opt/help/express-help"),
            ("/opt/Моя справка/e", r#""/opt/Моя справка/e""#, "/opt/Моя справка/e"),
            ("/opt/100%/e", "/opt/100%%/e", "/opt/100%/e"),
            (r"/opt/a\b/e", r#""/opt/a\\\\b/e""#, r"/opt/a\\b/e"),
            (r#"/opt/"$`/e"#, r#""/opt/\\"\\$\\`/e""#, r#"/opt/"$`/e"#),
            ("/opt/a;b/e", r#""/opt/a;b/e""#, "/opt/a;b/e"),
        ] {
            let text = entry(Path::new(path)).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            assert!(lines.contains(&format!("Exec={exec}").as_str()), "{path}: {text}");
            assert!(lines.contains(&format!("TryExec={tried}").as_str()), "{path}: {text}");
            assert_eq!((lines[0], lines.last()), ("[Desktop Entry]", Some(&super::super::file::MARK)));
        }
        assert_eq!(entry(Path::new("/opt/a\nHidden=true/e")), None, "a path never begins a line");
    }

    /// The toolkit's own reader understands what was written.
    #[test]
    fn the_toolkit_reads_the_path_that_was_meant() {
        for path in ["express-help", "/opt/Моя справка/e", r"/opt/a\b $x `y` 100% ; 'z' ~/e", r#"/opt/"a"/e"#]
        {
            let file = gtk::glib::KeyFile::new();
            file.load_from_data(&entry(Path::new(path)).unwrap(), gtk::glib::KeyFileFlags::NONE).unwrap();
            let exec = file.string("Desktop Entry", "Exec").unwrap();
            let arguments = gtk::glib::shell_parse_argv(exec.as_str()).unwrap();
            let [argument] = arguments.as_slice() else { panic!("{arguments:?}") };
            assert_eq!(argument.to_str().unwrap().replace("%%", "%"), path);
            assert_eq!(file.string("Desktop Entry", "TryExec").unwrap(), path);
        }
    }
}
