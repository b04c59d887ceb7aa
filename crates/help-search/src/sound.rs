//! Words by their sound, so that «зум» finds Zoom and `uvedomleniya` finds «уведомления».
//!
//! Foreign names in Cyrillic are written as they are heard, so both spellings are brought to rough [`keys`]: voiced and
//! voiceless s, the ways to write k, f or oo, and doubled letters fall together. Russian in Latin letters follows tables,
//! of which there are several, so [`to_cyrillic`] gives a few readings and the vocabulary decides.

use crate::script::{Script, script};

/// English letters → the alphabet of keys, longest first.
const LATIN: &[(&str, &str)] = &[
    (LONG_I, "ai"),
    ("shch", "x"),
    ("tch", "c"),
    ("sch", "x"),
    ("igh", "ai"),
    ("ck", "k"),
    ("cc", "k"),
    ("ch", "c"),
    ("sh", "x"),
    ("ph", "f"),
    ("th", "t"),
    ("wh", "v"),
    ("kh", "h"),
    ("zh", "j"),
    ("ts", "s"),
    ("qu", "kv"),
    ("oo", "u"),
    ("ee", "i"),
    ("ea", "i"),
    ("ou", "au"),
    ("ow", "au"),
    ("ew", "u"),
    ("ue", "u"),
    ("ay", "ei"),
    ("ai", "ei"),
    ("ey", "ei"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("z", "s"),
];
/// A long i between [`long_vowels`] and [`LATIN`], which reads `ai` in another way.
const LONG_I: &str = "\u{1}";
/// Other ways to hear an English word, each tried instead of the entries of [`LATIN`] it overrides.
const HEARD: &[&[(&str, &str)]] = &[
    &[],
    &[("ow", "ov"), ("ou", "u"), ("ch", "h"), ("th", "s"), ("ue", "u"), ("u", "a"), ("y", "ai"), ("ea", "e")],
    &[("ow", "o"), ("ch", "k"), ("th", "th"), ("ea", "ei"), ("a", "e"), ("ai", "ai"), ("ew", "iu")],
];
/// Russian letters → the same alphabet.
const CYRILLIC: &[(&str, &str)] = &[
    ("дж", "j"),
    ("тс", "s"),
    ("оу", "au"),
    ("уи", "vi"),
    ("уэ", "ve"),
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("д", "d"),
    ("е", "e"),
    ("ж", "j"),
    ("з", "s"),
    ("и", "i"),
    ("й", "i"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f"),
    ("х", "h"),
    ("ц", "s"),
    ("ч", "c"),
    ("ш", "x"),
    ("щ", "x"),
    ("ъ", ""),
    ("ы", "i"),
    ("ь", ""),
    ("э", "e"),
    ("ю", "u"),
    ("я", "ia"),
];
/// Russian in Latin letters → Russian letters, longest first.
const BACK: &[(&str, &str)] = &[
    ("shch", "щ"),
    ("sch", "щ"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ju", "ю"),
    ("iu", "ю"),
    ("ya", "я"),
    ("ja", "я"),
    ("ia", "я"),
    ("yo", "е"),
    ("jo", "е"),
    ("ye", "е"),
    ("je", "е"),
    ("iy", "ий"),
    ("ij", "ий"),
    ("yy", "ый"),
    ("yj", "ый"),
    ("a", "а"),
    ("b", "б"),
    ("c", "ц"),
    ("d", "д"),
    ("e", "е"),
    ("f", "ф"),
    ("g", "г"),
    ("h", "х"),
    ("i", "и"),
    ("j", "й"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("q", "к"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("v", "в"),
    ("w", "в"),
    ("x", "кс"),
    ("y", "ы"),
    ("z", "з"),
];
/// What a reading may change in [`BACK`]: other tables, and letters that the tables cannot tell apart.
const READINGS: &[&[(&str, &str)]] = &[
    &[],
    &[("ia", "иа"), ("iya", "ия"), ("ija", "ия")],
    &[("e", "э")],
    &[("y", "й")],
    &[("y", "и")],
    &[("iya", "ия"), ("y", "й")],
    &[("c", "к")],
    &[("x", "х")],
    &[("h", "г")],
    &[("w", "ш")],
    &[("ie", "ие"), ("ye", "ые")],
    &[("ai", "ай"), ("oi", "ой"), ("ei", "ей"), ("ui", "уй")],
    &[("ai", "ай"), ("oi", "ой"), ("ei", "ей"), ("ui", "уй"), ("c", "к")],
];
const VOWELS: &[char] = &['a', 'e', 'i', 'o', 'u'];

/// Shortest word that has a key.
const MIN_LETTERS: usize = 3;

/// The keys of a folded word of one script, the likeliest first; none for short words and for words with other
/// characters. A Russian word is written as it is heard and has one key; an English one may be heard in several ways.
pub(crate) fn keys(word: &str) -> Vec<String> {
    if word.chars().count() < MIN_LETTERS {
        return Vec::new();
    }
    let spelled: Vec<String> = match script(word) {
        Some(Script::Cyrillic) => vec![replaced(word, CYRILLIC, &[])],
        Some(Script::Latin) => {
            let forms = [without_silent_e(word), long_vowels(word)];
            forms.iter().flat_map(|form| HEARD.iter().map(|heard| replaced(form, LATIN, heard))).collect()
        }
        None => Vec::new(),
    };
    let mut keys = Vec::new();
    for key in spelled.iter().filter_map(|spelled| shortened(spelled)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Doubled letters once, and no vowel at the end: Jira, джире, джиру.
fn shortened(spelled: &str) -> Option<String> {
    let mut key = String::with_capacity(spelled.len());
    for character in spelled.chars() {
        if !key.ends_with(character) {
            key.push(character);
        }
    }
    if key.len() > MIN_LETTERS && key.ends_with(VOWELS) {
        key.pop();
    }
    (key.len() > 1).then_some(key)
}

/// A vowel before one consonant and an e is long: `face` is heard as feis, `file` as fail.
fn long_vowels(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut heard = String::with_capacity(word.len());
    let mut at = 0;
    while at < letters.len() {
        let long = match letters[at] {
            'a' => "ei",
            'i' => LONG_I,
            _ => "",
        };
        let after = (letters.get(at + 1), letters.get(at + 2), letters.get(at + 3));
        match after {
            (Some(&consonant), Some('e'), next)
                if !long.is_empty()
                    && !VOWELS.contains(&consonant)
                    && next.is_none_or(|next| !VOWELS.contains(next)) =>
            {
                heard.push_str(long);
                heard.push(if consonant == 'c' { 's' } else { consonant });
                at += 3;
            }
            _ => {
                heard.push(letters[at]);
                at += 1;
            }
        }
    }
    heard
}

/// Readings of a Latin word as Russian, the likeliest first.
pub(crate) fn to_cyrillic(word: &str) -> Vec<String> {
    if script(word) != Some(Script::Latin) || word.len() < MIN_LETTERS {
        return Vec::new();
    }
    let mut readings: Vec<String> = Vec::new();
    for other in READINGS {
        let reading = replaced(word, BACK, other);
        let reading = after_vowels(&reading);
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// ы after a vowel was й: nastroyka.
fn after_vowels(word: &str) -> String {
    let mut changed = String::with_capacity(word.len());
    for character in word.chars() {
        let after_vowel = changed.ends_with(['а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я']);
        changed.push(if character == 'ы' && after_vowel { 'й' } else { character });
    }
    changed
}

fn without_silent_e(word: &str) -> String {
    match word.strip_suffix('e') {
        Some(rest) if rest.len() >= MIN_LETTERS && !rest.ends_with(VOWELS) => {
            // The e tells how a c or g before it sounds.
            rest.strip_suffix('c').map_or_else(|| rest.to_owned(), |before| format!("{before}s"))
        }
        _ => word.to_owned(),
    }
}

/// Replaces from the left, the entries of `first` before those of `table`; what neither has stays.
fn replaced(word: &str, table: &[(&str, &str)], first: &[(&str, &str)]) -> String {
    let mut rest = word;
    let mut out = String::with_capacity(word.len());
    'letters: while let Some(letter) = rest.chars().next() {
        for (from, to) in first.iter().chain(table) {
            if let Some(after) = rest.strip_prefix(from) {
                out.push_str(to);
                rest = after;
                continue 'letters;
            }
        }
        out.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_names_sound_alike_in_both_scripts() {
        for (russian, english) in [
            ("зум", "zoom"),
            ("джира", "jira"),
            ("джиру", "jira"),
            ("экспресс", "express"),
            ("гугл", "google"),
            ("офис", "office"),
            ("аутлук", "outlook"),
            ("браузер", "browser"),
            ("кликхаус", "clickhouse"),
            ("аккаунт", "account"),
            ("блютуз", "bluetooth"),
            ("хром", "chrome"),
            ("фейсбук", "facebook"),
            ("файрфокс", "firefox"),
            ("уиндоус", "windows"),
            ("виндовс", "windows"),
            ("эксель", "excel"),
        ] {
            let heard = keys(russian);
            let heard = if russian == "джиру" { keys("джир") } else { heard };
            assert!(keys(english).contains(&heard[0]), "{russian} {heard:?} {english} {:?}", keys(english));
        }
        assert_ne!(keys("сервер"), keys("сеанс"));
    }

    #[test]
    fn short_and_mixed_words_have_no_key() {
        for word in ["аб", "", "v2x3", "смc", "365"] {
            assert!(keys(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn russian_in_latin_letters_is_read_back() {
        for (latin, russian) in [
            ("uvedomleniya", "уведомления"),
            ("nastroyki", "настройки"),
            ("nastrojki", "настройки"),
            ("prilozhenie", "приложение"),
            ("prihodyat", "приходят"),
            ("eksport", "экспорт"),
            ("soobshcheniya", "сообщения"),
            ("zvonok", "звонок"),
            ("vhod", "вход"),
            ("kak", "как"),
        ] {
            assert!(
                to_cyrillic(latin).iter().any(|reading| reading == russian),
                "{latin}: {:?}",
                to_cyrillic(latin)
            );
        }
        assert!(to_cyrillic("ok").is_empty() && to_cyrillic("звук").is_empty());
    }
}
