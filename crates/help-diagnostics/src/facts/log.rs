//! The end of the program's log.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// The most lines that are taken.
pub const LOG_LINES: usize = 200;
/// The most bytes that are taken.
pub const LOG_BYTES: u64 = 32 * 1024;

/// Reads the last lines of a log. A line whose beginning does not fit is left out: half an address cannot be masked.
///
/// Control characters are taken out. No log, or one that cannot be read, gives no lines.
pub(super) fn tail(file: &Path) -> Vec<String> {
    let Some((text, cut)) = read_end(file) else { return Vec::new() };
    let mut lines: Vec<_> = text.lines().skip(usize::from(cut)).map(visible).collect();
    lines.retain(|line| !line.trim().is_empty());
    lines.split_off(lines.len().saturating_sub(LOG_LINES))
}

/// Reads the last bytes; tells whether the first line is cut.
fn read_end(path: &Path) -> Option<(String, bool)> {
    // A pipe in the place of the log would be waited for.
    if !std::fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    // One byte more shows whether the first line begins exactly here.
    let start = length.saturating_sub(LOG_BYTES + 1);
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut bytes = Vec::new();
    file.take(LOG_BYTES + 1).read_to_end(&mut bytes).ok()?;
    Some((String::from_utf8_lossy(&bytes).into_owned(), start > 0))
}

fn visible(line: &str) -> String {
    line.chars().filter(|character| !character.is_control() || *character == '\t').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[u8], expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("program.log");
        std::fs::write(&file, text).unwrap();
        assert_eq!(tail(&file), expected);
    }

    #[test]
    fn the_last_lines_are_read() {
        check(b"", &[]);
        check(b"one\r\n\ntwo\x1b[31m\nthree", &["one", "two[31m", "three"]);
        check("пол\u{0}строки\n".as_bytes(), &["полстроки"]);
        check(b"\xff\xfe broken\n", &["\u{fffd}\u{fffd} broken"]);
        let many: Vec<_> = (0..250).map(|number| format!("line {number}")).collect();
        let last: Vec<_> = many[50..].iter().map(String::as_str).collect();
        check(many.join("\n").as_bytes(), &last);
    }

    #[test]
    fn a_line_that_is_cut_is_left_out() {
        let limit = usize::try_from(LOG_BYTES).unwrap();
        check(format!("{}\nend\n", "x".repeat(limit)).as_bytes(), &["end"]);
        let fits = "y".repeat(limit - 5);
        check(format!("first\n{fits}\nend\n").as_bytes(), &[&fits, "end"]);
        check("x".repeat(limit + 10).as_bytes(), &[]);
    }

    #[test]
    fn without_a_log_there_are_no_lines() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(tail(&folder.path().join("none.log")), [""; 0]);
        assert_eq!(tail(folder.path()), [""; 0]);
    }
}
