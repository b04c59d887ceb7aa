//! Every construct of the dialect as HTML, outline, plain text, links and problems: one snapshot a construct.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod harness;

use std::fmt::Write;

use harness::{listed, load, tree};
use help_content::{Article, Strictness};

const SCAN: &str = r##"<svg viewBox="0 0 40 20"><rect fill="var(--accent, #0b63ce)"/></svg>"##;
const PLAIN: &str = r##"<svg viewBox="0 0 10 10"><circle r="4"/></svg>"##;
const OTHER: &str = "# Другая статья\n\n## Шаги {#steps}\n\nТекст.\n";

/// Compiles `markdown` as one article of a small Russian tree and compares everything made of it.
fn check(name: &str, markdown: &str) {
    let folder = tree(&[
        ("guide/_section.md", "---\ntitle: Руководство\n---\n"),
        ("guide/other.md", OTHER),
        ("guide/page.md", markdown),
        ("guide/plain.svg", PLAIN),
        ("guide/scan.svg", SCAN),
    ]);
    let (corpus, problems) = load(folder.path(), Strictness::Lenient);
    let article = corpus.languages[0].articles.iter().find(|a| a.id.as_str() == "guide/page").unwrap();
    let mut shown = readable(article);
    for path in corpus.assets.keys() {
        writeln!(shown, "asset {path}").unwrap();
    }
    for problem in listed(&problems) {
        writeln!(shown, "problem {problem}").unwrap();
    }
    insta::with_settings!({ omit_expression => true, description => markdown, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, shown);
    });
}

fn readable(article: &Article) -> String {
    let mut shown = format!("{}\n", article.html.trim_end());
    for item in &article.outline {
        writeln!(shown, "outline {}{} #{}", "  ".repeat(item.level.into()), item.title, item.anchor).unwrap();
    }
    for section in &article.sections {
        let text = &article.text[section.start..section.end];
        writeln!(shown, "text #{} {:?}: {text:?}", section.anchor, section.title).unwrap();
    }
    for link in &article.links {
        writeln!(shown, "link {:?} -> {}", link.text, link.target).unwrap();
    }
    shown
}

#[test]
fn commonmark() {
    check(
        "commonmark",
        "Абзац с *курсивом*, `кодом`,  \nпереносом и <https://example.com/?a=1&b=2>.\n\n1. один\n2. два\n   - внутри\n\n\
         7. семь\n\n> цитата\n\n```text\nстрока <b>\n```\n\n    отступ\n\n***\n",
    );
}

#[test]
fn tables() {
    check(
        "tables",
        "| Код | Число | Где |\n|---|--:|:-:|\n| `404` | 1 | **Вход** |\n| \\| | | |\n\nПосле.\n\n| Одна |\n|---|\n",
    );
}

#[test]
fn task_lists() {
    check("task_lists", "- [ ] проверить сеть\n- [x] войти\n\n  ещё раз\n- обычный\n");
}

#[test]
fn footnotes() {
    check(
        "footnotes",
        "Один[^b], два[^a], снова[^b], нет[^c].\n\n[^a]: Первая *сноска*.\n[^b]: Вторая, см. [^a].\n[^unused]: Не названа.\n",
    );
}

#[test]
fn strikethrough() {
    check("strikethrough", "Было ~~так~~, стало ~~*иначе*~~.\n");
}

#[test]
fn labels_of_the_interface() {
    check(
        "labels",
        "Нажмите **Закрыть сессию**, затем **Настройки > О программе > `Версия`**.\n\n**A > B *c***, __тоже__ и ** не метка **.\n",
    );
}

#[test]
fn alerts() {
    check(
        "alerts",
        "> [!NOTE]\n> Текст.\n\n> [!TIP] Быстрее всего\n> Войдите.\n\n> [!IMPORTANT]\n> - список\n\n> [!WARNING] **Осторожно** и *тихо*\n\n\
         > [!CAUTION]\n>\n> Отдельный абзац.\n>\n> ### Внутри\n",
    );
}

