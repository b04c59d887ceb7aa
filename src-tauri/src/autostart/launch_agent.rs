//! The entry for macOS: a property list for launchd, as `launchd.plist(5)` describes it.

use std::path::Path;

use plist::{Dictionary, Value};

/// The file's text; `None` for a path that it cannot hold.
pub(super) fn entry(program: &Path) -> Option<String> {
    let mut agent = Dictionary::new();
    agent.insert("Label".to_owned(), "ms.express.help".into());
    agent.insert("ProgramArguments".to_owned(), Value::Array(vec![program.to_str()?.into()]));
    agent.insert("RunAtLoad".to_owned(), true.into());
    // Only where there is a screen.
    agent.insert("LimitLoadToSessionType".to_owned(), "Aqua".into());
    let mut text = Vec::new();
    Value::Dictionary(agent).to_writer_xml(&mut text).ok()?;
    // launchd complains of keys that it does not know: the mark is a comment.
    Some(String::from_utf8(text).ok()?.replacen(
        "<plist",
        &format!("<!--\n{}\n-->\n<plist", super::file::MARK),
        1,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_is_a_property_list_with_the_mark() {
        let text = entry(Path::new("/Applications/A & B.app/express-help")).unwrap();
        assert!(text.lines().any(|line| line == super::super::file::MARK), "{text}");
        let read = Value::from_reader_xml(text.as_bytes()).unwrap();
        let agent = read.as_dictionary().unwrap();
        let arguments = agent["ProgramArguments"].as_array().unwrap();
        assert_eq!(arguments[0].as_string(), Some("/Applications/A & B.app/express-help"));
        assert_eq!(agent["RunAtLoad"].as_boolean(), Some(true));
    }
}
