//! Judges whether a file can be the user's store: from its first 100 bytes and its length, then by SQLite itself.
//!
//! Nothing here changes or renames a file.
//!
//! The offsets are those of "The Database Header" in SQLite's description of its file format.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::{migrations, place};

const HEADER: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Up to this length in bytes a file is checked at every start: it costs 2.3 ms a megabyte (development build, two
/// cores), and a file with a thousand bookmarks has 0.1 MB. Above it, only after a start that did not end cleanly.
const ALWAYS_CHECKED: u64 = 1 << 20;

/// What the first look at a file says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// There is no file.
    Absent,
    /// It cannot be a whole database.
    Damaged,
    /// Its schema version is this one, newer than the program's.
    Newer(i64),
    /// It may be sound.
    Plausible(Check),
}

/// Whether SQLite should check the whole file before it is used.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(crate) enum Check {
    /// Every page.
    Whole,
    /// Only what is read anyway.
    Skipped,
}

/// Looks at a file without opening it as a database.
///
/// SQLite deletes or empties the `-wal` file when the last connection closes cleanly: a log that is not empty means
/// a crash, or another copy of the program. The length of the main file says nothing then. The log is looked at twice,
/// because that other copy may begin to write in between.
pub(crate) fn look(path: &Path) -> io::Result<Look> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Look::Absent),
        Err(error) => return Err(error),
    };
    let log_length = || place::with_suffix(path, "-wal").metadata().map_or(0, |log| log.len());
    let before = log_length();
    let length = file.metadata()?.len();
    let mut header = [0; HEADER];
    match file.read_exact(&mut header) {
        Ok(()) => Ok(judge(&header, length, before.max(log_length()))),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(Look::Damaged),
        Err(error) => Err(error),
    }
}

/// Lets SQLite look for damage; gives what it found, `None` when the file is sound.
///
/// # Errors
/// When the check itself cannot run; [`means_damage`] tells whether that is damage too.
pub(crate) fn check_whole(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let finding: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((finding != "ok").then_some(finding))
}

/// Whether an error of SQLite says that the file is not a whole database.
pub(crate) fn means_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Whether an error of SQLite says that a table is not there; it has no code of its own for this.
pub(crate) fn means_missing_table(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::Unknown)
}

fn judge(header: &[u8; HEADER], length: u64, log_length: u64) -> Look {
    if !header.starts_with(MAGIC) {
        return Look::Damaged;
    }
    let page_size = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    if page_size < 512 || !page_size.is_power_of_two() {
        return Look::Damaged;
    }
    let version = i64::from(number(header, 60).cast_signed());
    if version > migrations::NEWEST {
        return Look::Newer(version);
    }
    let pages = u64::from(number(header, 28));
    let cut = !length.is_multiple_of(page_size) || length < pages * page_size;
    match log_length {
        0 if cut => Look::Damaged,
        0 if length > ALWAYS_CHECKED => Look::Plausible(Check::Skipped),
        _ => Look::Plausible(Check::Whole),
    }
}

fn number(header: &[u8; HEADER], at: usize) -> u32 {
    u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(page_size: u16, pages: u32, version: u32) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        header[..16].copy_from_slice(MAGIC);
        header[16..18].copy_from_slice(&page_size.to_be_bytes());
        header[28..32].copy_from_slice(&pages.to_be_bytes());
        header[60..64].copy_from_slice(&version.to_be_bytes());
        header
    }

    #[test]
    fn headers_are_judged() {
        let check = |header: [u8; HEADER], length: u64, log: u64, expected: Look| {
            assert_eq!(judge(&header, length, log), expected, "length {length}, log {log}");
        };
        check(header(4096, 3, 2), 12_288, 0, Look::Plausible(Check::Whole));
        check(header(4096, 3, 2), 12_287, 0, Look::Damaged);
        check(header(4096, 3, 2), 8192, 0, Look::Damaged);
        check(header(4096, 3, 2), 8192, 32, Look::Plausible(Check::Whole));
        check(header(4096, 3, 2), 64 << 20, 0, Look::Plausible(Check::Skipped));
        check(header(4096, 3, 2), 64 << 20, 32, Look::Plausible(Check::Whole));
        check(header(1, 1, 2), 65_536, 0, Look::Plausible(Check::Whole));
        check(header(4095, 3, 2), 12_288, 0, Look::Damaged);
        check(header(4096, 3, 99), 12_288, 0, Look::Newer(99));
        check([0; HEADER], 12_288, 0, Look::Damaged);
    }
}
