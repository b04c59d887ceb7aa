//! `cargo xtask test`: everything that must hold before a change goes in, from a bare machine.
//!
//! The runners' own output goes through to the user; a table of the steps with their seconds comes last.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use clap::Args;
use serde::Deserialize;

use super::{bindings, icons, licences, package_test, policies};
use crate::project::{Profile, Project};
use crate::{interface, process, setup, table};

/// The suite that opens real windows.
const WINDOW_SUITE: &str = "window";

/// How much to test.
#[derive(Args)]
pub(crate) struct Options {
    /// Leave out the suite that opens real windows
    #[arg(long, conflicts_with = "packages")]
    fast: bool,
    /// Only make, check and install the packages, which takes minutes
    #[arg(long)]
    packages: bool,
    /// Everything, and then the packages, made from the programs that were built for the tests
    #[arg(long, conflicts_with_all = ["fast", "packages", "windows"])]
    all: bool,
    /// Only build the program for Windows and try its package under wine, which takes a quarter of an hour
    #[arg(long, conflicts_with_all = ["packages", "fast"])]
    windows: bool,
    /// With --packages: take express-help, helpkit and manual from this folder in place of development programs; with --windows:
    /// express-help.exe and WebView2Loader.dll
    #[arg(long, value_name = "FOLDER")]
    programs: Option<PathBuf>,
    /// With --packages or --windows: only the step of this name, and those it needs
    #[arg(long, value_name = "STEP")]
    only: Option<String>,
}

/// What a failure means for the steps after it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// They would fail for the same reason: stop.
    Stop,
    /// They tell something of their own.
    GoOn,
}

/// How much of a step was done.
pub(super) enum Tried {
    Whole,
    /// Without this, for this reason.
    InPart(String),
    /// Nothing, for this reason.
    Nothing(String),
}

impl From<()> for Tried {
    fn from((): ()) -> Self {
        Self::Whole
    }
}

pub(super) struct Step<'a> {
    name: &'static str,
    then: Then,
    work: Box<dyn FnOnce() -> Result<Tried> + 'a>,
}

struct Outcome {
    name: &'static str,
    /// `None`: not run, because an earlier step stopped everything.
    time: Option<Duration>,
    /// `None`: failed or not run.
    tried: Option<Tried>,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    if options.packages {
        let bench = package_test::Bench::new(project, options.programs.as_deref())?;
        return finish(carry_out(wanted(bench.steps(), options)?));
    }
    if options.windows {
        let bench = package_test::WindowsBench::new(project, options.programs.as_deref())?;
        return finish(carry_out(wanted(bench.steps(), options)?));
    }
    ensure!(
        options.programs.is_none() && options.only.is_none(),
        "--programs and --only go with --packages or --windows"
    );
    let export = bindings::Export::new(project)?;
    let built = project.program("express-help", Profile::Development);
    let bench = options.all.then(|| package_test::Bench::new(project, built.parent())).transpose()?;
    let mut steps = first_steps(project);
    steps.extend(rust_steps(project, options, &export));
    steps.extend(bench.iter().flat_map(package_test::Bench::steps));
    finish(carry_out(steps))
}

/// The steps without those that were not asked for.
fn wanted<'a>(mut steps: Vec<Step<'a>>, options: &Options) -> Result<Vec<Step<'a>>> {
    if let Some(name) = &options.only {
        ensure!(steps.iter().any(|step| step.name == name), "there is no step {name:?}");
        steps.retain(|step| step.then == Then::Stop || step.name == name);
    }
    Ok(steps)
}

