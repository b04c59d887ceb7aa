//! The program is killed while a person types, saves, queues and sends.
//!
//! `EXPRESS_HELP_SEED=<number>` repeats the instants of a run, as far as the machine does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};
use express_help_mail_server::Exim;
use serde_json::{Value, json};

use crate::letters::{self, Mail};
use crate::session::{self, Session};

pub(crate) const TESTS: &[crate::Test] =
    &[("bad days: killed at ten instants, it loses no draft and no request and sends none twice", killed)];

const KILLS: u64 = 10;
/// How old a text must be to be safe.
const SAFE: Duration = Duration::from_secs(2);
/// How many words are typed into a letter without a pause: so many that the kill comes first, or few, to be sent soon.
const MANY: usize = 200;
const FEW: usize = 3;

/// When the program is killed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// At an instant of its own, most often in the middle of a word.
    Typing,
    /// Soon after a letter is sent.
    Sending,
}

/// What a person has done with one letter.
#[derive(Debug, Default)]
struct Letter {
    draft: i64,
    subject: String,
    /// What stood in the long field, and when the last word of it had been typed.
    typed: Vec<(Instant, String)>,
    /// The list showed it as a request.
    listed: bool,
}

fn killed(session: &mut Session) -> Result<()> {
    let seed = seed()?;
    eprintln!("EXPRESS_HELP_SEED={seed}");
    let mut chance = Chance(seed);
    let mut exim = Exim::start("localhost");
    session.set_policy(&letters::policy(&exim, "support@example.com"))?;
    let mut known = BTreeSet::new();
    session.open(&["--lang", "ru", "--support"])?;
    for round in 0..KILLS {
        let moment = if round % 2 == 0 { Moment::Typing } else { Moment::Sending };
        let (sending, killer) = killer(session, moment, &mut chance)?;
        let mut written = Vec::new();
        // It ends in the middle of something, because the program is gone.
        let interrupted = write_letters(session, round, moment, &mut written, sending);
        let killed_at = killer.join().map_err(|_| anyhow::anyhow!("the killer panicked"))??;
        interrupted.or_else(|error| if session::is_lost(&error) { Ok(()) } else { Err(error) })?;
        session.abandon()?;
        session.open(&["--lang", "ru", "--support"])?;
        check(session, &written, killed_at).with_context(|| format!("round {round}"))?;
        known = same_or_more(session, known)?;
    }
    deliver_the_rest(session, &mut exim)?;
    nothing_twice(session, &mut exim, &known)
}

/// Will kill the program. It has to be told when a letter is sent.
fn killer(
    session: &Session,
    moment: Moment,
    chance: &mut Chance,
) -> Result<(Sender<()>, JoinHandle<Result<Instant>>)> {
    let program = session.programs().pop().context("no program runs")?;
    let driver = session.driver().context("no driver runs")?;
    let (sending, sent): (Sender<()>, Receiver<()>) = channel();
    let delay = Duration::from_millis(match moment {
        Moment::Typing => 500 + chance.up_to(3500),
        Moment::Sending => chance.up_to(150),
    });
    let killer = std::thread::spawn(move || {
        if moment == Moment::Sending {
            // It also ends when nothing is sent, because something else has gone wrong.
            let _ = sent.recv();
        }
        std::thread::sleep(delay);
        let at = Instant::now();
        session::kill(&program, "KILL")?;
        // It would go on waiting for the program.
        session::kill(&driver, "KILL")?;
        Ok(at)
    });
    Ok((sending, killer))
}

/// Writes and sends one letter after the other until the program is gone.
fn write_letters(
    session: &Session,
    round: u64,
    moment: Moment,
    written: &mut Vec<Letter>,
    sending: Sender<()>,
) -> Result<()> {
    let words = if moment == Moment::Typing { MANY } else { FEW };
    for number in 0.. {
        let draft = letters::begin(session, "begin-problem")?;
        let subject = format!("letter {round}-{number}");
        written.push(Letter { draft, ..Letter::default() });
        let letter = written.last_mut().context("it was just put there")?;
        letters::fill(session, "subject", &subject)?;
        letter.subject = subject;
        session.choose("field-area", "messages")?;
        letters::put(session, "email", "ivanov@example.com")?;
        let mut text = "Begin: ".to_owned();
        letters::fill(session, "steps", "Begin: ")?;
        for word in 0..words {
            let word = format!("{word} ");
            session.type_text(&word)?;
            text.push_str(&word);
            letter.typed.push((Instant::now(), text.clone()));
        }
        letters::preview(session)?;
        let _ = sending.send(());
        session.click("preview-send")?;
        letters::wait_listed(session, &letter.subject, &["waiting", "sending", "sent"])?;
        letter.listed = true;
    }
    bail!("nobody killed it")
}

