//! Policy in the open help: which value holds, what is locked, and how the table is shown.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::path::Path;

use help_app::dto::{
    Audience, ExternalLinks, Language, Platform, PolicyLayer, SettingName, Settings, SettingsPatch,
    StartPage, Target, Theme,
};
use help_app::{ErrorCode, HelpApp, OpenOptions, Policy};
use help_policy::{Findings, Layer, Problem, Reason, Source};
use serde_json::{Value, json};

const PLACE: &str = "/etc/express-help/policies/managed/10.json";

fn policy(values: &[(Layer, &str, Value)]) -> Policy {
    let each = values
        .iter()
        .map(|(layer, key, value)| Findings::from_values(*layer, [(*key, value.clone(), PLACE)]));
    Policy::resolve(each)
}

fn open_at(store: Option<&Path>, policy: Policy) -> HelpApp {
    let options = OpenOptions {
        store: store.map(Path::to_owned),
        locale: Some("ru_RU.UTF-8".to_owned()),
        policy,
        ..OpenOptions::default()
    };
    HelpApp::open(&options).unwrap()
}

fn open(values: &[(Layer, &str, Value)]) -> HelpApp {
    open_at(None, policy(values))
}

fn patch(json: Value) -> SettingsPatch {
    serde_json::from_value(json).unwrap()
}

/// A key as policy sets it, how a user sets the same, and how it reads.
struct Case {
    key: &'static str,
    by_policy: Value,
    setting: SettingName,
    by_user: Value,
    read: fn(&Settings) -> Value,
}

fn cases() -> Vec<Case> {
    vec![
        Case {
            key: "Language",
            by_policy: json!("en"),
            setting: SettingName::Language,
            by_user: json!({ "language": "ru" }),
            read: |settings| json!(settings.language),
        },
        Case {
            key: "Theme",
            by_policy: json!("dark"),
            setting: SettingName::Theme,
            by_user: json!({ "theme": "light" }),
            read: |settings| json!(settings.theme),
        },
        Case {
            key: "Audience",
            by_policy: json!("support"),
            setting: SettingName::Audience,
            by_user: json!({ "audience": "admin" }),
            read: |settings| json!(settings.audience),
        },
        Case {
            key: "Platform",
            by_policy: json!("ios"),
            setting: SettingName::Platform,
            by_user: json!({ "platform": null }),
            read: |settings| json!(settings.platform),
        },
        Case {
            key: "Autostart",
            by_policy: json!(true),
            setting: SettingName::Autostart,
            by_user: json!({ "autostart": false }),
            read: |settings| json!(settings.autostart),
        },
    ]
}

#[test]
fn recommended_values_hold_until_the_user_chooses() {
    for Case { key, by_policy, by_user, read, .. } in cases() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("user.sqlite");
        for layer in [Layer::MachineRecommended, Layer::UserRecommended] {
            let policy = policy(&[(layer, key, by_policy.clone())]);
            let app = open_at(Some(&store), policy.clone());
            let (before, chosen) =
                (app.settings(), by_user.as_object().unwrap().values().next().unwrap().clone());
            if layer == Layer::MachineRecommended {
                assert_eq!((read(&before), before.locked.len()), (by_policy.clone(), 0), "{key}");
                app.update_settings(&patch(by_user.clone())).unwrap();
            }
            assert_eq!(read(&app.settings()), chosen, "{key}");
            drop(app);
            assert_eq!(read(&open_at(Some(&store), policy).settings()), chosen, "{key} after a restart");
        }
    }
}