/// What is quick to fail, and what the Rust side needs.
fn first_steps(project: &Project) -> Vec<Step<'_>> {
    vec![
        step("system packages", Then::Stop, || setup::packages(setup::Need::BuildAndTests)),
        step("mail server", Then::GoOn, || setup::mail_server(&project.target)),
        step("cargo fmt", Then::GoOn, || process::run(&mut project.cargo(["fmt", "--all", "--check"]))),
        step("node and npm ci", Then::Stop, || setup::node().and_then(|()| interface::install(project))),
        step("npm run build", Then::Stop, || interface::build(project, Profile::Development)),
        step("npm run check", Then::GoOn, || interface::script(project, "check")),
        step("npm test", Then::GoOn, || interface::script(project, "test")),
    ]
}

/// The tests also export the window's types, so comparing those costs nothing more.
fn rust_steps<'a>(project: &'a Project, options: &'a Options, export: &'a bindings::Export) -> Vec<Step<'a>> {
    let build = || process::run(&mut project.cargo(["build", "--workspace", "--all-targets"]));
    let tests = || {
        let commands = test_commands(project, options)?;
        commands.into_iter().try_for_each(|mut command| process::run(export.direct(&mut command)))
    };
    let lint = || {
        process::run(&mut project.cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    };
    vec![
        step("cargo build", Then::Stop, build),
        step("cargo test", Then::GoOn, tests),
        step("bindings", Then::GoOn, || export.check(project)),
        step("policies", Then::GoOn, || policies::run(project, &policies::Options { check: true })),
        step("licences", Then::GoOn, || licences::run(project, &licences::Options { check: true })),
        step("cargo clippy", Then::GoOn, lint),
        step("icons", Then::GoOn, || icons::run(project, &icons::Options { check: true })),
    ]
}

/// A step of a name, with what its failure means.
pub(super) fn step<'a, Done: Into<Tried>>(
    name: &'static str,
    then: Then,
    work: impl FnOnce() -> Result<Done> + 'a,
) -> Step<'a> {
    Step { name, then, work: Box::new(|| work().map(Into::into)) }
}

