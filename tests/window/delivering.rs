//! Requests on their way to a real mail server: what arrives is what was seen, and what went wrong is said.

use anyhow::{Result, ensure};
use express_help_mail_server::Exim;
use serde_json::json;

use crate::accessibility;
use crate::letters::{self, Mail};
use crate::session::Session;

pub(crate) const TESTS: &[crate::Test] = &[
    ("delivering: both forms arrive as they were seen", both_forms),
    ("delivering: without a network a request waits, is seen waiting, and arrives once", no_network),
    ("delivering: greylisting, a refusal and a wrong certificate are told in words", refusals),
];

fn both_forms(session: &mut Session) -> Result<()> {
    let mut exim = Exim::start("localhost");
    session.set_policy(&letters::policy(&exim, "support@example.com"))?;
    session.open(&["--lang", "ru", "--support"])?;
    letters::begin(session, "begin-problem")?;
    letters::fill_problem(session, "Нет звука в звонке", "1. Позвонить\n2. Тишина\n.\n..")?;
    letters::paste_picture(session)?;
    let log: &[u8] = b"one\n.\r\ntwo\r\0\xff\n\n";
    letters::attach(session, &[("журнал.log", log)])?;
    let seen = letters::preview(session)?;
    letters::send(session, &seen)?;
    letters::wait_listed(session, "Нет звука в звонке", &["sent"])?;
    let mail = letters::only_mail(&mut exim)?;
    mail.is_as(&seen)?;
    ensure!(mail.file("журнал.log")? == log, "the file has changed on its way");
    let picture = mail.picture()?;
    ensure!(letters::is_pasted_picture(session, picture)?, "the picture has changed on its way");

    letters::begin(session, "begin-feature")?;
    letters::fill(session, "subject", "dark stickers")?;
    letters::fill(session, "point", "stickers for the dark theme")?;
    letters::put(session, "email", "ivanov@example.com")?;
    let seen = letters::preview(session)?;
    letters::send(session, &seen)?;
    letters::wait_listed(session, "dark stickers", &["sent"])?;
    exim.mails(2);
    let mails = exim.settled();
    let [one, two] = [&mails[0], &mails[1]].map(|mail| Mail::parse(mail));
    let (one, two) = (one?, two?);
    ensure!(mails.len() == 2 && one.message_id() != two.message_id(), "{} mails", mails.len());
    if one.message_id() == mail.message_id() { two.is_as(&seen) } else { one.is_as(&seen) }
}

fn no_network(session: &mut Session) -> Result<()> {
    let mut exim = Exim::start("localhost");
    exim.stop();
    session.set_policy(&letters::policy(&exim, "support@example.com"))?;
    session.open(&["--lang", "ru", "--support"])?;
    letters::begin(session, "begin-problem")?;
    letters::fill_problem(session, "no network", "written on a train")?;
    letters::attach(session, &[("a.txt", b"kept while it waits")])?;
    let seen = letters::preview(session)?;
    letters::send(session, &seen)?;
    session.wait_text("request-reason", "Почтовый сервер не отвечает")?;
    letters::wait_listed(session, "no network", &["waiting"])?;
    session.wait_text("request-status", "Ждёт отправки")?;

    exim.start_again();
    retry(session, "no network", "sent")?;
    session.wait_text("request-status", "Отправлено")?;
    let mail = letters::only_mail(&mut exim)?;
    mail.is_as(&seen)?;
    ensure!(mail.file("a.txt")? == b"kept while it waits", "the file has changed while it waited");
    Ok(())
}

/// Sends it again by its button. Something may have done so in the meantime: then the state comes by itself.
fn retry(session: &Session, subject: &str, state: &str) -> Result<()> {
    let (words, state_words) = (json!(subject), json!(state));
    let script = format!(
        "const request = [...document.querySelectorAll('[data-testid=request]')]
           .find((request) => request.querySelector('h3').textContent === {words});
         if (request.dataset.status === {state_words}) return true;
         request.querySelector('[data-testid=request-retry][aria-disabled=false]')?.click();
         return false"
    );
    session.wait_js(&format!("{subject} to be {state}"), &script)
}

fn refusals(session: &mut Session) -> Result<()> {
    let mut exim = Exim::start("localhost");
    let stranger = Exim::start("localhost");
    let mut report = |to: &str, authority: &Exim, state: &str, words: &str| -> Result<()> {
        let mut policy = letters::policy(&exim, to);
        policy["ExtraCaFile"] = json!(authority.authority());
        session.set_policy(&policy)?;
        session.open(&["--lang", "ru", "--support"])?;
        letters::begin(session, "begin-problem")?;
        letters::fill_problem(session, to, "it happens")?;
        let seen = letters::preview(session)?;
        letters::send(session, &seen)?;
        session.wait_text("request-reason", words)?;
        letters::wait_listed(session, to, &[state])?;
        accessibility::inspect(session, to)?;
        session.finish()
    };
    report("refused@example.com", &exim, "failed", "Сервер не принял обращение")?;
    report("support@example.com", &stranger, "failed", "Нет доверия к сертификату сервера")?;
    report("greylist@example.com", &exim, "waiting", "Сервер просит подождать")?;
    ensure!(exim.settled().is_empty(), "something arrived\n{}", exim.log());

    exim.accept();
    session.open(&["--lang", "ru", "--support"])?;
    session.wait_for("request")?;
    retry(session, "greylist@example.com", "sent")?;
    letters::only_mail(&mut exim).map(drop)
}
