//! Prints the starts whose first screen the build draws ahead, as JSON. `cargo xtask` hands it to `ui/first-screens.mjs`.

use std::process::ExitCode;

use help_app::first_screen;

fn main() -> ExitCode {
    let printed = first_screen::all().map_err(|error| error.to_string()).and_then(|screens| {
        serde_json::to_writer(std::io::stdout().lock(), &screens).map_err(|error| error.to_string())
    });
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("first-screens: {message}");
            ExitCode::FAILURE
        }
    }
}
