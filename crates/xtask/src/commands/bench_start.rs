//! `cargo xtask bench-start`: how long until the window is visually complete and how much memory it takes, against a bare
//! window of the same kind (`src-tauri/examples/bare.rs`).
//!
//! Both programs are started in turn under an Xvfb that keeps its picture in a file. A start is complete with the first
//! frame that looks like the last one; the blinking cursor does not count. Ratios of one run are what may be compared.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::display::{Display, Size};
use crate::process;
use crate::project::{Profile, Project};
use crate::scratch::Scratch;
use crate::table;

/// How often to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// Starts of each program; the median counts
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Print when each frame came and how far it was from the last one
    #[arg(long)]
    frames: bool,
}

const WINDOW: Size = Size { width: 1100, height: 720 };
/// A start is over when nothing has changed for this long.
const QUIET: Duration = Duration::from_millis(1500);
const PATIENCE: Duration = Duration::from_secs(40);
const INTERVAL: Duration = Duration::from_millis(4);
/// Frames that differ from the last one in fewer bytes than this share are complete: a cursor is far below it.
const TOLERANCE: f64 = 0.000_5;

/// Every picture that differs from the one before it, with its time since the start.
type Frames = Vec<(Duration, Vec<u8>)>;

/// What one start took.
#[derive(Clone, Copy)]
struct Start {
    complete: Duration,
    /// Proportional set size of the program and its children, in bytes.
    memory: u64,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    ensure!(
        cfg!(target_os = "linux"),
        "the measurement reads Xvfb's picture and /proc: it runs on Linux only"
    );
    ensure!(options.runs > 0, "at least one run");
    build(project)?;
    let programs = [
        ("bare window", project.program("examples/bare", Profile::Release)),
        ("express-help", project.program("express-help", Profile::Release)),
    ];
    let mut starts = [Vec::new(), Vec::new()];
    for round in 0..=options.runs {
        for ((name, program), starts) in programs.iter().zip(&mut starts) {
            let (start, frames) = measure(program)?;
            if options.frames {
                println!("{name}: {}", describe(&frames));
            }
            // The first start of each fills the disk cache.
            if round > 0 {
                starts.push(start);
            }
        }
    }
    let size = fs::metadata(&programs[1].1)?.len();
    print!("{}", report(&programs, &starts, size));
    Ok(())
}

fn build(project: &Project) -> Result<()> {
    crate::interface::install(project)?;
    crate::interface::build_when_stale(project, Profile::Release)?;
    process::run(&mut project.cargo(["build", "--release", "--workspace", "--bins", "--example", "bare"]))
}

