//! Where systems keep their proxy: environment variables, GNOME, KDE, Windows, macOS.
//!
//! The parsers take text and are tested on every system; what reads the text is one thin function for each.

use super::proxy::{ProxyMode, ProxySource, SystemProxy, host_list};

/// Reads the proxy settings: the environment wins, as it does in most programs.
pub(crate) fn read(environment: &dyn Fn(&str) -> Option<String>) -> SystemProxy {
    let found = from_environment(environment);
    if found.mode == ProxyMode::Direct { of_the_system(environment) } else { found }
}

#[cfg(windows)]
fn of_the_system(_environment: &dyn Fn(&str) -> Option<String>) -> SystemProxy {
    const KEY: &str = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings";
    let Ok(key) = winreg::RegKey::predef(winreg::enums::HKEY_CURRENT_USER).open_subkey(KEY) else {
        return SystemProxy::default();
    };
    let text = |name: &str| key.get_value::<String, _>(name).unwrap_or_default();
    let enabled = key.get_value::<u32, _>("ProxyEnable").unwrap_or_default();
    from_windows(enabled, &text("ProxyServer"), &text("AutoConfigURL"), &text("ProxyOverride"))
}

#[cfg(target_os = "macos")]
fn of_the_system(_environment: &dyn Fn(&str) -> Option<String>) -> SystemProxy {
    from_macos(&output_of("/usr/sbin/scutil", &["--proxy"]))
}

#[cfg(not(any(windows, target_os = "macos")))]
fn of_the_system(environment: &dyn Fn(&str) -> Option<String>) -> SystemProxy {
    let desktop = environment("XDG_CURRENT_DESKTOP").unwrap_or_default().to_uppercase();
    if desktop.is_empty() {
        return SystemProxy::default();
    }
    if !desktop.contains("KDE") {
        return from_gnome(&output_of("gsettings", &["list-recursively", "org.gnome.system.proxy"]));
    }
    let folder = environment("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty());
    let folder = folder.or_else(|| environment("HOME").map(|home| format!("{home}/.config")));
    let text = folder.and_then(|folder| std::fs::read_to_string(format!("{folder}/kioslaverc")).ok());
    from_kde(&text.unwrap_or_default())
}

/// Returns what a program of the system prints; nothing when it is missing, fails, or takes too long.
#[cfg(not(windows))]
fn output_of(program: &str, arguments: &[&str]) -> String {
    use std::io::Read;
    use std::process::{Command, Stdio};
    use std::sync::mpsc;
    use std::time::Duration;

    const LIMIT: Duration = Duration::from_secs(2);
    const LONGEST: u64 = 64 * 1024;

    let command = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = command else { return String::new() };
    let Some(output) = child.stdout.take() else { return String::new() };
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut text = Vec::new();
        let read = output.take(LONGEST).read_to_end(&mut text);
        // Nobody listens any more when it took too long.
        let _ = sender.send(read.map(|_| text).unwrap_or_default());
    });
    let text = receiver.recv_timeout(LIMIT).unwrap_or_default();
    // A program that has ended cannot be killed; `wait` takes it off the process table in either case.
    let _ = child.kill();
    let _ = child.wait();
    String::from_utf8_lossy(&text).into_owned()
}

/// Reads `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`, each in small or capital letters.
fn from_environment(environment: &dyn Fn(&str) -> Option<String>) -> SystemProxy {
    let either = |name: &str| {
        let value = environment(name).filter(|value| !value.is_empty());
        value.or_else(|| environment(&name.to_uppercase())).filter(|value| !value.is_empty())
    };
    let address = ["https_proxy", "http_proxy", "all_proxy"].iter().find_map(|name| either(name));
    let mode = ProxyMode::manual(&address.unwrap_or_default());
    SystemProxy::new(ProxySource::Environment, mode, host_list(&either("no_proxy").unwrap_or_default()))
}

/// Reads what `gsettings list-recursively org.gnome.system.proxy` prints.
#[cfg_attr(any(windows, target_os = "macos"), allow(dead_code))]
fn from_gnome(settings: &str) -> SystemProxy {
    let value = |schema: &str, key: &str| {
        let prefix = format!("org.gnome.system.proxy{schema} {key} ");
        let value = settings.lines().find_map(|line| line.strip_prefix(&prefix));
        value.unwrap_or_default().trim().trim_matches('\'').to_owned()
    };
    let mode = match value("", "mode").as_str() {
        "manual" => manual_of(
            ["https", "http", "socks"]
                .map(|scheme| (value(&format!(".{scheme}"), "host"), value(&format!(".{scheme}"), "port"))),
        ),
        "auto" => ProxyMode::automatic(&value("", "autoconfig-url")),
        _ => ProxyMode::Direct,
    };
    let bypass = value("", "ignore-hosts").replace(['[', ']', '\''], "");
    SystemProxy::new(ProxySource::Gnome, mode, host_list(&bypass))
}

