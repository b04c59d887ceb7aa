//! Quotation marks, dashes and dots as they are printed.

use help_content::Language;

use super::Finding;
use super::prose::Prose;

/// What is typed, what is printed, and when it is a mistake.
const MARKS: [(&str, &str, &str); 4] = [
    ("\"", "« » in Russian, “ ” in English", "a straight quotation mark"),
    (" - ", " — ", "a hyphen for a dash"),
    ("...", "…", "three dots"),
    (" ,", ",", "a blank before a comma"),
];

/// Marks of the keyboard where printed ones belong.
pub(super) fn check(language: Language, prose: &Prose) -> Vec<Finding> {
    let mut found = Vec::new();
    for (typed, printed, name) in MARKS {
        if let Some(line) = prose.text.lines().find(|line| line.contains(typed)) {
            let message = format!("{name} in “{}”", shortened(line, typed));
            let finding = Finding::new(language, &prose.place, "typography", typed, message);
            found.push(finding.help(format!("write {printed}")));
        }
    }
    if language == Language::Ru && prose.text.contains(['“', '”']) {
        let message = "English quotation marks in a Russian article".to_owned();
        found.push(Finding::new(language, &prose.place, "typography", "“", message).help("write « »"));
    }
    found
}

/// A few words around what was found.
fn shortened(line: &str, typed: &str) -> String {
    const AROUND: usize = 20;
    let at = line.find(typed).map_or(0, |at| line[..at].chars().count());
    line.chars().skip(at.saturating_sub(AROUND)).take(2 * AROUND).collect::<String>().trim().to_owned()
}
