//! The two packages: names and descriptions, in the words that package lists show.

/// A program and the package it comes in.
pub(crate) struct Product {
    /// The name of the package; fixed for good.
    pub(crate) package: &'static str,
    /// The name of the program.
    pub(crate) program: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) summary_ru: &'static str,
    /// Paragraphs.
    pub(crate) description: &'static [&'static str],
    pub(crate) description_ru: &'static [&'static str],
    /// What a desktop should have for it, and a bare machine need not.
    pub(crate) recommends: &'static str,
}

impl Product {
    /// The package of cargo with the program: it has the program's name.
    pub(super) fn package_of_cargo(&self) -> &'static str {
        self.program
    }
}

/// Every product.
pub(crate) const PRODUCTS: &[Product] = &[
    Product {
        package: "express-help",
        program: "express-help",
        summary: "help centre of the corporate messenger eXpress, offline",
        summary_ru: "Справка корпоративного мессенджера eXpress, без сети",
        description: &[
            "Articles, pictures and the search index are inside the program: it needs no network and sends nothing by itself.",
            "Administrators set it up by policy in /etc/express-help/policies; examples lie in the documentation folder.",
        ],
        description_ru: &[
            "Статьи, картинки и поиск находятся внутри программы: ей не нужна сеть, и сама она ничего не отправляет.",
            "Администраторы настраивают её политикой в /etc/express-help/policies; примеры лежат в папке документации.",
        ],
        recommends: "desktop-file-utils, xdg-utils",
    },
    Product {
        package: "express-helpkit",
        program: "helpkit",
        summary: "builds, checks and searches packs of the eXpress help centre",
        summary_ru: "Сборка, проверка и поиск по пакетам статей справки eXpress",
        description: &[
            "A command line for authors: it compiles a folder of Markdown into a pack, reports what is wrong with it, \
             searches packs and measures the search. express-help opens packs with --pack.",
        ],
        description_ru: &[
            "Командная строка для авторов: собирает папку с Markdown в пакет, сообщает об ошибках в статьях, ищет по \
             пакетам и измеряет качество поиска. Пакеты открывает express-help с параметром --pack.",
        ],
        recommends: "",
    },
];

/// Breaks a text into lines of at most `width` letters, at its spaces.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_break_at_spaces() {
        assert_eq!(wrap("один два  три четыре", 8), ["один два", "три", "четыре"]);
        assert_eq!(wrap("long-word-alone x", 5), ["long-word-alone", "x"]);
        assert!(wrap(" ", 5).is_empty());
    }

    #[test]
    fn summaries_fit_a_line_of_a_list() {
        for product in PRODUCTS {
            for summary in [product.summary, product.summary_ru] {
                assert!(summary.chars().count() < 80 && !summary.ends_with('.'), "{summary}");
            }
        }
    }
}
