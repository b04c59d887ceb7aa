//! Bad days of the computer and hostile texts, with a request on the desk.

use anyhow::{Context, Result, ensure};
use express_help_mail_server::Exim;
use help_content::{Language, Options, Strictness};
use help_pack::Identity;
use serde_json::{Value, json};

use crate::accessibility;
use crate::letters;
use crate::sandbox;
use crate::session::Session;

pub(crate) const TESTS: &[crate::Test] = &[
    ("bad days: a full disk is said, and what was typed is saved once there is space", disk_full),
    ("bad days: in a home that cannot be written the help works and says what is not kept", read_only),
    ("bad days: a damaged file with drafts is set aside and said", damaged),
    ("bad days: two programs send a draft once", two_programs),
    ("bad days: files that changed or went after they were attached leave as they were seen", changed_files),
    ("bad days: hostile texts and names arrive as they were seen, and as nothing else", hostile),
];

fn disk_full(session: &mut Session) -> Result<()> {
    const LONG: usize = 60_000;
    let disk = session.mount("XDG_DATA_HOME", 8 << 10)?;
    session.open(&["--lang", "ru", "--support"])?;
    letters::begin(session, "begin-problem")?;
    letters::fill(session, "subject", "before")?;
    letters::wait_saved(session)?;
    let ballast = sandbox::fill(&disk)?;
    letters::put(session, "steps", &"long ".repeat(LONG / 5))?;
    session.wait_text("draft-unsaved", "на диске нет места")?;
    // Typing goes on.
    letters::fill(session, "where", "in a chat")?;
    ensure!(session.js("return document.querySelector('[name=where]').value")? == "in a chat");
    session.click("draft-preview")?;
    session.wait_text("draft-problems", "Проверьте место на диске")?;
    accessibility::inspect(session, "full")?;
    std::fs::remove_file(ballast)?;
    letters::wait_saved(session)?;
    ensure!(session.text("draft-unsaved")?.is_empty(), "it still says that it cannot save");
    session.close()?;
    session.open(&["--lang", "ru", "--support"])?;
    session.wait_for("draft-continue")?;
    session.click("draft-continue")?;
    session.wait_js(
        "what was typed",
        &format!(
            "const value = (name) => document.querySelector(`[name=${{name}}]`)?.value;
             return value('subject') === 'before' && value('steps')?.length === {LONG} && value('where') === 'in a chat'"
        ),
    )
}

fn read_only(session: &mut Session) -> Result<()> {
    let home = session.mount("", 16 << 10)?;
    session.mount("XDG_RUNTIME_DIR", 16 << 10)?;
    sandbox::make_read_only(&home)?;
    session.open(&["--lang", "ru"])?;
    session.wait_js(
        "the notice",
        "return [...document.querySelectorAll('.notice')].some((notice) => notice.textContent.includes('черновиками'))",
    )?;
    session.find_results("нет звука")?;
    session.wait_for("result")?;
    session.press(&[crate::session::key::ESCAPE])?;
    session.click("support-button")?;
    letters::begin(session, "begin-problem")?;
    letters::fill_problem(session, "read-only", "nothing can be written")?;
    session.wait_text("draft-unsaved", "Черновик исчезнет")?;
    accessibility::inspect(session, "read-only")?;
    letters::preview(session)?;
    session.click_css("[data-testid=transports] [value=file]")?;
    session.click("preview-send")?;
    letters::wait_listed(session, "read-only", &["failed"])?;
    session.wait_text("request-reason", "Не удалось записать файл")
}