#[test]
fn mandatory_values_hold_and_cannot_be_changed() {
    for Case { key, by_policy, setting, by_user, read } in cases() {
        for (layer, by) in [
            (Layer::MachineMandatory, PolicyLayer::MachineMandatory),
            (Layer::UserMandatory, PolicyLayer::UserMandatory),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let store = folder.path().join("user.sqlite");
            open_at(Some(&store), Policy::default()).update_settings(&patch(by_user.clone())).unwrap();

            let app = open_at(Some(&store), policy(&[(layer, key, by_policy.clone())]));
            let settings = app.settings();
            assert_eq!(read(&settings), by_policy, "{key}");
            let [lock] = settings.locked.as_slice() else { panic!("{:?}", settings.locked) };
            assert_eq!((lock.setting, lock.by.layer, lock.by.place.as_str()), (setting, by, PLACE));

            let mut both = by_user.clone();
            both["zoom"] = json!(2);
            let error = app.update_settings(&patch(both)).unwrap_err();
            assert_eq!(error.code, ErrorCode::Invalid);
            assert!(error.message.contains(key), "{error}");
            assert_eq!(app.settings(), settings, "{key}: nothing of a refused patch is taken");
            // What holds anyway may be asked for.
            let name = by_user.as_object().unwrap().keys().next().unwrap().clone();
            app.update_settings(&patch(json!({ name: by_policy.clone(), "zoom": 2 }))).unwrap();
            assert_eq!(app.settings().zoom, 2.0);
            drop(app);

            // The user's own choice is still there when the policy is taken back.
            let chosen = by_user.as_object().unwrap().values().next().unwrap();
            let settings = open_at(Some(&store), Policy::default()).settings();
            assert_eq!((&read(&settings), settings.locked.len()), (chosen, 0), "{key}");
        }
    }
}

#[test]
fn the_command_line_stands_between_mandatory_and_chosen() {
    let override_both = |app: &HelpApp| {
        app.override_settings(|settings| {
            settings.language = Language::En;
            settings.theme = Theme::Dark;
        });
    };
    let app = open(&[(Layer::MachineRecommended, "Theme", json!("light"))]);
    override_both(&app);
    assert_eq!((app.settings().language, app.settings().theme), (Language::En, Theme::Dark));
    // A choice made in the window replaces what the command line asked for.
    app.update_settings(&patch(json!({ "theme": "system" }))).unwrap();
    assert_eq!((app.settings().language, app.settings().theme), (Language::En, Theme::System));

    let app = open(&[(Layer::UserMandatory, "Theme", json!("light"))]);
    override_both(&app);
    assert_eq!((app.settings().language, app.settings().theme), (Language::En, Theme::Light));
}

#[test]
fn the_start_article_is_shown_where_nothing_else_was_asked_for() {
    let app = open(&[(Layer::MachineRecommended, "StartArticle", json!("login/qr-login"))]);
    let boot = app.boot(None).unwrap();
    assert_eq!(boot.target, Target::Article { id: "login/qr-login".to_owned(), anchor: None });
    assert_eq!(boot.article.unwrap().id, "login/qr-login");
    assert_eq!(
        app.boot(Some(Target::Settings { group: None })).unwrap().target,
        Target::Settings { group: None }
    );
    let missing = open(&[(Layer::MachineMandatory, "StartArticle", json!("login/no-such-article"))]);
    assert_eq!(missing.boot(None).unwrap().target, Target::Home);
}

#[test]
fn a_start_article_is_locked_or_recommended_like_a_setting() {
    let last = patch(json!({ "startPage": "last" }));
    let app = open(&[(Layer::MachineMandatory, "StartArticle", json!("login/qr-login"))]);
    assert_eq!(app.settings().start_page, StartPage::Article);
    assert_eq!(app.update_settings(&last).unwrap_err().code, ErrorCode::Invalid);
    assert!(app.settings().locked.iter().any(|lock| lock.setting == SettingName::StartPage));

    let app = open(&[(Layer::MachineRecommended, "StartArticle", json!("login/qr-login"))]);
    let advice = |app: &HelpApp| app.settings().recommended.first().map(|advice| advice.followed);
    assert_eq!((app.settings().start_page, advice(&app)), (StartPage::Article, Some(true)));
    let chosen = app.update_settings(&last).unwrap();
    assert_eq!((chosen.start_page, advice(&app)), (StartPage::Last, Some(false)));
    assert_eq!(app.boot(None).unwrap().target, Target::Home);
    let back = app.update_settings(&patch(json!({ "reset": "startPage" }))).unwrap();
    assert_eq!(back.start_page, StartPage::Article);

    let app = open(&[]);
    let article = app.update_settings(&patch(json!({ "startPage": "article" }))).unwrap();
    assert_eq!((article.start_page, article.start_article), (StartPage::Home, None));
}