#[test]
fn audiences() {
    check(
        "audiences",
        "> [!ADMIN] если ошибка у всех\n> Проверьте сервер.\n>\n> > [!SUPPORT]\n> > Спросите версию.\n\n> [!ADMIN]\n",
    );
}

#[test]
fn what_is_no_callout() {
    check(
        "no_callout",
        "> [!DANGER] Нет\n> такого вида.\n\n> [ссылка](other.md)\n\n> [!note]\n> строчными\n\n[!NOTE]\n",
    );
}

#[test]
fn headings_and_anchors() {
    check(
        "headings",
        "До заголовков.\n\n## Что *проверить* `сначала`?\n\nА.\n\n### Wi-Fi, VPN & proxy\n\nБ.\n\n## Если не помогло {#if-it-did-not-help}\n\nВ.\n\n\
         ## ???\n\nСетевой заголовок\n---\n\nГ.\n",
    );
}

#[test]
fn headings_that_are_reported() {
    check(
        "headings_reported",
        "## Один\n\n## Один\n\n#### Прыжок\n\n# Первый уровень\n\n## Два {colour=red #two}\n",
    );
}

#[test]
fn platform_tabs() {
    check(
        "tabs",
        "## Где\n\n### iPhone {platform=ios}\n\nТап.\n\n#### Подробнее\n\nЕщё.\n\n### Веб и компьютер {#wide platform=web,desktop}\n\nКлик.\n\n\
         ### Общее\n\nДля всех.\n\n### Android {platform=android}\n\nОдин.\n",
    );
}

#[test]
fn platform_tabs_in_lists_and_unknown_platforms() {
    check("tabs_odd", "- ## A {platform=ios}\n  x\n\n  ## B {platform=symbian}\n  y\n\n## C {platform}\n");
}

#[test]
fn figures_and_pictures() {
    check(
        "figures",
        "![Экран входа](scan.svg \"Подпись <1>\")\n\n![Без подписи](plain.svg)\n\nВ строке ![значок](./plain.svg) рядом.\n",
    );
}

#[test]
fn pictures_that_are_refused() {
    check(
        "pictures_refused",
        "![](plain.svg)\n\n![нет](nope.svg)\n\n![извне](https://example.com/a.png)\n\n![выше](../../plain.svg)\n",
    );
}

#[test]
fn links_inside_the_help() {
    check(
        "links",
        "[статья](other.md), [шаги](./other.md#steps), [раздел](_section.md), [сюда](#place), [почта](mailto:ivan@example.com), \
         [сайт](https://example.com).\n\n## Место {#place}\n\n[по ссылке][1] и [*курсив* **метка**](../guide/other.md).\n\n[1]: other.md\n",
    );
}

#[test]
fn links_that_are_refused() {
    check(
        "links_refused",
        "[нет](nope.md)\n[якоря нет](other.md#nope)\n[и тут](#nope)\n[наружу](../../x.md)\n[код](javascript:alert(1))\n[файл](file:///x)\n[](other.md)\n",
    );
}

#[test]
fn raw_html_is_sanitised() {
    check(
        "raw_html",
        "Текст <kbd>Esc</kbd> <u onclick=\"x()\">да</u><script>alert(1)</script> конец.\n\n<!-- тайна\n\nещё тайна -->\n\n<div class=\"x\"\n  title=\"y\">\nвнутри\n</div>\n\n\
         <style>\np { color: red }\n</style>\n\n<img src=\"https://example.com/a.png\">\n\n<h1>большой</h1>\n",
    );
}

#[test]
fn special_characters_are_escaped() {
    check(
        "escapes",
        "a < b & c > d \"e\" &copy; \\*звёзды\\* `<i>`\n\n**<i> & \"**\n\n## Знаки <&> \"и\" кавычки {#a\"b}\n\n![\"<&>\"](scan.svg \"<\")\n",
    );
}

#[test]
fn plain_text_keeps_words_apart() {
    check(
        "text",
        "Строка\nперенесена,  два   пробела.\n\n- пункт\n- второй\n\n| a | b |\n|---|---|\n| в | г |\n\nНеразрывный\u{a0}пробел.\n\n## Заголовок\n## Пустой\n### Последний\n\nСлово.\n\n",
    );
}