fn damaged(session: &mut Session) -> Result<()> {
    session.open(&["--lang", "ru", "--support"])?;
    letters::begin(session, "begin-problem")?;
    letters::fill(session, "subject", "in a damaged file")?;
    letters::wait_saved(session)?;
    session.close()?;
    let folder = session.home().join("XDG_DATA_HOME/express-help");
    let mut bytes = std::fs::read(folder.join("user.sqlite"))?;
    let end = bytes.len().min(8192);
    bytes[..end].fill(0x5a);
    std::fs::write(folder.join("user.sqlite"), &bytes)?;

    session.open(&["--lang", "ru", "--support"])?;
    session.wait_js(
        "the notice",
        "return [...document.querySelectorAll('.notice')].some((notice) =>
           ['черновиками', 'обращениями', 'user.sqlite.damaged-'].every((part) => notice.textContent.includes(part)))",
    )?;
    accessibility::inspect(session, "damaged")?;
    let kept = std::fs::read_dir(&folder)?.flatten().find_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name.starts_with("user.sqlite.damaged-") && !name.ends_with("-wal") && !name.ends_with("-shm"))
            .then(|| entry.path())
    });
    ensure!(std::fs::read(kept.context("the damaged file is gone")?)? == bytes, "it was changed");
    // The rest goes on.
    letters::begin(session, "begin-problem")?;
    letters::fill(session, "subject", "in a new file")?;
    letters::wait_saved(session)
}

/// A pack of one article, so that a second program can run.
fn small_pack(session: &Session) -> Result<String> {
    let content = session.home().join("content/one");
    std::fs::create_dir_all(&content)?;
    std::fs::write(content.join("one.md"), "# One\n\nText.\n")?;
    let options = Options { strictness: Strictness::Lenient, single_language: Language::Ru };
    let (corpus, _) = help_content::load(&session.home().join("content"), options, &|_, _| {})?;
    let identity = Identity { name: "One".into(), version: "1".into(), minimum_program: "0.0.0".into() };
    let pack = session.home().join("one.helppack");
    help_pack::write::to_file(&help_pack::build(&corpus, &identity)?, &pack)?;
    Ok(pack.to_string_lossy().into_owned())
}

fn two_programs(session: &mut Session) -> Result<()> {
    let mut exim = Exim::start("localhost");
    session.set_policy(&letters::policy(&exim, "support@example.com"))?;
    let pack = small_pack(session)?;
    session.open(&["--lang", "ru", "--support"])?;
    letters::begin(session, "begin-problem")?;
    letters::fill_problem(session, "seen in both", "1. Here\n2. There")?;
    letters::wait_saved(session)?;

    let mut second = session.beside()?;
    second.open(&["--lang", "ru", "--pack", &pack, "--support"])?;
    second.wait_text("draft-entry", "seen in both")?;
    second.click("draft-continue")?;
    second.wait_js(
        "the text",
        "return document.querySelector('[name=steps]')?.value === '1. Here\\n2. There'",
    )?;
    letters::preview(&second)?;
    let seen = letters::preview(session)?;
    letters::send(session, &seen)?;
    letters::wait_listed(session, "seen in both", &["sent"])?;
    second.click("preview-send")?;
    second.wait_text("preview-dialog", "Этого черновика больше нет")?;
    second.click("preview-back")?;
    letters::only_mail(&mut exim)?.is_as(&seen)?;
    second.finish()?;

    // The list of the second shows what the first has sent.
    second.open(&["--lang", "ru", "--pack", &pack, "--support"])?;
    letters::wait_listed(&second, "seen in both", &["sent"])?;
    ensure!(second.js("return document.querySelectorAll('[data-testid=draft-entry]').length")? == 0);
    second.finish()?;
    letters::only_mail(&mut exim).map(drop)
}

fn changed_files(session: &mut Session) -> Result<()> {
    let mut exim = Exim::start("localhost");
    session.set_policy(&letters::policy(&exim, "support@example.com"))?;
    session.open(&["--lang", "ru", "--support"])?;
    letters::begin(session, "begin-problem")?;
    letters::fill_problem(session, "files of the disk", "see the files")?;
    for name in ["deleted.log", "changed.log"] {
        let path = session.home().join(name);
        std::fs::write(&path, format!("{name} as it was"))?;
        letters::attach_from_disk(session, &path)?;
    }
    std::fs::remove_file(session.home().join("deleted.log"))?;
    std::fs::write(session.home().join("changed.log"), "something else")?;
    let seen = letters::preview(session)?;
    letters::send(session, &seen)?;
    letters::wait_listed(session, "files of the disk", &["sent"])?;
    let mail = letters::only_mail(&mut exim)?;
    mail.is_as(&seen)?;
    for name in ["deleted.log", "changed.log"] {
        ensure!(mail.file(name)? == format!("{name} as it was").as_bytes(), "{name} is another one");
    }
    Ok(())
}

