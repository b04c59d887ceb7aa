//! Compiles `content/` into the built-in pack. An error in an article fails the build with its file and line.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use help_content::{Language, Options, Severity, Strictness};
use help_pack::Identity;

fn main() -> ExitCode {
    let root = PathBuf::from("../..");
    let content = root.join("content");
    println!("cargo::rerun-if-changed={}", content.display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=EXPRESS_HELP_BUILD={}", build_name(&root));
    match build_pack(&content) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn build_pack(content: &Path) -> Result<(), String> {
    let options = Options { strictness: Strictness::Strict, single_language: Language::Ru };
    let (corpus, problems) =
        help_content::load(content, options, &|_, _| {}).map_err(|error| error.to_string())?;
    let mut failed = false;
    for problem in &problems {
        failed |= problem.severity == Severity::Error;
        println!("cargo::warning=content/{problem}");
    }
    if failed {
        return Err("the articles have errors; see the warnings above, or run helpkit check".to_owned());
    }
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let identity =
        Identity { name: "eXpress Help".to_owned(), version: version.clone(), minimum_program: version };
    let files = help_pack::build(&corpus, &identity).map_err(|error| error.to_string())?;
    let out = std::env::var("OUT_DIR").map_err(|error| error.to_string())?;
    help_pack::write::to_folder(&files, &Path::new(&out).join("pack")).map_err(|error| error.to_string())
}

/// The commit the program is built from, or `source` outside a checkout.
fn build_name(root: &Path) -> String {
    println!("cargo::rerun-if-env-changed=EXPRESS_HELP_BUILD_NAME");
    if let Ok(name) = std::env::var("EXPRESS_HELP_BUILD_NAME") {
        return name;
    }
    let log = root.join(".git/logs/HEAD");
    if log.exists() {
        println!("cargo::rerun-if-changed={}", log.display());
    }
    let commit = Command::new("git").args(["rev-parse", "--short=10", "HEAD"]).current_dir(root).output();
    let commit = commit.ok().filter(|output| output.status.success());
    let name = commit.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "source".to_owned())
}
