//! Six invented articles, and an index of them.

#![allow(dead_code, reason = "each file of tests uses a part")]

use help_search::{Bytes, Document, IndexFiles, Passage, SearchIndex, SynonymList, build_index};

/// The id, the title, the text before the first heading, and the parts: (anchor, heading, text).
type Written =
    (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

const WRITTEN: [Written; 6] = [
    (
        "sms",
        "Не приходит SMS-код",
        "Подождите минуту. Проверьте, что оператор не отстаёт.",
        &[("voice", "Код звонком", "Нажмите «Позвонить»: робот продиктует код.")],
    ),
    ("notifications", "Не приходят уведомления", "Включите их в системе.", &[]),
    ("background", "Работа в фоне", "Система усыпляет программы на телефоне, и уведомления опаздывают.", &[]),
    (
        "calls",
        "Звонки: нет звука",
        "На телефоне экран чёрный, а звонок идёт.",
        &[("mic", "Микрофон", "Проверьте доступ.")],
    ),
    (
        "server",
        "Сервер не отвечает",
        "Проверьте сеть.",
        &[("version", "Версия", "Её знает администратор сервера.")],
    ),
    ("update", "Обновление", "Откройте Settings, там версия 3.62 и код сборки.", &[]),
];

/// The articles as documents.
pub fn documents() -> Vec<Document> {
    let mut documents: Vec<Document> = WRITTEN.iter().map(document).collect();
    let [sms, _, _, calls, server, _] = &mut documents[..] else { unreachable!("six are written") };
    sms.description = "Что проверить, если код не пришёл.".into();
    sms.keywords = vec!["смска".into()];
    sms.errors = vec!["Слишком много попыток".into(), "Нет связи с сервером".into()];
    calls.link_texts = vec!["помощник по звуку".into()];
    server.errors = vec!["ERR_TIMEOUT".into()];
    documents
}

fn document(&(id, title, text, parts): &Written) -> Document {
    let mut document = Document { id: id.into(), title: title.into(), ..Document::default() };
    for (anchor, heading, text) in std::iter::once(&("", "", text)).chain(parts) {
        let start = document.text.len();
        document.text.push_str(text);
        let (anchor, title) = (anchor.to_string(), heading.to_string());
        document.passages.push(Passage { anchor, title, start, end: document.text.len() });
        document.text.push('\n');
    }
    document
}

pub fn index_of(documents: &[Document]) -> IndexFiles {
    build_index(documents, &SynonymList::default()).unwrap()
}

pub fn open(documents: &[Document]) -> SearchIndex {
    SearchIndex::open(bytes(&index_of(documents))).unwrap()
}

/// Files as the index takes them.
pub fn bytes(files: &IndexFiles) -> std::collections::BTreeMap<String, Bytes> {
    files.iter().map(|(name, bytes)| (name.clone(), Bytes::new(bytes.clone()))).collect()
}