/// Every setting that can be recommended: followed, not followed, and followed again.
#[test]
fn a_choice_is_given_up_for_what_is_recommended() {
    for case in cases().into_iter().filter(|case| case.setting != SettingName::ExternalLinks) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("user.sqlite");
        let values = [(Layer::MachineRecommended, case.key, case.by_policy.clone())];
        let app = open_at(Some(&file), policy(&values));
        let recommended = (case.read)(&app.settings());
        let followed = |settings: &Settings| {
            let advice = settings.recommended.iter().find(|advice| advice.setting == case.setting);
            advice.map(|advice| (advice.followed, advice.by.place.clone()))
        };
        assert_eq!(followed(&app.settings()), Some((true, PLACE.to_owned())), "{}", case.key);
        let chosen = app.update_settings(&patch(case.by_user.clone())).unwrap();
        assert_eq!(followed(&chosen), Some((false, PLACE.to_owned())), "{}", case.key);
        let back = app.update_settings(&patch(json!({ "reset": case.setting }))).unwrap();
        assert_eq!((case.read)(&back), recommended, "{}", case.key);
        assert_eq!(followed(&back), Some((true, PLACE.to_owned())), "{}", case.key);
        drop(app);
        assert_eq!((case.read)(&open_at(Some(&file), policy(&values)).settings()), recommended);
    }
}