/// Ends a header, adds others, and turns the direction of writing.
const INJECTED: &str =
    "x\r\nBcc: petrov@example.com\r\nContent-Type: text/html\r\n\r\n<b>y</b>\n.\n\u{202e}z\u{0}";

fn hostile(session: &mut Session) -> Result<()> {
    let mut exim = Exim::start("localhost");
    session.set_policy(&letters::policy(&exim, "support@example.com"))?;
    session.open(&["--lang", "ru", "--support"])?;
    let draft = letters::begin(session, "begin-problem")?;
    // Past the page: its own fields take no line breaks.
    let values = hostile_values(&letters::ask(session, "get_draft", &json!({ "id": draft }))?)?;
    letters::ask(session, "save_draft", &json!({ "id": draft, "values": values }))?;
    session.js("window.before = true; location.reload(); return true")?;
    session.wait_js(
        "the draft",
        "return !window.before && document.querySelector('[name=subject]')?.value.startsWith('x')",
    )?;
    let content: &[u8] = b"bytes\r\n.\r\nQUIT\r\n";
    let names = [
        "../../etc/passwd",
        "a\r\nBcc: petrov@example.com",
        "photo\u{202e}gpj.exe",
        "\u{0}\u{7}..",
        "../x",
        "CON",
    ];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, content)).collect();
    letters::attach(session, &files)?;
    too_large(session)?;
    letters::wait_attached(session, names.len())?;
    session.click("draft-preview")?;
    session.wait_js(
        "an address with a header in it to be refused",
        "return document.querySelector('[name=email]').getAttribute('aria-invalid') === 'true'",
    )?;
    letters::put(session, "email", "ivanov@example.com")?;
    letters::put(session, "subject", &"Тема ".repeat(20_000))?;
    let seen = letters::preview(session)?;
    letters::send(session, &seen)?;
    session.wait_js(
        "it is sent",
        "return document.querySelector('[data-testid=request]').dataset.status === 'sent'",
    )?;
    let mail = letters::only_mail(&mut exim)?;
    mail.is_as(&seen)?;
    mail.all_files_are(content)?;
    ensure!(!exim.log().contains("petrov"), "somebody else got it\n{}", exim.log());
    Ok(())
}

/// Something hostile for every field that is typed into, and what the others take.
fn hostile_values(draft: &Value) -> Result<Value> {
    let fields = draft["form"]["fields"].as_array().context("a form has fields")?;
    let values = fields.iter().filter_map(|field| {
        let id = field["id"].as_str()?;
        let value = match field["kind"].as_str()? {
            "choice" => field["choices"][0]["value"].as_str()?,
            "date-time" => "2026-11-23T10:00",
            "attachments" => return None,
            _ => INJECTED,
        };
        Some((id.to_owned(), Value::from(value)))
    });
    Ok(Value::Object(values.collect()))
}

/// A file of 25 MB is refused before it is read, and the limit is said.
fn too_large(session: &Session) -> Result<()> {
    let script = "const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(25 << 20)], 'video.mp4'));
        const input = document.querySelector('[data-testid=field-attachments]');
        input.files = transfer.files;
        return input.dispatchEvent(new Event('change', { bubbles: true }))";
    session.js(script)?;
    session.wait_js(
        "the limit",
        "const said = [...document.querySelectorAll('[role=alert]')].map((alert) => alert.textContent).join();
         return said.includes('video.mp4') && said.includes('9,9')",
    )
}
