//! The YAML block at the top of a Markdown file: split off, parsed, and read key by key.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde_json::Value;

use crate::problem::Problem;
use crate::yaml::Fault;

/// A Markdown file cut into its front matter and its text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Split<'a> {
    /// The YAML between the two fences, if there are two.
    pub yaml: Option<&'a str>,
    /// Everything after the second fence, or the whole file.
    pub body: &'a str,
    /// The line of the file, counted from 1, on which `body` begins.
    pub body_line: usize,
    /// There is a first fence but no second one.
    pub unclosed: bool,
}

/// Cuts the front matter off. A fence is a line of exactly `---` (trailing blanks allowed).
pub(crate) fn split(source: &str) -> Split<'_> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let whole = Split { yaml: None, body: source, body_line: 1, unclosed: false };
    let mut lines = source.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return whole;
    };
    let mut at = first.len();
    for (index, line) in lines.enumerate() {
        if line.trim_end() == "---" {
            let body = &source[at + line.len()..];
            return Split {
                yaml: Some(&source[first.len()..at]),
                body,
                body_line: index + 3,
                unclosed: false,
            };
        }
        at += line.len();
    }
    Split { unclosed: true, ..whole }
}

/// The keys of a front matter block, read one by one; what is left at the end is unknown.
#[derive(Debug)]
pub(crate) struct Keys<'a> {
    file: &'a str,
    /// What stands before a colon at the beginning of a line → that line, counted from 1.
    lines: BTreeMap<&'a str, usize>,
    values: BTreeMap<String, Value>,
}

impl<'a> Keys<'a> {
    /// Parses the YAML; a block that does not parse, or is not a mapping, is reported and reads as empty.
    pub fn parse(file: &'a str, yaml: &'a str, problems: &mut Vec<Problem>) -> Self {
        let values = match serde_saphyr::from_str::<Option<BTreeMap<String, Value>>>(yaml) {
            Ok(values) => values.unwrap_or_default(),
            Err(error) => {
                let Fault { line, message } = Fault::from(error);
                let message = format!("the front matter is not valid YAML: {message}");
                let help = "quote values that contain “: ” or begin with a special character";
                problems.push(Problem::new(file, "front-matter", message, help).at(line + 1));
                BTreeMap::new()
            }
        };
        let mut lines = BTreeMap::new();
        for (index, line) in yaml.lines().enumerate() {
            if let Some((key, _)) = line.split_once(':') {
                lines.entry(key.trim_end()).or_insert(index + 2);
            }
        }
        Self { file, lines, values }
    }

    /// A text value, trimmed; other scalars are taken as they are written.
    pub fn text(&mut self, key: &str, problems: &mut Vec<Problem>) -> Option<String> {
        match self.values.remove(key)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Null => None,
            Value::Array(_) | Value::Object(_) => {
                problems.push(self.wrong(key, "must be text"));
                None
            }
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str, problems: &mut Vec<Problem>) -> Option<i64> {
        let value = self.values.remove(key)?;
        let number = value.as_i64();
        if number.is_none() && !value.is_null() {
            problems.push(self.wrong(key, "must be a whole number"));
        }
        number
    }

    /// A list of texts; one text stands for a list of one.
    pub fn list(&mut self, key: &str, problems: &mut Vec<Problem>) -> Vec<String> {
        let items = match self.values.remove(key) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(item) => vec![item],
        };
        let mut texts = Vec::new();
        for item in items {
            match item {
                Value::String(text) if !text.trim().is_empty() => texts.push(text.trim().to_owned()),
                Value::Number(number) => texts.push(number.to_string()),
                _ => problems.push(self.wrong(key, "must be a list of texts")),
            }
        }
        texts
    }

    /// A list of names of a fixed vocabulary; unknown ones are reported and left out.
    pub fn names<T: FromStr<Err: std::fmt::Display>>(
        &mut self,
        key: &str,
        problems: &mut Vec<Problem>,
    ) -> Vec<T> {
        let line = self.line(key);
        let mut names = Vec::new();
        for text in self.list(key, problems) {
            match text.parse() {
                Ok(name) => names.push(name),
                Err(error) => problems.push(
                    Problem::new(
                        self.file,
                        "unknown-value",
                        format!("{key}: {error}"),
                        "use one of the listed names",
                    )
                    .at(line),
                ),
            }
        }
        names
    }

    /// A `YYYY-MM-DD` date that exists in the calendar.
    pub fn date(&mut self, key: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let text = self.text(key, problems)?;
        if is_date(&text) {
            return Some(text);
        }
        problems.push(self.wrong(key, "must be a date like 2026-11-20"));
        None
    }

    /// A list of `{label, article}` mappings.
    pub fn links(&mut self, key: &str, problems: &mut Vec<Problem>) -> Vec<crate::model::LabelledLink> {
        let Some(value) = self.values.remove(key) else { return Vec::new() };
        serde_json::from_value(value).unwrap_or_else(|_| {
            problems.push(self.wrong(key, "must be a list of entries with `label` and `article`"));
            Vec::new()
        })
    }

    /// Reports every key that nobody asked for.
    pub fn report_unknown(self, known: &str, problems: &mut Vec<Problem>) {
        for key in self.values.keys() {
            let message = format!("unknown key `{key}` in the front matter");
            let help = format!("known keys: {known}");
            problems.push(Problem::new(self.file, "unknown-key", message, help).at(self.line(key)));
        }
    }

    /// The line of the file on which `key` stands, counted from 1; the first line when it is not found.
    pub fn line(&self, key: &str) -> usize {
        self.lines.get(key).copied().unwrap_or(1)
    }

    fn wrong(&self, key: &str, expected: &str) -> Problem {
        let message = format!("`{key}` {expected}");
        Problem::new(self.file, "front-matter", message, "see the table of keys in docs/authoring.md")
            .at(self.line(key))
    }
}

fn is_date(text: &str) -> bool {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return false;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(year), number(month), number(day));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_off_the_block() {
        let cut = split("---\ntitle: A\n---\nText\n");
        assert_eq!(
            (cut.yaml, cut.body, cut.body_line, cut.unclosed),
            (Some("title: A\n"), "Text\n", 4, false)
        );
        assert_eq!(split("Text").body, "Text");
        let open = split("---\ntitle: A\nText");
        assert!(open.unclosed && open.yaml.is_none());
        assert_eq!(split("\u{feff}---\r\na: 1\r\n---\r\nB").yaml, Some("a: 1\r\n"));
    }

    #[test]
    fn dates_are_of_the_calendar() {
        for (text, expected) in [
            ("2026-11-20", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("2026-13-01", false),
            ("20.11.2026", false),
            ("2026-1-2", false),
        ] {
            assert_eq!(is_date(text), expected, "{text}");
        }
    }

    #[test]
    fn reports_unknown_keys_with_their_line() {
        let mut problems = Vec::new();
        let mut keys = Keys::parse("a.md", "title: A\ntittle: B\n", &mut problems);
        assert_eq!(keys.text("title", &mut problems).as_deref(), Some("A"));
        keys.report_unknown("title", &mut problems);
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].code, problems[0].line), ("unknown-key", Some(3)));
    }

    #[test]
    fn survives_hostile_yaml() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n\
                    d: &d [*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]\n";
        let deep = "[".repeat(100_000);
        for yaml in [bomb, deep.as_str(), "\0", "a: b: c", "- 1", "? [x]: y", "!!binary x", "*unknown"] {
            let mut problems = Vec::new();
            Keys::parse("a.md", yaml, &mut problems);
        }
    }
}