/// Every letter is there once: as a draft with all that was typed two seconds before, or as a request.
fn check(session: &Session, written: &[Letter], killed_at: Instant) -> Result<()> {
    let kept = letters::ask(session, "get_support", &json!({}))?;
    for letter in written {
        let old = letter.typed.iter().rev().find(|(when, _)| *when + SAFE <= killed_at);
        let draft = list(&kept["drafts"]).find(|draft| draft["id"] == letter.draft);
        let requests =
            list(&kept["requests"]).filter(|request| request["subject"] == *letter.subject).count();
        match draft {
            Some(_) => {
                ensure!(requests == 0, "{} is a draft and a request", letter.subject);
                ensure!(!letter.listed, "{} was listed as a request and is a draft", letter.subject);
                let draft = letters::ask(session, "get_draft", &json!({ "id": letter.draft }))?;
                let steps = draft["values"]["steps"].as_str().unwrap_or_default();
                let safe = old.map_or("", |(_, text)| text);
                ensure!(steps.starts_with(safe), "typed two seconds before: {safe:?}; kept: {steps:?}");
            }
            None => ensure!(requests == 1, "{} is there {requests} times", letter.subject),
        }
    }
    Ok(())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// What was there is there still; the answer is what is there now, drafts and requests by their subjects.
fn same_or_more(session: &Session, known: BTreeSet<String>) -> Result<BTreeSet<String>> {
    let kept = letters::ask(session, "get_support", &json!({}))?;
    let subjects =
        list(&kept["drafts"]).chain(list(&kept["requests"])).map(|entry| entry["subject"].to_string());
    let subjects: BTreeSet<String> = subjects.collect();
    let lost: Vec<_> = known.difference(&subjects).collect();
    ensure!(lost.is_empty(), "lost: {lost:?}");
    Ok(subjects)
}

/// Whatever waits is sent beside one more letter. What may have arrived when the program was killed is left to the person.
fn deliver_the_rest(session: &Session, exim: &mut Exim) -> Result<()> {
    letters::begin(session, "begin-problem")?;
    letters::fill_problem(session, "the last", "nobody kills this one")?;
    let seen = letters::preview(session)?;
    letters::send(session, &seen)?;
    session.wait_js(
        "everything done",
        "return [...document.querySelectorAll('[data-testid=request]')]
           .every((request) => ['sent', 'unknown'].includes(request.dataset.status))",
    )?;
    exim.mails(1);
    Ok(())
}

/// No request is in the maildir twice, every one that was sent is there, and nothing else.
fn nothing_twice(session: &Session, exim: &mut Exim, known: &BTreeSet<String>) -> Result<()> {
    let mut arrived = BTreeMap::<String, usize>::new();
    for mail in exim.settled() {
        *arrived.entry(Mail::parse(&mail)?.message_id().to_owned()).or_default() += 1;
    }
    ensure!(arrived.values().all(|times| *times == 1), "delivered twice: {arrived:?}");
    let kept = letters::ask(session, "get_support", &json!({}))?;
    let id = |request: &Value| format!("{}@express-help", request["id"].as_str().unwrap_or_default());
    let requests: BTreeSet<String> = list(&kept["requests"]).map(id).collect();
    let sent = list(&kept["requests"]).filter(|request| request["status"] == "sent").map(id);
    let lost: Vec<_> = sent.filter(|id| !arrived.contains_key(id)).collect();
    ensure!(lost.is_empty(), "said to be sent and not there: {lost:?}");
    ensure!(arrived.keys().all(|id| requests.contains(id)), "{arrived:?} arrived, known are {requests:?}");
    ensure!(known.len() > 1, "hardly anything was written: {known:?}");
    Ok(())
}

fn seed() -> Result<u64> {
    match std::env::var("EXPRESS_HELP_SEED") {
        Ok(seed) => Ok(seed.parse()?),
        Err(_) => Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.subsec_nanos().into()),
    }
}

/// Numbers without a pattern that a seed repeats (splitmix64).
struct Chance(u64);

impl Chance {
    fn up_to(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % (most + 1)
    }
}
