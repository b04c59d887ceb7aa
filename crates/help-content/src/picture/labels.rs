//! The words of a picture, beside it: `push-path.yaml` beside `push-path.svg`, a name and its text in every language.

use std::collections::BTreeMap;

use crate::model::{Language, PictureWords};
use crate::problem::Problem;
use crate::translated::{self, Translated};

/// Name in the picture → its texts.
pub(crate) type Labels = BTreeMap<String, Translated>;

/// Reads a file of labels. What is wrong is reported and left out.
pub(super) fn read(file: &str, bytes: &[u8], problems: &mut Vec<Problem>) -> Labels {
    let labels: Labels = translated::read(file, bytes, problems).unwrap_or_default();
    for (name, label) in &labels {
        for language in label.missing() {
            let message = format!("the label {name} has no text in {language}");
            let help = format!("write it: {name}: {{ ru: …, en: … }}");
            problems.push(Problem::new(file, "missing-translation", message, help));
        }
    }
    labels
}

/// All labels in each language, to be read over.
pub(super) fn words(file: &str, labels: &Labels) -> Vec<(Language, PictureWords)> {
    let words = |language| {
        let texts: Vec<&str> = labels.values().map(|label| label.text(language)).collect();
        (language, PictureWords { file: file.to_owned(), text: texts.join("\n") })
    };
    Language::ALL.map(words).into()
}

/// The text of a label.
/// # Errors
/// A sentence that says what is missing.
pub(super) fn text<'a>(labels: &'a Labels, name: &str, language: Language) -> Result<&'a str, String> {
    let label = labels.get(name).ok_or_else(|| format!("there is no label {name} beside it"))?;
    Ok(label.text(language))
}
