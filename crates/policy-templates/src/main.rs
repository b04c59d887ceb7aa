//! `policy-templates ROOT [--check]`: writes the files below the root of the repository, or compares them.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use policy_templates::{TemplateError, TemplateFile, files};

fn main() -> ExitCode {
    match run(&std::env::args_os().skip(1).collect::<Vec<_>>()) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("policy-templates: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[OsString]) -> Result<String, TemplateError> {
    match arguments {
        [root] => write(Path::new(root), &files()?),
        [root, check] if check == "--check" => check_all(Path::new(root), &files()?),
        _ => Err(TemplateError::Usage),
    }
}

fn write(root: &Path, files: &[TemplateFile]) -> Result<String, TemplateError> {
    for file in files {
        let path = root.join(file.path);
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, &file.text))
            .map_err(|source| TemplateError::Write { path: path.display().to_string(), source })?;
    }
    Ok(format!("files made from the table of policies: {}", files.len()))
}

fn check_all(root: &Path, files: &[TemplateFile]) -> Result<String, TemplateError> {
    let is_stale = |file: &&TemplateFile| {
        !fs::read(root.join(file.path)).is_ok_and(|bytes| bytes == file.text.as_bytes())
    };
    let paths: Vec<String> = files.iter().filter(is_stale).map(|file| file.path.to_owned()).collect();
    if paths.is_empty() {
        return Ok(format!("the files made from the table of policies are up to date: {}", files.len()));
    }
    Err(TemplateError::Stale { paths })
}
