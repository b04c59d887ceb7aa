//! Reads the program's policy keys from the Windows registry. What they mean is `registry`.

use std::io::{self, ErrorKind};

use winreg::RegKey;
use winreg::enums::{HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE, KEY_READ};

use crate::layer::{Layer, Source};
use crate::problem::Problem;
use crate::registry::{Hive, PATH, PolicyKey, RegistryKey, RegistryValue};
use crate::sources::{Findings, PolicySource};
use crate::trust::unreadable;

/// The policy key, `Recommended` in it, a list in that.
const DEPTH: usize = 3;
/// The most values and the most subkeys read of one key.
const MOST: usize = 1_000;

/// `SOFTWARE\Policies\eXpress\Help` of the machine and of the user.
#[derive(Clone, Copy, Debug)]
pub struct Registry;

impl PolicySource for Registry {
    fn read(&self) -> Findings {
        let mut findings = Findings::default();
        for (hive, root, layer) in [
            (Hive::LocalMachine, HKEY_LOCAL_MACHINE, Layer::MachineMandatory),
            (Hive::CurrentUser, HKEY_CURRENT_USER, Layer::UserMandatory),
        ] {
            match RegKey::predef(root)
                .open_subkey_with_flags(PATH, KEY_READ)
                .and_then(|key| read(&key, DEPTH))
            {
                Ok(key) => findings.append(PolicyKey { hive, key }.read()),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    let source = Source::new(layer, PATH);
                    findings.problems.push(Problem::of_source(source, unreadable(&error)));
                }
            }
        }
        findings
    }
}

fn read(key: &RegKey, depth: usize) -> io::Result<RegistryKey> {
    let mut values = Vec::new();
    for value in key.enum_values().take(MOST) {
        let (name, value) = value?;
        values.push((name, RegistryValue::from_raw(value.vtype as u32, &value.bytes)));
    }
    let mut keys = Vec::new();
    if depth > 1 {
        for name in key.enum_keys().take(MOST) {
            let name = name?;
            let below = read(&key.open_subkey_with_flags(&name, KEY_READ)?, depth - 1)?;
            keys.push((name, below));
        }
    }
    Ok(RegistryKey { values, keys })
}
