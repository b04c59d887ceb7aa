//! The real-window suite: the built program under Xvfb, driven through WebKitWebDriver, in a network namespace that has
//! nothing but a loopback interface.
//!
//! Every test has a session of its own: fresh folders, a fresh program. `cargo test -p express-help-tests --test window
//! -- NAME` runs some of them. `EXPRESS_HELP_PICTURES=<folder>` keeps pictures of the screens that are inspected.

mod about;
mod accessibility;
mod appearance;
mod bad_days;
mod closing;
mod delivering;
mod diagnosing;
mod editing;
mod finders;
mod forgiving;
mod input;
mod keyboard;
mod killing;
mod letters;
mod measuring;
mod pictures;
mod policy;
mod reading;
mod sandbox;
mod searching;
mod security;
mod session;
mod settings;
mod signing_in;
mod starting;
mod supporting;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use session::Session;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    if !arguments.list && !sandbox::is_inside() {
        return sandbox::enter();
    }
    // The sessions share one screen and its focus.
    arguments.test_threads = Some(1);
    let tests: Vec<Trial> = [
        reading::TESTS,
        searching::TESTS,
        forgiving::TESTS,
        keyboard::TESTS,
        finders::TESTS,
        pictures::TESTS,
        appearance::TESTS,
        settings::TESTS,
        about::TESTS,
        policy::TESTS,
        starting::TESTS,
        supporting::TESTS,
        diagnosing::TESTS,
        delivering::TESTS,
        signing_in::TESTS,
        bad_days::TESTS,
        killing::TESTS,
        editing::TESTS,
        security::TESTS,
        accessibility::TESTS,
        measuring::asked(),
    ]
    .concat()
    .into_iter()
    .map(|(name, test)| Trial::test(name, move || run(name, test)))
    .collect();
    let _screen = (!arguments.list).then(sandbox::Screen::start);
    libtest_mimic::run(&arguments, tests).exit_code()
}

/// A test: a function of a fresh session's maker.
type Test = (&'static str, fn(&mut Session) -> anyhow::Result<()>);

fn run(name: &str, test: fn(&mut Session) -> anyhow::Result<()>) -> Result<(), Failed> {
    let mut session = Session::new(name).map_err(|error| format!("{error:#}"))?;
    let result = test(&mut session).and_then(|()| session.finish());
    result.map_err(|error| {
        let picture = session.save_picture();
        format!("{error:#}\npicture: {picture}").into()
    })
}