#[test]
fn the_page_has_the_words_of_either_language_unless_it_is_hidden() {
    let app = open(&[(Layer::MachineMandatory, "Theme", json!("dark"))]);
    let title = |language| {
        let view = app.policy_page(language).unwrap();
        view.entries.into_iter().find(|entry| entry.key == "Theme").unwrap().title
    };
    assert_ne!(title(Language::Ru), title(Language::En));
    assert_eq!(app.policy_page_json().unwrap(), app.policy_json().unwrap());
    let hidden = open(&[(Layer::MachineMandatory, "HidePolicyPage", json!(true))]);
    assert!(!hidden.settings().policy_page);
    assert_eq!(hidden.policy_page(Language::Ru).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(hidden.policy_page_json().unwrap_err().code, ErrorCode::NotFound);
    // Administrators read it all the same.
    assert!(hidden.policy_json().unwrap().contains("HidePolicyPage"));
}

#[test]
fn links_to_the_outside_open_as_policy_says() {
    let web = "https://example.com/";
    for (value, expected) in [("open", ExternalLinks::Open), ("confirm", ExternalLinks::Confirm)] {
        let app = open(&[(Layer::MachineMandatory, "ExternalLinks", json!(value))]);
        assert_eq!((app.settings().external_links, app.check_external(web)), (expected, Ok(())));
    }
    assert_eq!(open(&[]).settings().external_links, ExternalLinks::Confirm);

    let block = (Layer::MachineMandatory, "ExternalLinks", json!("block"));
    let to = (Layer::MachineMandatory, "SupportEmailTo", json!("support@example.com"));
    let by_mail = (Layer::MachineMandatory, "SupportTransports", json!(["mailto"]));
    let by_file = (Layer::MachineMandatory, "SupportTransports", json!(["file"]));
    let check = |policies: &[(Layer, &str, Value)], url: &str, allowed: bool| {
        let result = open(policies).check_external(url);
        assert_eq!(result.is_ok(), allowed, "{url}: {result:?}");
    };
    let with_mail = [block.clone(), to.clone(), by_mail];
    for (url, allowed) in [
        (web, false),
        ("tel:+70000000000", false),
        ("mailto:ivanov@example.com", false),
        ("mailto:support@example.com.example.org?subject=a", false),
        ("mailto:support@example.com?subject=a", true),
        ("mailto:support%40example.com?subject=a", true),
    ] {
        check(&with_mail, url, allowed);
    }
    check(&[block, to, by_file], "mailto:support@example.com?subject=a", false);
}

/// Policy from two layers, choices of the user, a refused file, a key that does not exist, and bad values.
fn everything() -> HelpApp {
    let values = [
        (Layer::MachineMandatory, "ExternalLinks", json!("block")),
        (Layer::MachineMandatory, "SmtpPort", json!(0)),
        (Layer::UserMandatory, "OfflineOnly", json!(true)),
        (Layer::MachineRecommended, "Platform", json!("ios")),
        (Layer::MachineMandatory, "Teme", json!("hunter2")),
        (Layer::MachineMandatory, "ContentPacks", json!([format!("/srv/{}", "я".repeat(120))])),
    ];
    let mut findings: Vec<Findings> = values
        .iter()
        .map(|(layer, key, value)| Findings::from_values(*layer, [(*key, value.clone(), PLACE)]))
        .collect();
    let refused = Source::new(Layer::MachineMandatory, "/etc/express-help/policies/managed/\u{1b}[31m.json");
    let problem = Problem::of_source(refused, Reason::WrongOwner { owner: 1000 });
    findings.push(Findings { problems: vec![problem], ..Findings::default() });
    let app = open_at(None, Policy::resolve(findings));
    app.update_settings(&patch(json!({ "audience": "admin", "platform": null }))).unwrap();
    app.override_settings(|settings| settings.theme = Theme::Dark);
    app
}

#[test]
fn the_table_has_every_key_with_its_origin() {
    let app = everything();
    let view = app.policy_view();
    assert_eq!(view.entries.len(), help_policy::Key::ALL.len());
    let entry = |key: &str| view.entries.iter().find(|entry| entry.key == key).unwrap();
    for (key, value, layer, locked) in [
        ("ExternalLinks", json!("block"), PolicyLayer::MachineMandatory, true),
        ("Theme", json!("dark"), PolicyLayer::CommandLine, false),
        ("Audience", json!("admin"), PolicyLayer::UserSettings, false),
        // “No preference” was chosen, against the recommendation.
        ("Platform", json!(null), PolicyLayer::UserSettings, false),
        ("SmtpPort", json!(null), PolicyLayer::BuiltIn, false),
        ("OfflineOnly", json!(false), PolicyLayer::BuiltIn, false),
    ] {
        let found = entry(key);
        assert_eq!((&found.value, found.source.layer, found.locked), (&value, layer, locked), "{key}");
    }
    assert_eq!(entry("Theme").source.place, "--theme");
    let codes = |key: &str| entry(key).problems.iter().map(|found| found.code.clone()).collect::<Vec<_>>();
    assert_eq!(
        (codes("SmtpPort"), codes("OfflineOnly")),
        (vec!["out-of-range".into()], vec!["machine-only".into()])
    );
    assert!(entry("OfflineOnly").machine_only && entry("ContentPacks").planned);
    let general: Vec<&str> = view.problems.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(general, ["wrong-owner", "unknown-key"]);
    assert!(view.has_errors() && !open(&[]).policy_view().has_errors());
    let warned = open(&[(Layer::MachineMandatory, "Teme", json!("dark"))]).policy_view();
    assert!(!warned.has_errors() && warned.problems.len() == 1);
}

/// The names that docs/policy.md promises to programs.
#[test]
fn the_table_as_json_has_the_documented_names() {
    let table: Value = serde_json::from_str(&everything().policy_json().unwrap()).unwrap();
    let names =
        |value: &Value| value.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(names(&table), set(&["entries", "problems"]));
    let entry =
        ["key", "area", "title", "description", "kind", "allowed", "value", "default", "source", "locked"];
    let entry = [&entry[..], &["machineOnly", "planned", "nextStart", "waiting", "problems"]].concat();
    assert_eq!(names(&table["entries"][0]), set(&entry));
    assert_eq!(names(&table["entries"][0]["source"]), set(&["layer", "place"]));
    assert_eq!(names(&table["problems"][0]), set(&["code", "severity", "message", "key", "part", "source"]));
    assert!(!table.to_string().contains("hunter2"));
}

#[test]
fn the_table_as_text_fits_a_terminal_in_both_languages() {
    let app = everything();
    for (language, parts) in [
        (
            Language::Ru,
            [
                "закреплено для компьютера",
                "ошибка: число должно быть",
                "не задано",
                "Ошибок: 3. Предупреждений: 1.",
            ],
        ),
        (
            Language::En,
            ["locked for the machine", "error: the number must be", "not set", "Errors: 3. Warnings: 1."],
        ),
    ] {
        app.override_settings(|settings| settings.language = language);
        let text = app.policy_text();
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{line}");
            assert!(!line.contains('\u{1b}'), "{line:?}");
        }
        for part in parts.into_iter().chain([PLACE, "Teme: ", "\u{FFFD}[31m.json"]) {
            assert!(text.contains(part), "{part} in\n{text}");
        }
        assert!(!text.contains("hunter2"));
        // A line for each key, in columns.
        for key in help_policy::Key::ALL {
            let line = text.lines().find(|line| line.starts_with(&format!("  {key} "))).unwrap();
            assert!(line.chars().nth(22) == Some(' ') && line.chars().nth(23) != Some(' '), "{line}");
        }
    }
    assert_eq!(app.settings().audience, Audience::Admin);
    assert_eq!(app.settings().platform, None::<Platform>);
}