/// Takes the first of several proxies that has a host.
fn manual_of<const COUNT: usize>(proxies: [(String, String); COUNT]) -> ProxyMode {
    let first = proxies.into_iter().find(|(host, _)| !host.is_empty());
    first.map_or(ProxyMode::Direct, |(host, port)| ProxyMode::manual(&format!("{host}:{port}")))
}

/// Reads KDE's `kioslaverc`. `ProxyType`: 1 manual, 2 script, 3 ask the network, 4 environment variables.
#[cfg_attr(any(windows, target_os = "macos"), allow(dead_code))]
fn from_kde(settings: &str) -> SystemProxy {
    let section = settings.split("[Proxy Settings]").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let value = |key: &str| {
        let line =
            section.lines().find_map(|line| line.trim().strip_prefix(key)?.trim_start().strip_prefix('='));
        line.unwrap_or_default().trim().to_owned()
    };
    let mode = match value("ProxyType").as_str() {
        "1" => {
            let address = ["httpsProxy", "httpProxy", "socksProxy"]
                .map(value)
                .into_iter()
                .find(|text| !text.is_empty());
            // KDE writes "http://proxy.example.com 3128".
            ProxyMode::manual(&address.unwrap_or_default().replace(' ', ":"))
        }
        "2" => ProxyMode::automatic(&value("Proxy Config Script")),
        "3" => ProxyMode::automatic(""),
        _ => ProxyMode::Direct,
    };
    SystemProxy::new(ProxySource::Kde, mode, host_list(&value("NoProxyFor")))
}

/// Reads the values of Windows' internet settings (`ProxyServer`: one address, or `http=…;https=…`).
#[cfg_attr(not(windows), allow(dead_code))]
fn from_windows(enabled: u32, server: &str, script: &str, bypass: &str) -> SystemProxy {
    let of_scheme = |scheme: &str| {
        server
            .split(';')
            .find_map(|part| part.trim().strip_prefix(scheme)?.strip_prefix('='))
            .map(ToOwned::to_owned)
    };
    let mode = if !script.trim().is_empty() {
        ProxyMode::automatic(script)
    } else if enabled == 0 {
        ProxyMode::Direct
    } else if server.contains('=') {
        ProxyMode::manual(
            &["https", "http", "socks"].iter().find_map(|scheme| of_scheme(scheme)).unwrap_or_default(),
        )
    } else {
        ProxyMode::manual(server)
    };
    SystemProxy::new(ProxySource::Windows, mode, host_list(bypass))
}

