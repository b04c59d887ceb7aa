//! The script with real shells, a real linker and a real program that lacks a library.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use help_app::dto::Language;
use help_app::{Check, CheckResult, CheckedPart, SelfTest, language_of_locale};

use super::*;

/// A number that no system has, because the real library is there where this is tested.
const WEB_VIEW: &str = "libwebkit2gtk-4.1.so.777";
/// Prints its arguments, its own name first.
const ECHO: &str = "#!/bin/sh\nprintf '%s\\n' \"${0##*/}\" \"$@\"\n";
const ECHO_C: &str =
    "#include <stdio.h>\nint main(int n, char **a) { for (int i = 1; i < n; i++) puts(a[i]); }\n";

/// A folder as a package makes it, with a system of its own around it.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// `program` is what the script starts; the system's libraries lie in `system`, and `os` is its os-release.
    fn new(program: &str, os: &str) -> Self {
        let place = Self {
            folder: tempfile::Builder::new().prefix("Папка с пробелом ").tempdir().unwrap()
        };
        for folder in ["bin", "lib/express-help", "system", "tools"] {
            fs::create_dir_all(place.path(folder)).unwrap();
        }
        let text = script(&[WEB_VIEW.to_owned()]).unwrap();
        let put = |text: &str, from: &str, to: &str| {
            assert!(text.contains(from), "the script has no {from}");
            text.replace(from, to)
        };
        // The shell has no words for a path in a `for`, so the system is known by a name without spaces.
        let text =
            put(&text, "/usr/lib/x86_64-linux-gnu /usr/lib64 /lib/x86_64-linux-gnu /lib64", "\"$SYSTEM\"");
        place.write("bin/express-help", &put(&text, "/etc/os-release", "\"$SYSTEM/os-release\""));
        place.write("lib/express-help/express-help", program);
        place.write("system/os-release", os);
        place
    }

    /// With a real program whose library the linker does not find.
    fn without_library(os: &str) -> Self {
        Self::with_program(os, ECHO_C, "")
    }

    /// With a real program and its library in `elsewhere`, both compiled from a line of C.
    fn with_program(os: &str, program: &str, library: &str) -> Self {
        let place = Self::new("", os);
        fs::create_dir(place.path("elsewhere")).unwrap();
        let path = place.compile_library(library);
        place.write("echo.c", program);
        place.compile(&["-Wl,--no-as-needed", "-o", "lib/express-help/express-help", "echo.c", &path]);
        place
    }

    fn compile_library(&self, text: &str) -> String {
        self.write("library.c", text);
        let path = format!("elsewhere/{WEB_VIEW}");
        self.compile(&["-shared", "-o", &path, &format!("-Wl,-soname,{WEB_VIEW}"), "library.c"]);
        path
    }

    fn compile(&self, arguments: &[&str]) {
        assert!(Command::new("cc").args(arguments).current_dir(self.path("")).status().unwrap().success());
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn write(&self, inside: &str, text: &str) {
        fs::write(self.path(inside), text).unwrap();
        fs::set_permissions(self.path(inside), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn command(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().env("SYSTEM", self.path("system"));
        command.env("PATH", format!("{}:/usr/bin:/bin", self.path("tools").display()));
        command
    }

    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let mut command = self.command(&self.path("bin/express-help"), arguments);
        command.envs(environment.iter().copied()).output().unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn with_the_library_at_hand_the_program_is_started() {
    let place = Place::new(ECHO, "");
    place.write(&format!("system/{WEB_VIEW}"), "");
    symlink("../bin/express-help", place.path("tools/link")).unwrap();
    symlink("link", place.path("tools/second")).unwrap();
    let script = place.path("bin/express-help");
    for (program, folder) in [
        (script.as_path(), "/"),
        (Path::new("bin/express-help"), ""),
        (Path::new("./express-help"), "bin"),
        (Path::new("second"), "/"),
        (place.path("tools/link").as_path(), "/"),
    ] {
        let arguments = ["--search", "два  слова *", "", "--help"];
        let output = place.command(program, &arguments).current_dir(place.path(folder)).output().unwrap();
        let printed = text(&output.stdout);
        assert_eq!(printed, "express-help\n--search\nдва  слова *\n\n--help\n", "{program:?} {output:?}");
    }
    let mut command = place.command(Path::new("sh"), &["express-help", "one"]);
    let output = command.current_dir(place.path("bin")).output().unwrap();
    assert_eq!(text(&output.stdout), "express-help\none\n", "{output:?}");
}

#[test]
fn a_library_in_a_place_that_only_the_linker_knows_is_enough() {
    let place = Place::without_library("");
    let elsewhere = place.path("elsewhere").display().to_string();
    let output = place.run(&["--version"], &[("LD_LIBRARY_PATH", &elsewhere)]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), "--version\n".into()), "{output:?}");
}

#[test]
fn what_is_missing_is_said_with_the_command_of_the_system() {
    let place = Place::without_library("");
    for (os, expected) in [
        ("ID=debian", "apt-get install libwebkit2gtk-4.1-0"),
        ("NAME=\"A B\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"", "apt-get install libwebkit2gtk-4.1-0"),
        ("ID=astra", "apt-get install libwebkit2gtk-4.1-0"),
        ("ID=fedora", "dnf install 'libwebkit2gtk-4.1.so.0()(64bit)'"),
        ("ID=\"redos\"\nID_LIKE=\"rhel centos fedora\"", "dnf install 'libwebkit2gtk-4.1.so.0()(64bit)'"),
        ("ID=altlinux", "apt-get install libwebkit2gtk4.1"),
        ("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"", "zypper install libwebkit2gtk-4_1-0"),
        ("ID=unheard-of", "the package with libwebkit2gtk-4.1.so.0."),
        ("", "the package with libwebkit2gtk-4.1.so.0."),
    ] {
        place.write("system/os-release", os);
        let output = place.run(&["--article", "login/qr-login"], &[("LANG", "en_GB.UTF-8")]);
        let said = text(&output.stderr);
        assert!(said.starts_with("express-help: The program cannot start"), "{os}: {said}");
        assert!(
            said.contains(&format!("{WEB_VIEW}.")) && said.trim_end().ends_with(expected),
            "{os}: {said}"
        );
        let oldest = format!("{}.{}", OLDEST_WEB_VIEW.0, OLDEST_WEB_VIEW.1);
        assert!(said.contains(&oldest) && said.lines().count() == 1, "{os}: {said}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{os}");
    }
    fs::remove_file(place.path("system/os-release")).unwrap();
    assert!(text(&place.run(&[], &[]).stderr).contains("libwebkit2gtk-4.1.so.0"));
}

#[test]
fn other_libraries_and_an_old_system_are_told_apart() {
    for (own, other, expected) in [
        (b"libc.so.6\0".as_slice(), b"libq.so.6\0".as_slice(), "libraries libq.so.6. Ask your administrator"),
        (b"GLIBC_2.34\0", b"GLIBC_9.34\0", "libraries GLIBC_9.34. The system is older"),
    ] {
        let place = Place::without_library("ID=debian");
        let program = place.path("lib/express-help/express-help");
        let mut bytes = fs::read(&program).unwrap();
        let at = bytes.windows(own.len()).position(|part| part == own).unwrap();
        bytes[at..at + own.len()].copy_from_slice(other);
        fs::write(&program, bytes).unwrap();
        let elsewhere = place.path("elsewhere").display().to_string();
        let said = text(&place.run(&["--lang=en"], &[("LD_LIBRARY_PATH", &elsewhere)]).stderr);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_web_view_that_is_too_old_is_told_from_one_that_is_missing() {
    let program = ECHO_C
        .replace("int main", "void webkit_new(void);\nint main")
        .replace("{ for", "{ webkit_new(); for");
    let place = Place::with_program("ID=ubuntu", &program, "void webkit_new(void) {}\n");
    let elsewhere = place.path("elsewhere").display().to_string();
    let run = |file: &str| {
        let _ = fs::remove_dir_all(place.path("system"));
        fs::create_dir(place.path("system")).unwrap();
        place.write("system/os-release", "ID=ubuntu");
        for name in [WEB_VIEW, file] {
            place.write(&format!("system/{name}"), "");
        }
        place.run(&["--lang=en"], &[("LD_LIBRARY_PATH", &elsewhere)])
    };
    let old = format!("{WEB_VIEW}.2.10");
    // Old by its name, but it has everything: another numbering than is known here.
    let output = run(&old);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), "--lang=en\n".into()), "{output:?}");
    place.compile_library("");
    for file in [&old, &format!("{WEB_VIEW}.9.0"), &format!("{WEB_VIEW}.12.4")] {
        let output = run(file);
        let said = text(&output.stderr);
        assert!(said.contains("cannot start: WebKitGTK of this computer is too old. WebKitGTK 2."), "{said}");
        assert!(said.trim_end().ends_with("apt-get install libwebkit2gtk-4.1-0"), "{said}");
        assert_eq!(output.status.code(), Some(1));
    }
    // A new one is not asked, and starting takes no longer: what is wrong with it the linker says.
    for file in [format!("{WEB_VIEW}.13.4"), format!("{WEB_VIEW}.19.9"), format!("{WEB_VIEW}.100.0")] {
        assert_eq!(run(&file).status.code(), Some(127), "{file}");
    }
}

#[test]
fn the_language_is_chosen_as_by_the_program() {
    let place = Place::without_library("");
    let check = |environment: &[(&str, &str)], arguments: &[&str], expected: Language| {
        let said = text(&place.run(arguments, environment).stderr);
        let russian = said.contains("Программа не может");
        assert_eq!(russian, expected == Language::Ru, "{environment:?} {arguments:?}: {said}");
    };
    for locale in [
        "",
        "C",
        "C.UTF-8",
        "POSIX",
        "ru_RU.UTF-8",
        "RU",
        "be",
        "kk_KZ",
        "ky",
        "uk_UA@x",
        "uz",
        "tg",
        "hy",
        "az",
        "tt",
        "ba",
        "cv",
        "en_GB",
        "en-US",
        "de_DE",
        "crh",
        "rus",
    ] {
        check(&[("LANG", locale)], &[], language_of_locale(Some(locale)));
    }
    check(&[], &[], Language::Ru);
    check(&[("LC_ALL", "en_GB"), ("LC_MESSAGES", "ru"), ("LANG", "ru")], &[], Language::En);
    check(&[("LC_ALL", ""), ("LC_MESSAGES", "en_GB"), ("LANG", "ru")], &[], Language::En);
    check(&[("LANG", "en_GB")], &["--lang", "ru"], Language::Ru);
    check(&[("LANG", "ru_RU")], &["--lang=en", "--search", "x"], Language::En);
    check(&[("LANG", "ru_RU")], &["--lang"], Language::Ru);
}

#[test]
fn the_self_test_has_the_shape_of_the_program_s_own() {
    let place = Place::without_library("ID=fedora");
    for (arguments, locale, language) in [
        (&["--selftest"][..], "ru_RU.UTF-8", Language::Ru),
        (&["--selftest", "--lang", "en"], "ru_RU.UTF-8", Language::En),
        (&["--selftest", "--json"], "ru_RU.UTF-8", Language::En),
        (&["--json", "--selftest", "--lang=ru"], "en_GB", Language::Ru),
    ] {
        let said = text(&place.run(&["--lang", &language.to_string()], &[]).stderr);
        let detail = said.trim_end().strip_prefix("express-help: ").unwrap().to_owned();
        let check = Check { part: CheckedPart::WebView, result: CheckResult::Failed, detail };
        let test = SelfTest { passed: false, checks: vec![check], ..SelfTest::default() };
        let expected = if arguments.contains(&"--json") {
            serde_json::to_string_pretty(&test).unwrap() + "\n"
        } else {
            test.text(language)
        };
        // A management tool waits for no dialog.
        place.write("tools/zenity", "#!/bin/sh\necho a dialog >&2; kill $PPID\n");
        let output = place.run(arguments, &[("LANG", locale), ("DISPLAY", ":7")]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), expected), "{arguments:?}");
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn help_and_version_need_no_library() {
    let place = Place::without_library("");
    let help = Arguments::command().render_help().to_string();
    let longer = Arguments::command().get_arguments().any(|argument| argument.get_long_help().is_some());
    assert!(!longer, "--help and -h print the same as long as no argument has a longer text");
    let version = format!("express-help {VERSION}\n");
    for (arguments, expected) in [
        (&["--help"][..], &help),
        (&["-h"], &help),
        (&["--lang", "en", "--version"], &version),
        (&["-V", "--help"], &version),
    ] {
        let output = place.run(arguments, &[]);
        assert_eq!((output.status.code(), &text(&output.stdout)), (Some(0), expected), "{arguments:?}");
    }
    assert_eq!(place.run(&["--", "--version"], &[]).status.code(), Some(1));
}

#[test]
fn who_sees_no_terminal_sees_a_dialog() {
    let place = Place::without_library("ID=debian");
    let record = |name: &str, code: u8| {
        let line = format!("#!/bin/sh\nprintf '%s\\n' {name} \"$@\" >> \"$SYSTEM/shown\"\nexit {code}\n");
        place.write(&format!("tools/{name}"), &line);
    };
    let shown = |environment: &[(&str, &str)], arguments: &[&str]| {
        let _ = fs::remove_file(place.path("system/shown"));
        let output = place.run(arguments, environment);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(text(&output.stderr).starts_with("express-help: "), "{output:?}");
        fs::read_to_string(place.path("system/shown")).unwrap_or_default()
    };
    // The machine's own dialogs come later in the search path, so each is stood in for.
    for (name, code) in [("zenity", 127), ("kdialog", 1), ("xmessage", 0), ("notify-send", 0)] {
        record(name, code);
    }
    assert_eq!(shown(&[("LANG", "en_GB")], &[]), "");
    assert_eq!(shown(&[("DISPLAY", ":7")], &["--diagnose"]), "");
    let seen = shown(&[("WAYLAND_DISPLAY", "wayland-0"), ("LANG", "en_GB")], &["--article", "a/b"]);
    let names: Vec<&str> =
        seen.lines().filter(|line| ["zenity", "kdialog", "xmessage"].contains(line)).collect();
    assert_eq!(names, ["zenity", "kdialog"], "{seen}");
    assert!(seen.contains("eXpress Help") && seen.contains("apt-get install"), "{seen}");
    for name in ["zenity", "kdialog"] {
        record(name, 255);
    }
    // Its fonts have no Russian letters, and the text comes on standard input.
    place.write("tools/xmessage", "#!/bin/sh\ncat > \"$SYSTEM/shown\"\n");
    let seen = shown(&[("DISPLAY", ":7")], &[]);
    assert!(seen.starts_with("The program cannot start") && seen.is_ascii(), "{seen}");
    record("zenity", 1);
    let seen = shown(&[("DISPLAY", ":7")], &["express-help://article/a/b"]);
    assert!(seen.starts_with("zenity\n") && !seen.contains("kdialog\n"), "{seen}");
    assert!(seen.contains("Справка eXpress") && seen.contains(WEB_VIEW), "{seen}");
}

#[test]
fn names_that_a_shell_reads_otherwise_are_refused() {
    for name in ["", "a b", "$(x)", "a'b", "a\nb"] {
        assert!(script(&[name.to_owned()]).is_err(), "{name:?}");
    }
}
