//! An entry that is a file of the user: read, replaced as a whole, removed. No link is ever followed.

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use super::{Place, Standing};

/// The line that says that this program made the file.
pub(super) const MARK: &str = "X-eXpress-Help=true";
/// How the desktops' lists of what is started switch an entry off: as the Desktop Application Autostart Specification says, and
/// GNOME's way.
const SWITCHED_OFF: [&str; 2] = ["Hidden=true", "X-GNOME-Autostart-enabled=false"];
/// The longest file that may be an own one, in bytes; own ones have a few hundred, and paths have an end.
const LONGEST: u64 = 1 << 16;

/// The file at a path.
pub(super) struct EntryFile(pub(super) PathBuf);

impl Place for EntryFile {
    fn standing(&self) -> io::Result<Standing> {
        let found = match fs::symlink_metadata(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Standing::Nothing),
            found => found?,
        };
        if !found.is_file() || found.len() > LONGEST {
            return Ok(Standing::Other);
        }
        let Ok(text) = String::from_utf8(fs::read(&self.0)?) else { return Ok(Standing::Other) };
        let says = |line: &str| text.lines().any(|found| found.trim() == line);
        Ok(match says(MARK) {
            false => Standing::Other,
            true if SWITCHED_OFF.iter().any(|line| says(line)) => Standing::SwitchedOff,
            true => Standing::Own(text),
        })
    }

    fn write(&self, entry: &str) -> io::Result<()> {
        let folder = self.0.parent().ok_or(ErrorKind::NotFound)?;
        // The rights of the XDG base directory specification.
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let mut file = tempfile::Builder::new().prefix(".express-help-").tempfile_in(folder)?;
        file.write_all(entry.as_bytes())?;
        file.as_file().sync_all()?;
        // Replaces the name, whatever it has become meanwhile, and writes through no link.
        file.persist(&self.0).map_err(|error| error.error)?;
        Ok(())
    }

    fn remove(&self) -> io::Result<()> {
        fs::remove_file(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{MetadataExt, symlink};
    use std::path::Path;

    use super::*;
    use crate::autostart::carry_out;

    const ENTRY: &str = "[Desktop Entry]\nExec=express-help\nX-eXpress-Help=true\n";

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn an_entry_comes_stays_changes_and_goes() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("config/autostart");
        let place = EntryFile(folder.join("e.desktop"));
        carry_out(&place, None).unwrap();
        assert_eq!(names(home.path()), Vec::<String>::new(), "nothing is made where nobody asked");
        carry_out(&place, Some(ENTRY)).unwrap();
        assert_eq!(fs::read_to_string(&place.0).unwrap(), ENTRY);
        let file = fs::metadata(&place.0).unwrap().ino();
        carry_out(&place, Some(ENTRY)).unwrap();
        assert_eq!(fs::metadata(&place.0).unwrap().ino(), file, "the same is not written again");
        let moved = ENTRY.replace("express-help\n", "/opt/express-help\n");
        carry_out(&place, Some(&moved)).unwrap();
        assert_eq!(fs::read_to_string(&place.0).unwrap(), moved);
        assert_eq!(names(&folder), ["e.desktop"], "nothing is left beside it");
        carry_out(&place, None).unwrap();
        assert_eq!(names(&folder), Vec::<String>::new());
    }

    #[test]
    fn what_others_made_stays() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("own-elsewhere");
        fs::write(&target, ENTRY).unwrap();
        type Make<'a> = &'a dyn Fn(&Path);
        let cases: [(&str, Make<'_>); 5] = [
            ("by hand", &|path| fs::write(path, "[Desktop Entry]\nExec=express-help\n").unwrap()),
            ("no text", &|path| fs::write(path, b"\xff\nX-eXpress-Help=true\n").unwrap()),
            ("endless", &|path| fs::write(path, ENTRY.repeat(2_000)).unwrap()),
            ("folder", &|path| fs::create_dir(path).unwrap()),
            ("link", &|path| symlink(&target, path).unwrap()),
        ];
        for (name, make) in cases {
            let place = EntryFile(home.path().join(name));
            make(&place.0);
            let before = fs::symlink_metadata(&place.0).unwrap();
            for wanted in [Some("another\nX-eXpress-Help=true\n"), None] {
                carry_out(&place, wanted).unwrap();
                let after = fs::symlink_metadata(&place.0).unwrap();
                assert_eq!((after.ino(), after.len()), (before.ino(), before.len()), "{name} {wanted:?}");
            }
        }
        assert_eq!(fs::read_to_string(&target).unwrap(), ENTRY, "no link was followed");
    }

    #[test]
    fn what_the_user_switched_off_stays_off_until_the_setting_is_switched() {
        let home = tempfile::tempdir().unwrap();
        let place = EntryFile(home.path().join("e.desktop"));
        for line in SWITCHED_OFF {
            let off = format!("{ENTRY}{line}\n");
            fs::write(&place.0, &off).unwrap();
            carry_out(&place, Some(ENTRY)).unwrap();
            assert_eq!(fs::read_to_string(&place.0).unwrap(), off);
            carry_out(&place, None).unwrap();
            carry_out(&place, Some(ENTRY)).unwrap();
            assert_eq!(fs::read_to_string(&place.0).unwrap(), ENTRY);
        }
    }

    #[test]
    fn a_folder_that_cannot_be_is_an_error_only_when_something_is_wanted() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("config"), "").unwrap();
        let place = EntryFile(home.path().join("config/autostart/e.desktop"));
        assert!(carry_out(&place, Some(ENTRY)).is_err());
        carry_out(&place, None).unwrap();
    }
}