/// Cargo cannot leave one suite out, so the fast run names all the others.
fn test_commands(project: &Project, options: &Options) -> Result<Vec<Command>> {
    let mut tests = project.cargo(["test", "--workspace", "--no-fail-fast"]);
    if !options.fast {
        return Ok(vec![tests]);
    }
    let metadata = process::output(&mut project.cargo(["metadata", "--no-deps", "--format-version", "1"]))?;
    tests.args(fast_targets(&metadata)?);
    Ok(vec![tests, project.cargo(["test", "--workspace", "--doc"])])
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// The arguments that select every target with tests but the window suite, from cargo's description of the workspace.
fn fast_targets(metadata: &str) -> Result<Vec<String>> {
    let metadata: Metadata = serde_json::from_str(metadata)?;
    let targets = metadata.packages.into_iter().flat_map(|package| package.targets);
    let suites = targets.filter(|target| target.kind.iter().any(|kind| kind == "test"));
    let mut names: Vec<String> = suites.map(|suite| suite.name).filter(|name| name != WINDOW_SUITE).collect();
    names.sort();
    names.dedup();
    let named = names.into_iter().flat_map(|name| ["--test".to_owned(), name]);
    Ok(["--lib", "--bins"].map(str::to_owned).into_iter().chain(named).collect())
}

fn carry_out(steps: Vec<Step<'_>>) -> Vec<Outcome> {
    let mut stopped = false;
    let mut outcomes = Vec::new();
    for Step { name, then, work } in steps {
        if stopped {
            outcomes.push(Outcome { name, time: None, tried: None });
            continue;
        }
        let started = Instant::now();
        let result = work();
        if let Err(error) = &result {
            eprintln!("xtask: {name}: {error:#}");
            stopped = then == Then::Stop;
        }
        outcomes.push(Outcome { name, time: Some(started.elapsed()), tried: result.ok() });
    }
    outcomes
}

fn finish(outcomes: Vec<Outcome>) -> Result<()> {
    println!("\n{}", render(&outcomes));
    for (name, tried) in outcomes.iter().filter_map(|outcome| Some((outcome.name, outcome.tried.as_ref()?))) {
        if let Tried::InPart(what) | Tried::Nothing(what) = tried {
            println!("{name}: not tried: {what}");
        }
    }
    let names = |wanted: fn(&&Outcome) -> bool| -> Vec<&str> {
        outcomes.iter().filter(wanted).map(|outcome| outcome.name).collect()
    };
    let passed = names(|outcome| matches!(outcome.tried, Some(Tried::Whole | Tried::InPart(_))));
    let failed = names(|outcome| outcome.tried.is_none() && outcome.time.is_some());
    let skipped = outcomes.len() - passed.len() - failed.len();
    println!("steps: {} passed, {} failed, {skipped} skipped", passed.len(), failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

fn render(outcomes: &[Outcome]) -> String {
    let row = |outcome: &Outcome| {
        let seconds =
            outcome.time.map_or_else(|| "-".to_owned(), |time| format!("{:.1}", time.as_secs_f64()));
        let result = match (outcome.time, &outcome.tried) {
            (None, _) => "not run",
            (_, Some(Tried::Whole)) => "ok",
            (_, Some(Tried::InPart(_))) => "ok in part",
            (_, Some(Tried::Nothing(_))) => "not tried",
            (_, None) => "FAILED",
        };
        vec![outcome.name.to_owned(), seconds, result.to_owned()]
    };
    let total: Duration = outcomes.iter().filter_map(|outcome| outcome.time).sum();
    let mut rows: Vec<Vec<String>> = outcomes.iter().map(row).collect();
    rows.push(vec!["together".to_owned(), format!("{:.1}", total.as_secs_f64()), String::new()]);
    table::render(&["step", "seconds", "result"], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn a_failure_stops_only_what_depends_on_it() {
        let ran = RefCell::new(Vec::new());
        let make = |name: &'static str, then: Then, good: bool| {
            let ran = &ran;
            step(name, then, move || {
                ran.borrow_mut().push(name);
                if good { Ok(()) } else { bail!("on purpose") }
            })
        };
        let outcomes = carry_out(vec![
            make("format", Then::GoOn, false),
            make("build", Then::Stop, false),
            make("test", Then::GoOn, true),
        ]);
        assert_eq!(*ran.borrow(), ["format", "build"]);
        let text = render(&outcomes);
        let ends: Vec<&str> =
            text.lines().filter_map(|line| line.split("  ").last()).map(str::trim).collect();
        assert_eq!(ends[..4], ["result", "FAILED", "FAILED", "not run"], "{text}");
        assert_eq!(finish(outcomes).unwrap_err().to_string(), "failed: format, build");
    }

    #[test]
    fn what_was_not_tried_does_not_pass_for_tried() {
        let outcomes = carry_out(vec![
            step("half", Then::Stop, || Ok(Tried::InPart("the rest".to_owned()))),
            step("none", Then::Stop, || Ok(Tried::Nothing("all of it".to_owned()))),
            step("whole", Then::Stop, || Ok(())),
        ]);
        let text = render(&outcomes);
        for (name, result) in [("half", "ok in part"), ("none", "not tried"), ("whole", "ok")] {
            let is_it = |line: &&str| line.starts_with(name) && line.trim_end().ends_with(result);
            assert!(text.lines().any(|line| is_it(&line)), "{name}: {text}");
        }
        assert!(finish(outcomes).is_ok());
    }

    #[test]
    fn the_fast_run_names_every_suite_but_the_window() {
        let metadata = r#"{"packages": [
            {"targets": [{"name": "help-store", "kind": ["lib"]}, {"name": "sharing", "kind": ["test"]}]},
            {"targets": [{"name": "window", "kind": ["test"]}, {"name": "layers", "kind": ["test"]},
                         {"name": "build-script-build", "kind": ["custom-build"]}]}
        ], "version": 1}"#;
        assert_eq!(fast_targets(metadata).unwrap().join(" "), "--lib --bins --test layers --test sharing");
    }
}
