//! What is masked and what must stay, in texts as programs write them.

use help_diagnostics::redact::{Known, MAX_PATTERN_LENGTH, MAX_PATTERNS, Redactor};

fn known() -> Known {
    Known {
        user_names: ["ivanov", "Иван Петров", "admin", "it"].map(ToOwned::to_owned).to_vec(),
        home_folders: vec!["/home/ivanov".to_owned(), r"C:\Users\Иван Петров".to_owned()],
        kept_hosts: ["chat.example.com", "ivanov.example.com", "10.20.30.40"].map(ToOwned::to_owned).to_vec(),
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let (mut redactor, rejected) = Redactor::new(&known(), &[]);
    assert!(rejected.is_empty());
    assert_eq!(redactor.redact(text), expected);
}

/// Checks that the text stays as it is.
#[track_caller]
fn stays(text: &str) {
    check(text, text);
}

#[test]
fn names_of_the_user() {
    check("user ivanov logged in", "user <user-1> logged in");
    check("Ivanov, IVANOV and ivanov-pc", "<user-1>, <user-1> and <user-1>-pc");
    check(r"EXAMPLE\ivanov", r"EXAMPLE\<user-1>");
    check("Вошёл Иван Петров.", "Вошёл <user-1>.");
    stays("ivanova, myivanov, ivanov2, ivanov_old");
    stays("admin rights: it is not an admin");
}

#[test]
fn home_folders() {
    check("cannot read /home/ivanov/.local/share/x", "cannot read <home-1>/.local/share/x");
    check("/home/ivanov: permission denied", "<home-1>: permission denied");
    check("in /home/ivanov.", "in <home-1>.");
    check(r"C:\Users\Иван Петров\AppData\Local", r"<home-1>\AppData\Local");
    check(r#"{"path":"c:\\users\\иван петров\\x"}"#, r#"{"path":"<home-1>\\x"}"#);
    check("/home/petrova/x and /home/petrova/y", "/home/<user-1>/x and /home/<user-1>/y");
    check("/home/ivan.petrov/x", "/home/<user-1>/x");
    check("file:///home/%D0%98%D0%B2%D0%B0%D0%BD/x", "file:///home/<user-1>/x");
    check(r#"open "/Users/petrova/Library/x""#, r#"open "/Users/<user-1>/Library/x""#);
    check(r"D:\Users\Anna Sidorova\x.txt", r"D:\Users\<user-1>\x.txt");
    check(r"no folder C:\Users\sidorova", r"no folder C:\Users\<user-1>");
    check("/var/home/petrova/x, /mnt/c/Users/petrova/y", "/var/home/<user-1>/x, /mnt/c/Users/<user-1>/y");
    stays(r"C:\Users\Public\Documents");
    stays("https://chat.example.com/home/page and /homes/x");
}

#[test]
fn email_addresses() {
    check("from ivanov@example.com to petrova@example.com", "from <email-1> to <email-2>");
    check("Ivanov@Example.com = ivanov@example.com", "<email-1> = <email-1>");
    check("пишите на петрова@пример.рф!", "пишите на <email-1>!");
    check("mailto:anna%40example.com?subject=x", "mailto:<email-1>?subject=x");
    check("<support@chat.example.com>", "<<email-1>>");
    stays("user@1000.service, @tauri-apps/api@2.12.0, a @ b");
}

#[test]
fn addresses() {
    check("192.168.1.10:443 and 10.0.0.5", "<private-address-1>:443 and <private-address-2>");
    check("адрес 203.0.113.7, затем 203.0.113.7.", "адрес <public-address-1>, затем <public-address-1>.");
    check("169.254.3.4/16", "<link-local-address-1>/16");
    check("example.com/10.0.0.1", "example.com/<private-address-1>");
    check("http://10.0.0.1/x", "http://<private-address-1>/x");
    check("fe80::1%eth0 and [2001:db8::7]:443", "<link-local-address-1>%eth0 and [<public-address-1>]:443");
    check("from fd00::12: refused", "from <private-address-1>: refused");
    check("::ffff:10.0.0.1", "<private-address-1>");
    check("00:1A:2b:3c:4D:5e = 00-1a-2b-3c-4d-5e", "<mac-address-1> = <mac-address-1>");
    check("001a.2b3c.4d5e", "<mac-address-1>");
    stays("127.0.0.1:8080, ::1, 0.0.0.0, ::, 255.255.255.0");
    stays("00:00:00:00:00:00, ff:ff:ff:ff:ff:ff");
}

#[test]
fn what_looks_like_an_address_and_is_none() {
    stays("version 1.2.3.4, Version: 10.0.19.4, v2.1.0.7");
    stays("версия 1.2.3.4, сборка 3.60.12.1");
    stays("Mozilla/5.0 (X11) Chrome/120.0.0.0 Safari/537.36");
    stays("1.2.3.4.5, 2.12.0, 300.1.2.3, 10.0.19045.4291");
    stays("2026-01-15T12:30:45.123Z, 15.01.2026 12:30:45, 12:30");
    stays("26-01-15-12-30-45");
    stays("std::fs::read, a::b, dead::beef, port 65535, :8080");
    stays("chat.example.com:443");
}

#[test]
fn hosts_of_the_targets_stay() {
    stays("ivanov.example.com:443 and 10.20.30.40:8443");
    check("10.20.30.41 and ivanov.example.org", "<private-address-1> and <user-1>.example.org");
    check("https://ivanov:pass@ivanov.example.com/", "https://<secret-1>@ivanov.example.com/");
}

#[test]
fn named_secrets() {
    check("password=hunter2 port=25", "password=<secret-1> port=25");
    check("smtp_password: hunter2", "smtp_password: <secret-1>");
    check(r#"{"password":"a\"b c","port":25}"#, r#"{"password":"<secret-1>","port":25}"#);
    check(r#""{\"token\":\"abc\",\"port\":25}""#, r#""{\"token\":\"<secret-1>\",\"port\":25}""#);
    check("Password => 'a b c', next", "Password => '<secret-1>', next");
    check(r"password=\abc x", "password=<secret-1> x");
    check("client_secret=x1; api-key=y2", "client_secret=<secret-1> api-key=<secret-2>");
    check("--password hunter2 --port 25", "--password <secret-1> --port 25");
    check("Пароль: йцукен123, пароль=йцукен", "Пароль: <secret-1> пароль=<secret-2>");
    check("токен = abc", "токен = <secret-1>");
    stays("password: none, token: expired, пароль: нет, password=");
    stays("tokenizer: simple, tokens: 5, code: 404, код: 1001, passes: 3");
    stays("неверный пароль, wrong password, the token was refused");
}

#[test]
fn headers_and_schemes() {
    check("Authorization: Basic aXZhbm92OnB3\nHost: a", "Authorization: <secret-1>\nHost: a");
    check("Cookie: sid=1; theme=dark\r\nX: 1", "Cookie: <secret-1>\r\nX: 1");
    check("sent Bearer AbC123.def-456 there", "sent Bearer <secret-1> there");
    stays("Basic information, bearer authentication, digest access");
}

#[test]
fn addresses_of_the_web() {
    check("http://anna:s3cr3t@proxy.example.com:3128", "http://<secret-1>@proxy.example.com:3128");
    check("https://t0ken@git.example.com/x", "https://<secret-1>@git.example.com/x");
    check("https://a.example/cb?code=123&lang=ru#x", "https://a.example/cb?code=<secret-1>&lang=ru#x");
    check(
        "/x?page=2&access_token=q1&X-Amz-Signature=w2",
        "/x?page=2&access_token=<secret-1>&X-Amz-Signature=<secret-2>",
    );
    stays("https://a.example/search?q=пароль&page=2");
}

#[test]
fn tokens_by_their_form() {
    check("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_DEF-123 end", "<secret-1> end");
    check("key 0123456789abcdef0123456789abcdef.", "key <secret-1>.");
    check("QWxhZGRpbjpvcGVuIHNlc2FtZTEyMzQ1Njc4OTA= end", "<secret-1> end");
    check("AKIAIOSFODNN7EXAMPLE", "<secret-1>");
    check("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\nend", "<secret-1>\nend");
    check("-----BEGIN PRIVATE KEY-----\nAAAA\nBBBB", "<secret-1>");
    stays("request 7f3c2a10-5b1e-4c7d-9a2f-0123456789ab");
    stays("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/injected-bundle/WebKit2GTK");
    stays("crates/help-content/src/markdown/render/SomeLongFileName2.rs");
    stays("a_very_long_name_of_a_function_with_40_letters");
    stays("12345678901234567890123456789012345");
    stays("----------------------------------------");
}

#[test]
fn patterns_of_the_policy() {
    let patterns = [r"PRJ-\d+", r"(?i)проект\s+\w+", "q*"].map(ToOwned::to_owned);
    let (mut redactor, rejected) = Redactor::new(&known(), &patterns);
    assert!(rejected.is_empty());
    assert_eq!(
        redactor.redact("PRJ-17 for Проект Заря, PRJ-17, at chat.example.com"),
        "<hidden-1> for <hidden-2>, <hidden-1>, at chat.example.com"
    );
    assert_eq!(redactor.redact("ivanov PRJ-18"), "<user-1> <hidden-3>");
}

#[test]
fn bad_patterns_are_reported_and_the_others_used() {
    let long = "a".repeat(MAX_PATTERN_LENGTH + 1);
    let bomb = r"((\w{100}){100}){100}";
    let patterns = ["(", bomb, &long, "secretly"].map(ToOwned::to_owned);
    let (mut redactor, rejected) = Redactor::new(&Known::default(), &patterns);
    assert_eq!(rejected.len(), 3, "{rejected:?}");
    assert_eq!(redactor.redact("secretly"), "<hidden-1>");
    let many = vec!["a".to_owned(); MAX_PATTERNS + 2];
    assert_eq!(Redactor::new(&Known::default(), &many).1.len(), 2);
}

#[test]
fn marks_are_kept_across_texts() {
    let (mut redactor, _) = Redactor::new(&Known::default(), &[]);
    assert_eq!(redactor.redact("10.0.0.1 10.0.0.2"), "<private-address-1> <private-address-2>");
    assert_eq!(redactor.redact("10.0.0.2 a@example.com"), "<private-address-2> <email-1>");
    let masked = redactor.redact("10.0.0.2 a@example.com");
    assert_eq!(redactor.redact(&masked), masked, "masking twice changes nothing");
}

#[test]
fn nothing_masked_shows_in_debug_output() {
    let (mut redactor, _) = Redactor::new(&known(), &[]);
    redactor.redact("password=hunter2");
    let shown = format!("{redactor:?} {:?}", known());
    assert!(!shown.contains("hunter2") && !shown.contains("ivanov"), "{shown}");
}

#[test]
fn json_is_masked_by_its_keys_too() {
    let (mut redactor, _) = Redactor::new(&known(), &[]);
    let mut value = serde_json::json!({
        "smtpPassword": "x", "token": "", "port": 25,
        "lines": ["ivanov", { "address": "10.0.0.1", "host": "chat.example.com" }],
    });
    redactor.redact_json(&mut value);
    let expected = serde_json::json!({
        "smtpPassword": "<secret-1>", "token": "", "port": 25,
        "lines": ["<user-1>", { "address": "<private-address-1>", "host": "chat.example.com" }],
    });
    assert_eq!(value, expected);
}

#[test]
fn hostile_texts_end_soon() {
    let (mut redactor, _) = Redactor::new(&known(), &[]);
    for text in [
        "a@b.cc,".repeat(20_000),
        "::".repeat(50_000),
        "a@".repeat(50_000),
        "1.".repeat(50_000),
        "password=".repeat(10_000),
        "/home/".repeat(20_000),
    ] {
        let masked = redactor.redact(&text);
        assert!(!masked.is_empty());
    }
}