fn report(programs: &[(&str, PathBuf); 2], starts: &[Vec<Start>; 2], size: u64) -> String {
    let time = |starts: &[Start]| median(starts.iter().map(|start| start.complete.as_secs_f64()).collect());
    let memory = |starts: &[Start]| median(starts.iter().map(|start| start.memory as f64).collect());
    let base = (time(&starts[0]), memory(&starts[0]));
    let rows: Vec<Vec<String>> = programs
        .iter()
        .zip(starts)
        .map(|((name, _), starts)| {
            let (time, memory) = (time(starts), memory(starts));
            vec![
                (*name).to_owned(),
                format!("{:.0} ms", time * 1e3),
                format!("{:.2}", time / base.0),
                format!("{:.0} MB", memory / 1e6),
                format!("{:.2}", memory / base.1),
            ]
        })
        .collect();
    let headings = ["", "visually complete", "ratio", "memory (PSS)", "ratio"];
    format!(
        "{}program size {:.1} MB, medians of {} starts\n",
        table::render(&headings, &rows),
        size as f64 / 1e6,
        starts[0].len()
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A running program, stopped at the end.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The frames of one start: time, and the share of the picture that differs from the last frame.
fn describe(frames: &[(Duration, Vec<u8>)]) -> String {
    let Some((_, last)) = frames.last() else { return String::new() };
    let frame = |(time, frame): &(Duration, Vec<u8>)| {
        format!("{} ms {:.1} %", time.as_millis(), difference(frame, last) * 100.0)
    };
    frames.iter().map(frame).collect::<Vec<_>>().join(", ")
}

fn measure(program: &Path) -> Result<(Start, Frames)> {
    let scratch = Scratch::new()?;
    let picture = scratch.folder("screen")?;
    let display = Display::start_with(WINDOW, &["-fbdir".as_ref(), picture.as_os_str()])?;
    let picture = picture.join("Xvfb_screen0");
    let before = fs::read(&picture).context("Xvfb keeps no picture")?;
    let mut command = Command::new(program);
    for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"] {
        command.env(variable, scratch.folder(variable)?);
    }
    command
        .env("DISPLAY", display.name())
        .env("NO_AT_BRIDGE", "1")
        .env("LANG", "C.UTF-8")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let begin = Instant::now();
    let running = Running(command.spawn().with_context(|| format!("cannot start {}", program.display()))?);
    let frames = watch(&picture, before, begin)?;
    let complete = completed(&frames);
    let memory = memory_of_tree(running.0.id());
    Ok((Start { complete, memory }, frames))
}

/// Every picture that differs from the one before it, with its time.
fn watch(picture: &Path, before: Vec<u8>, begin: Instant) -> Result<Frames> {
    let mut frames: Frames = vec![(Duration::ZERO, before)];
    let mut shown = 0;
    loop {
        let frame = fs::read(picture)?;
        let now = begin.elapsed();
        let last = frames.last().map(|(_, frame)| frame.as_slice()).unwrap_or_default();
        let changed = difference(last, &frame);
        if changed > TOLERANCE {
            shown += 1;
            frames.push((now, frame));
        }
        let quiet = frames.last().is_some_and(|(time, _)| now - *time > QUIET);
        if shown > 0 && quiet {
            return Ok(frames);
        }
        ensure!(now < PATIENCE, "nothing appeared on the screen, or it never stood still");
        std::thread::sleep(INTERVAL);
    }
}

/// The time of the first frame from which on all look like the last.
fn completed(frames: &[(Duration, Vec<u8>)]) -> Duration {
    let Some((end, last)) = frames.last() else { return Duration::ZERO };
    let mut complete = *end;
    for (time, frame) in frames.iter().rev() {
        if difference(frame, last) > TOLERANCE {
            break;
        }
        complete = *time;
    }
    complete
}

/// The share of bytes that differ.
fn difference(one: &[u8], other: &[u8]) -> f64 {
    if one == other {
        return 0.0;
    }
    let differing = one.iter().zip(other).filter(|(a, b)| a != b).count() + one.len().abs_diff(other.len());
    differing as f64 / one.len().max(1) as f64
}

/// The proportional set size of a process and all its descendants, in bytes.
fn memory_of_tree(root: u32) -> u64 {
    let mut members = vec![root];
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        // The name in brackets may hold blanks; the parent is the second field after it.
        let parent =
            stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse::<u32>().ok());
        parents.extend(parent.map(|parent| (id, parent)));
    }
    let mut at = 0;
    while at < members.len() {
        let parent = members[at];
        members.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
        at += 1;
    }
    members.iter().filter_map(|id| pss(*id)).sum()
}

fn pss(id: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blinking_cursor_does_not_delay_the_end() {
        let blank = vec![0_u8; 10_000];
        let page = vec![1_u8; 10_000];
        let mut cursor = page.clone();
        cursor[0] = 2;
        let at = Duration::from_millis;
        let frames = [
            (at(0), blank.clone()),
            (at(100), blank),
            (at(200), page.clone()),
            (at(700), cursor),
            (at(1200), page),
        ];
        assert_eq!(completed(&frames), at(200));
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert!((median(vec![9.0, 1.0, 3.0]) - 3.0).abs() < f64::EPSILON);
    }
}
