//! The entry for Windows: a value of the user's `Run` key. Which one is the program's own is kept beside, because such a value
//! has no room for a mark.

use std::io::{self, ErrorKind};

use winreg::RegKey;
use winreg::enums::{HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE};

use super::{Place, Standing};

/// What Windows starts when somebody signs in.
pub(super) const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
/// The name of the value, also of the one that the installer makes for everybody.
const NAME: &str = "eXpress Help";
const OWN: &str = r"Software\eXpress\Help";
const MADE: &str = "AutostartMade";

/// The value of the user.
pub(super) struct RunKey {
    user: RegKey,
    /// Where the installer makes an entry for everybody; only read.
    machine: RegKey,
}

impl RunKey {
    pub(super) fn of_the_system() -> Self {
        Self { user: RegKey::predef(HKEY_CURRENT_USER), machine: RegKey::predef(HKEY_LOCAL_MACHINE) }
    }
}

impl Place for RunKey {
    fn standing(&self) -> io::Result<Standing> {
        let Some(found) = value(&self.user, RUN, NAME)? else {
            let of_all = value(&self.machine, RUN, NAME)?;
            // The computer starts it already; a second entry would do it twice.
            return Ok(of_all.map_or(Standing::Nothing, |_| Standing::Other));
        };
        let is_own = value(&self.user, OWN, MADE)?.as_ref() == Some(&found);
        Ok(if is_own { Standing::Own(found) } else { Standing::Other })
    }

    fn write(&self, entry: &str) -> io::Result<()> {
        // The note first: an entry without it would never be removed.
        self.user.create_subkey(OWN)?.0.set_value(MADE, &entry)?;
        self.user.create_subkey(RUN)?.0.set_value(NAME, &entry)
    }

    fn remove(&self) -> io::Result<()> {
        self.user.create_subkey(RUN)?.0.delete_value(NAME)?;
        self.user.create_subkey(OWN)?.0.delete_value(MADE)
    }
}

/// A value of a key; `None` where there is no such key or value.
fn value(root: &RegKey, key: &str, name: &str) -> io::Result<Option<String>> {
    match root.open_subkey(key).and_then(|key| key.get_value(name)) {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::autostart::carry_out;

    /// A place in a key of its own; the user's real values are not touched.
    fn place(name: &str) -> (RunKey, impl Drop) {
        struct Gone(String);
        impl Drop for Gone {
            fn drop(&mut self) {
                let _ = RegKey::predef(HKEY_CURRENT_USER).delete_subkey_all(&self.0);
            }
        }
        let path = format!(r"Software\eXpress\Help tests\{name} {}", std::process::id());
        let of = |part: &str| {
            RegKey::predef(HKEY_CURRENT_USER).create_subkey(format!(r"{path}\{part}")).unwrap().0
        };
        (RunKey { user: of("user"), machine: of("machine") }, Gone(path))
    }

    fn run(key: &RegKey) -> Option<String> {
        value(key, RUN, NAME).unwrap()
    }

    #[test]
    fn an_entry_comes_changes_and_goes() {
        let (place, _gone) = place("own");
        carry_out(&place, None).unwrap();
        assert_eq!(place.user.enum_keys().count(), 0, "nothing is made where nobody asked");
        for entry in
            ["\"C:\\Program Files\\eXpress Help\\express-help.exe\"", "\"D:\\Справка\\express-help.exe\""]
        {
            carry_out(&place, Some(entry)).unwrap();
            assert_eq!(run(&place.user).as_deref(), Some(entry));
        }
        carry_out(&place, None).unwrap();
        assert_eq!((run(&place.user), value(&place.user, OWN, MADE).unwrap()), (None, None));
    }

    #[test]
    fn what_others_made_stays_and_is_not_doubled() {
        let (place, _gone) = place("others");
        place.user.create_subkey(RUN).unwrap().0.set_value(NAME, &"by hand").unwrap();
        for wanted in [Some("own"), None] {
            carry_out(&place, wanted).unwrap();
            assert_eq!(run(&place.user).as_deref(), Some("by hand"));
        }
        place.user.create_subkey(RUN).unwrap().0.delete_value(NAME).unwrap();
        place.machine.create_subkey(RUN).unwrap().0.set_value(NAME, &"of the installer").unwrap();
        for wanted in [Some("own"), None] {
            carry_out(&place, wanted).unwrap();
            assert_eq!((run(&place.user), run(&place.machine).as_deref()), (None, Some("of the installer")));
        }
    }
}
