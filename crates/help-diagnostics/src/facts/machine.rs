//! What the machine says about itself.

use std::path::Path;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sysinfo::{CpuRefreshKind, MemoryRefreshKind, RefreshKind, System};

use super::value::FactValue;
use super::{FactGroup, Given, List};

/// System, kernel, processor, memory.
pub(super) fn system(facts: &mut List) {
    let group = FactGroup::System;
    // Only what is asked for: everything would read every process.
    let kinds = RefreshKind::nothing()
        .with_cpu(CpuRefreshKind::nothing())
        .with_memory(MemoryRefreshKind::nothing().with_ram());
    let system = System::new_with_specifics(kinds);
    facts.text(group, "system-name", &System::name().unwrap_or_default());
    facts.text(group, "system-version", &System::os_version().unwrap_or_default());
    facts.text(group, "kernel-version", &System::kernel_version().unwrap_or_default());
    facts.text(group, "processor-architecture", &System::cpu_arch());
    facts.text(group, "processor", system.cpus().first().map_or("", |processor| processor.brand()));
    facts.value(group, "processor-threads", FactValue::Number(system.cpus().len() as u64));
    facts.value(group, "memory-total", FactValue::Bytes(system.total_memory()));
    facts.value(group, "memory-available", FactValue::Bytes(system.available_memory()));
}

/// Session, language, time, screens.
pub(super) fn desktop(facts: &mut List, given: &Given, environment: &dyn Fn(&str) -> Option<String>) {
    let group = FactGroup::Desktop;
    facts.text(group, "desktop-name", &environment("XDG_CURRENT_DESKTOP").unwrap_or_default());
    facts.text(group, "session-type", &session_type(environment));
    facts.text(group, "locale", &sys_locale::get_locale().unwrap_or_default());
    let zone = TimeZone::try_system().ok();
    facts.text(group, "time-zone", zone.as_ref().and_then(TimeZone::iana_name).unwrap_or_default());
    facts.text(group, "utc-offset", &zone.and_then(|zone| utc_offset(&zone, given.now)).unwrap_or_default());
    for (number, screen) in (1..).zip(&given.screens) {
        let text = format!("{}×{} @ {}", screen.width, screen.height, screen.scale);
        facts.text(group, &format!("screen-{number}"), &text);
    }
}

/// The kind of a Linux session; elsewhere there is only one.
fn session_type(environment: &dyn Fn(&str) -> Option<String>) -> String {
    let is_set = |name: &str| environment(name).is_some_and(|value| !value.is_empty());
    match environment("XDG_SESSION_TYPE").filter(|kind| !kind.is_empty()) {
        Some(kind) => kind,
        None if is_set("WAYLAND_DISPLAY") => "wayland".to_owned(),
        None if is_set("DISPLAY") => "x11".to_owned(),
        None => String::new(),
    }
}

/// The offset as ISO 8601 writes it: `+03:00`.
fn utc_offset(zone: &TimeZone, now: SystemTime) -> Option<String> {
    let seconds = zone.to_offset(Timestamp::try_from(now).ok()?).seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    Some(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
}

/// The disk below a folder, or below the nearest folder above it that exists.
pub(super) fn storage(facts: &mut List, folder: &Path) {
    let Some(space) = folder.ancestors().find_map(|folder| fs4::statvfs(folder).ok()) else { return };
    facts.value(FactGroup::Storage, "disk-total", FactValue::Bytes(space.total_space()));
    facts.value(FactGroup::Storage, "disk-available", FactValue::Bytes(space.available_space()));
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn offsets_are_written() {
        let summer = SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000);
        for (rule, expected) in [
            ("MSK-3", "+03:00"),
            ("IST-5:30", "+05:30"),
            ("NST3:30NDT,M3.2.0,M11.1.0", "-02:30"),
            ("UTC0", "+00:00"),
        ] {
            let zone = TimeZone::posix(rule).unwrap();
            assert_eq!(utc_offset(&zone, summer).as_deref(), Some(expected), "{rule}");
        }
    }

    #[test]
    fn the_session_is_named() {
        for (variables, expected) in [
            (&[("XDG_SESSION_TYPE", "wayland"), ("DISPLAY", ":0")][..], "wayland"),
            (&[("XDG_SESSION_TYPE", ""), ("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")], "wayland"),
            (&[("DISPLAY", ":0")], "x11"),
            (&[], ""),
        ] {
            let environment = |name: &str| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(session_type(&environment), expected, "{variables:?}");
        }
    }

    #[test]
    fn the_disk_of_a_folder_that_is_not_there_yet_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let mut facts = List(Vec::new());
        storage(&mut facts, &folder.path().join("not/there"));
        let ids: Vec<_> = facts.0.iter().map(|fact| fact.id.as_str()).collect();
        assert_eq!(ids, ["disk-total", "disk-available"]);
    }
}
