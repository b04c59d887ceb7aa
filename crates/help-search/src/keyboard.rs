//! The keys of the two layouts, in their places.

use crate::script::Script;

/// The same keys on the two layouts, Latin and Cyrillic, without and with Shift; row after row, the key left of 1 first.
const KEYS: [(&str, &str); 2] = [
    ("`qwertyuiop[]asdfghjkl;'zxcvbnm,.", "ёйцукенгшщзхъфывапролджэячсмитьбю"),
    ("~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>", "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"),
];
/// Where the rows of letters begin in [`KEYS`].
const ROWS: [usize; 3] = [1, 13, 24];

/// What a key of the layout of `script` gives on the other layout; `None` for what is no letter of either.
pub(crate) fn on_other_layout(letter: char, script: Script) -> Option<char> {
    KEYS.iter().find_map(|(latin, cyrillic)| {
        let (from, to) = if script == Script::Latin { (latin, cyrillic) } else { (cyrillic, latin) };
        from.chars().zip(to.chars()).find_map(|(key, other)| (key == letter).then_some(other))
    })
}

/// Whether the keys of two small letters touch each other, on the same layout.
pub(crate) fn are_neighbours(one: char, other: char) -> bool {
    match (place(one), place(other)) {
        (Some((one_script, row, column)), Some((script, other_row, other_column))) => {
            // Each row stands half a key to the right of the one above it.
            let aside = (2 * column + row).abs_diff(2 * other_column + other_row);
            one_script == script && row.abs_diff(other_row) <= 1 && aside <= 2
        }
        _ => false,
    }
}

/// Layout, row and column of a small letter.
fn place(letter: char) -> Option<(Script, usize, usize)> {
    let (latin, cyrillic) = KEYS[0];
    [(Script::Latin, latin), (Script::Cyrillic, cyrillic)].into_iter().find_map(|(script, keys)| {
        let at = keys.chars().position(|key| key == letter)?;
        let row = ROWS.iter().rposition(|&start| start <= at)?;
        Some((script, row, at - ROWS[row]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_same_places_on_both_layouts() {
        for (latin, cyrillic) in KEYS {
            assert_eq!(latin.chars().count(), cyrillic.chars().count());
        }
        for (latin, cyrillic) in [('q', 'й'), (';', 'ж'), ('`', 'ё'), ('"', 'Э'), ('Z', 'Я'), ('.', 'ю')]
        {
            assert_eq!(on_other_layout(latin, Script::Latin), Some(cyrillic));
            assert_eq!(on_other_layout(cyrillic, Script::Cyrillic), Some(latin));
        }
        assert_eq!(on_other_layout('1', Script::Latin), None);
        assert_eq!(on_other_layout('q', Script::Cyrillic), None);
    }

    #[test]
    fn neighbours_touch() {
        for (one, other) in [('й', 'ц'), ('а', 'п'), ('к', 'а'), ('q', 'a'), ('з', 'х'), ('.', ',')] {
            assert!(are_neighbours(one, other) && are_neighbours(other, one), "{one} {other}");
        }
        for (one, other) in [('й', 'у'), ('ъ', 'ф'), ('q', 'ц'), ('p', 'a'), ('ё', 'й'), ('1', '2')] {
            assert!(!are_neighbours(one, other), "{one} {other}");
        }
    }
}
