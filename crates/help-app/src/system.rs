//! The name of the operating system, for people and for support.

/// For example `Debian GNU/Linux 12 (bookworm), x86_64`.
pub(crate) fn name() -> String {
    format!("{}, {}", system(), std::env::consts::ARCH)
}

#[cfg(target_os = "linux")]
fn system() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    pretty_name(&release).unwrap_or_else(|| "Linux".to_owned())
}

#[cfg(not(target_os = "linux"))]
fn system() -> String {
    os_info::get().to_string()
}

/// The value of `PRETTY_NAME` in the text of an os-release file.
#[cfg(target_os = "linux")]
fn pretty_name(release: &str) -> Option<String> {
    let value = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    let name = value.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::pretty_name;

    #[test]
    fn reads_os_release() {
        assert_eq!(pretty_name("ID=x\nPRETTY_NAME=\"Astra Linux\"\n").as_deref(), Some("Astra Linux"));
        assert_eq!(pretty_name("PRETTY_NAME=\"\"\n"), None);
        assert_eq!(pretty_name(""), None);
    }
}
