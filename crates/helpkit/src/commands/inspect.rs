//! `helpkit inspect`: what is in a pack, and whether it is whole.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The pack.
    #[arg(value_name = "FILE.helppack")]
    pack: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let pack = super::open_pack(&arguments.pack)?;
    let manifest = pack.manifest();
    println!("name      {}", manifest.name);
    println!("version   {}", manifest.version);
    println!("created   {}", manifest.created.as_deref().unwrap_or("unknown"));
    println!("program   {} or newer", manifest.minimum_program);
    for &language in &manifest.languages {
        let contents = pack.contents(language)?;
        let articles = contents.articles().count();
        println!("{language}        {} sections, {articles} articles", contents.sections.len());
    }
    let part = |name: &str| -> u64 {
        manifest.files.iter().filter(|(path, _)| path.contains(name)).map(|(_, entry)| entry.size).sum()
    };
    for (label, name) in [("articles", "/articles/"), ("search", "/search/"), ("pictures", "assets/")] {
        println!("{label:<9} {:.2} MB", part(name) as f64 / 1e6);
    }
    pack.verify()?;
    println!("whole     yes, {} files checked", manifest.files.len());
    Ok(ExitCode::SUCCESS)
}
