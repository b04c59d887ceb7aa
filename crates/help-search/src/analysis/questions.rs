//! Words that make a question and not its subject count little: «что делать, если не приходит код».

use super::{Analysis, Step, Vocabulary};

/// What such a word counts against others. Not nothing: titles are questions, too.
pub(crate) const WORTH: f32 = 0.2;

/// Folded words, ё as е.
const WORDS: &[&str] = &[
    "а",
    "бы",
    "быть",
    "в",
    "во",
    "вот",
    "все",
    "где",
    "да",
    "делать",
    "для",
    "до",
    "ее",
    "если",
    "есть",
    "еще",
    "же",
    "за",
    "здравствуйте",
    "и",
    "из",
    "или",
    "им",
    "их",
    "к",
    "как",
    "какая",
    "какие",
    "какой",
    "когда",
    "ко",
    "кто",
    "куда",
    "ли",
    "лучше",
    "меня",
    "мне",
    "могу",
    "может",
    "можно",
    "мои",
    "мой",
    "моя",
    "мы",
    "на",
    "надо",
    "нам",
    "не",
    "нельзя",
    "нет",
    "нужно",
    "ну",
    "о",
    "об",
    "он",
    "она",
    "они",
    "от",
    "откуда",
    "пожалуйста",
    "по",
    "подскажите",
    "помогите",
    "почему",
    "при",
    "про",
    "с",
    "сделать",
    "со",
    "так",
    "там",
    "то",
    "тоже",
    "тут",
    "ты",
    "у",
    "уже",
    "чего",
    "чем",
    "что",
    "чтобы",
    "это",
    "этого",
    "этот",
    "я", //
    "a",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "but",
    "by",
    "can",
    "cannot",
    "could",
    "did",
    "do",
    "does",
    "for",
    "from",
    "had",
    "has",
    "have",
    "help",
    "hello",
    "hi",
    "how",
    "i",
    "if",
    "in",
    "is",
    "it",
    "its",
    "me",
    "my",
    "need",
    "no",
    "not",
    "of",
    "on",
    "or",
    "our",
    "please",
    "s",
    "should",
    "so",
    "t",
    "that",
    "the",
    "their",
    "them",
    "there",
    "they",
    "this",
    "to",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
];

/// Words of titles and links that say what kind of text it is and not what it is about.
const OF_TEXTS: &[&str] = &[
    "больше",
    "введение",
    "дополнительные",
    "информация",
    "общие",
    "обзор",
    "подробнее",
    "подробности",
    "сведения",
    "узнать",
    "about",
    "details",
    "general",
    "information",
    "introduction",
    "learn",
    "more",
    "overview",
    "see",
];

/// See the module.
pub(super) struct Questions;

impl Step for Questions {
    fn name(&self) -> &'static str {
        "questions"
    }

    fn apply(&self, analysis: &mut Analysis, _: &dyn Vocabulary) {
        let is_small = is_small_word;
        if analysis.words.iter().all(|word| is_small(&word.surface)) {
            return;
        }
        let mut small = Vec::new();
        for word in analysis.words.iter_mut().filter(|word| is_small(&word.surface)) {
            word.worth = WORTH;
            small.push(word.surface.clone());
        }
        if !small.is_empty() {
            analysis.note(self.name(), &[format!("{} count little", small.join(", "))]);
        }
    }
}

/// Whether a folded word says nothing of a subject.
pub(crate) fn is_small_word(word: &str) -> bool {
    WORDS.contains(&word) || OF_TEXTS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::analysed;
    use super::*;

    fn check(query: &str, expected: &[f32]) {
        let worths: Vec<f32> = analysed(query).words.iter().map(|word| word.worth).collect();
        assert_eq!(worths, expected, "{query}");
    }

    #[test]
    fn words_of_questions_count_little_beside_others() {
        check("как включить уведомления ", &[WORTH, 1.0, 1.0]);
        check("how to", &[1.0, 1.0]);
        check("что делать ", &[1.0, 1.0]);
        check("", &[]);
    }
}
