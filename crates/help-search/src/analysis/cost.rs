//! How likely one word was typed for another: an edit distance in which common mistakes are cheap.
//!
//! The distance is optimal string alignment (Damerau–Levenshtein without edits inside a swap) with weights.

use crate::keyboard::are_neighbours;

/// Letters that are confused because they sound alike.
const CONFUSED: &[(char, char)] = &[
    ('а', 'о'),
    ('е', 'и'),
    ('и', 'ы'),
    ('е', 'э'),
    ('я', 'е'),
    ('а', 'я'),
    ('у', 'ю'),
    ('б', 'п'),
    ('в', 'ф'),
    ('г', 'к'),
    ('д', 'т'),
    ('ж', 'ш'),
    ('з', 'с'),
    ('ш', 'щ'),
    ('й', 'и'),
    ('ь', 'ъ'),
    ('ц', 'с'), //
    ('a', 'e'),
    ('e', 'i'),
    ('i', 'y'),
    ('c', 'k'),
    ('c', 's'),
    ('s', 'z'),
    ('a', 'o'),
    ('u', 'o'),
];
const NEIGHBOUR: f32 = 0.75;
const SOUND: f32 = 0.7;
const SWAP: f32 = 0.7;
/// A letter doubled or one of two left out; a soft or hard sign too many or too few.
const DOUBLE: f32 = 0.6;
const OTHER: f32 = 1.0;
/// What a mistake at the first letter costs more: people look at it.
const FIRST: f32 = 0.35;

/// The weighted distance of `typed` from `meant`.
pub(super) fn cost(typed: &str, meant: &str) -> f32 {
    let typed: Vec<char> = typed.chars().collect();
    let meant: Vec<char> = meant.chars().collect();
    let mut rows: Vec<Vec<f32>> = Vec::with_capacity(typed.len() + 1);
    let mut first = vec![0.0];
    for at in 1..=meant.len() {
        first.push(first[at - 1] + single(&meant, at - 1));
    }
    rows.push(first);
    for i in 1..=typed.len() {
        let mut row = vec![rows[i - 1][0] + single(&typed, i - 1)];
        for j in 1..=meant.len() {
            let at_first = if i == 1 && j == 1 { FIRST } else { 0.0 };
            let replaced = match (typed[i - 1], meant[j - 1]) {
                (one, other) if one == other => 0.0,
                (one, other) => replacement(one, other) + at_first,
            };
            let mut best = (rows[i - 1][j - 1] + replaced)
                .min(rows[i - 1][j] + single(&typed, i - 1))
                .min(row[j - 1] + single(&meant, j - 1));
            if i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1] {
                best = best.min(rows[i - 2][j - 2] + SWAP);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[typed.len()][meant.len()]
}

/// A letter that only one of the words has.
fn single(word: &[char], at: usize) -> f32 {
    let letter = word[at];
    let is_double = at > 0 && word[at - 1] == letter;
    let cost = if is_double || matches!(letter, 'ь' | 'ъ') { DOUBLE } else { OTHER };
    if at == 0 { cost + FIRST } else { cost }
}

fn replacement(one: char, other: char) -> f32 {
    if CONFUSED.contains(&(one, other)) || CONFUSED.contains(&(other, one)) {
        SOUND
    } else if are_neighbours(one, other) {
        NEIGHBOUR
    } else {
        OTHER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_mistakes_are_cheaper() {
        for (typed, cheap, dear) in [
            ("уведамление", "уведомление", "уведимление"),
            ("настрокйа", "настройка", "настройла"),
            ("кодд", "код", "кодж"),
            ("парол", "пароль", "парола"),
            ("заонок", "звонок", "знонок"),
        ] {
            assert!(
                cost(typed, cheap) < cost(typed, dear),
                "{typed}: {} {}",
                cost(typed, cheap),
                cost(typed, dear)
            );
        }
    }

    #[test]
    fn it_is_a_distance() {
        assert_eq!(cost("код", "код"), 0.0);
        assert_eq!(cost("", ""), 0.0);
        assert!(cost("", "код") > 2.0 && cost("код", "") > 2.0);
        assert!(cost("вод", "код") > cost("кон", "код"));
    }
}
