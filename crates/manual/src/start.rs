//! The script that starts the program on Linux (`packaging/linux/express-help.sh`), with what only the program knows put in.

use clap::CommandFactory;
use help_app::cli::Arguments;
use help_app::{BUILD, OLDEST_WEB_VIEW, VERSION};

const SCRIPT: &str = include_str!("../../../packaging/linux/express-help.sh");

/// Writes the script for a program that names these libraries.
///
/// # Errors
/// A name that could not stand in a script, in words.
pub fn script(libraries: &[String]) -> Result<String, String> {
    if let Some(odd) = libraries.iter().chain([&BUILD.to_owned()]).find(|name| !is_plain(name)) {
        return Err(format!(
            "{odd:?} cannot stand in the script that starts the program: libraries and EXPRESS_HELP_BUILD_NAME may have \
             Latin letters, digits and -_.+ only"
        ));
    }
    let (major, minor) = OLDEST_WEB_VIEW;
    let help = Arguments::command().render_help().to_string().trim_end().replace('\'', r"'\''");
    Ok(SCRIPT
        .replace("@LIBRARIES@", &libraries.join(" "))
        .replace("@OLDEST@", &format!("{major}.{minor}"))
        .replace("@VERSION@", VERSION)
        .replace("@BUILD@", BUILD)
        .replace("@HELP@", &help))
}

/// Neither the shell nor JSON sees more in such a name than itself.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.+".contains(letter))
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