/// Reads what `scutil --proxy` prints on macOS.
#[cfg_attr(not(target_os = "macos"), allow(dead_code))]
fn from_macos(settings: &str) -> SystemProxy {
    let value = |key: &str| {
        let line = settings.lines().find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(" : "));
        line.unwrap_or_default().trim().to_owned()
    };
    let enabled = |name: &str| value(&format!("{name}Enable")) == "1";
    let mode = if let Some(name) = ["HTTPS", "HTTP", "SOCKS"].into_iter().find(|name| enabled(name)) {
        ProxyMode::manual(&format!("{}:{}", value(&format!("{name}Proxy")), value(&format!("{name}Port"))))
    } else if enabled("ProxyAutoConfig") {
        ProxyMode::automatic(&value("ProxyAutoConfigURLString"))
    } else if enabled("ProxyAutoDiscovery") {
        ProxyMode::automatic("")
    } else {
        ProxyMode::Direct
    };
    let exceptions =
        settings.split("ExceptionsList").nth(1).and_then(|rest| rest.split('}').next()).unwrap_or_default();
    let bypass = exceptions.lines().filter_map(|line| Some(line.split_once(" : ")?.1.trim()));
    let bypass = bypass.filter(|entry| !entry.contains('{')).map(ToOwned::to_owned).collect();
    SystemProxy::new(ProxySource::MacOs, mode, bypass)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &SystemProxy, source: ProxySource, mode: ProxyMode, bypass: &[&str]) {
        let bypass = bypass.iter().map(|entry| (*entry).to_owned()).collect();
        assert_eq!(found, &SystemProxy::new(source, mode, bypass));
    }

    #[test]
    fn environment_variables() {
        let of = |pairs: &'static [(&str, &str)]| {
            from_environment(&|name| {
                pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            })
        };
        let source = ProxySource::Environment;
        check(&of(&[]), source, ProxyMode::Direct, &[]);
        check(&of(&[("http_proxy", "")]), source, ProxyMode::Direct, &[]);
        check(
            &of(&[
                ("HTTPS_PROXY", "http://user:secret@proxy:3128"),
                ("http_proxy", "http://other:80"),
                ("NO_PROXY", "localhost,.corp"),
            ]),
            source,
            ProxyMode::manual("http://user:x@proxy:3128"),
            &["localhost", ".corp"],
        );
        check(
            &of(&[("all_proxy", "socks5://proxy:1080")]),
            source,
            ProxyMode::manual("socks5://proxy:1080"),
            &[],
        );
    }

    #[test]
    fn gnome_settings() {
        let settings = |mode: &str| {
            format!(
                "org.gnome.system.proxy autoconfig-url 'http://wpad.example.com/proxy.pac'\n\
                 org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '*.example.com']\n\
                 org.gnome.system.proxy mode '{mode}'\n\
                 org.gnome.system.proxy.http host 'proxy.example.com'\n\
                 org.gnome.system.proxy.http port 8080\n\
                 org.gnome.system.proxy.https host ''\n\
                 org.gnome.system.proxy.https port 0\n"
            )
        };
        let bypass = ["localhost", "127.0.0.0/8", "*.example.com"];
        let source = ProxySource::Gnome;
        check(&from_gnome(&settings("manual")), source, ProxyMode::manual("proxy.example.com:8080"), &bypass);
        check(
            &from_gnome(&settings("auto")),
            source,
            ProxyMode::automatic("http://wpad.example.com/proxy.pac"),
            &bypass,
        );
        check(&from_gnome(&settings("none")), source, ProxyMode::Direct, &[]);
        check(&from_gnome("No such schema"), source, ProxyMode::Direct, &[]);
    }

    #[test]
    fn kde_settings() {
        let settings = |kind: &str| {
            format!(
                "[General]\nProxyType=9\n[Proxy Settings]\nNoProxyFor=localhost,.example.com\n\
                 Proxy Config Script=http://wpad/wpad.dat\nProxyType={kind}\nhttpProxy=http://proxy.example.com 3128\n\
                 httpsProxy=\n[Other]\nhttpsProxy=wrong:1\n"
            )
        };
        let bypass = ["localhost", ".example.com"];
        let source = ProxySource::Kde;
        check(&from_kde(&settings("0")), source, ProxyMode::Direct, &[]);
        check(&from_kde(&settings("1")), source, ProxyMode::manual("http://proxy.example.com:3128"), &bypass);
        check(&from_kde(&settings("2")), source, ProxyMode::automatic("http://wpad/wpad.dat"), &bypass);
        check(&from_kde(&settings("3")), source, ProxyMode::automatic(""), &bypass);
    }

    #[test]
    fn windows_settings() {
        let source = ProxySource::Windows;
        check(&from_windows(0, "proxy:3128", "", "<local>"), source, ProxyMode::Direct, &[]);
        check(
            &from_windows(1, "proxy:3128", "", "*.corp;<local>"),
            source,
            ProxyMode::manual("proxy:3128"),
            &["*.corp", "<local>"],
        );
        check(
            &from_windows(1, "http=one:80;https=two:443", "", ""),
            source,
            ProxyMode::manual("two:443"),
            &[],
        );
        check(
            &from_windows(0, "", "http://wpad/wpad.dat", ""),
            source,
            ProxyMode::automatic("http://wpad/wpad.dat"),
            &[],
        );
    }

    #[test]
    fn macos_settings() {
        let manual = "<dictionary> {\n  ExceptionsList : <array> {\n    0 : *.local\n    1 : 169.254/16\n  }\n  \
                      HTTPEnable : 1\n  HTTPPort : 80\n  HTTPProxy : other\n  HTTPSEnable : 1\n  HTTPSPort : 3128\n  \
                      HTTPSProxy : proxy.example.com\n}\n";
        let source = ProxySource::MacOs;
        check(
            &from_macos(manual),
            source,
            ProxyMode::manual("proxy.example.com:3128"),
            &["*.local", "169.254/16"],
        );
        let script = "  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad/wpad.dat\n";
        check(&from_macos(script), source, ProxyMode::automatic("http://wpad/wpad.dat"), &[]);
        check(&from_macos("  HTTPSEnable : 0\n"), source, ProxyMode::Direct, &[]);
    }
}
