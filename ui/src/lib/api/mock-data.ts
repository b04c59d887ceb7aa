// Invented contents for development: every element an article can have, in two languages.
import type { Corpus, FinderStep, FinderView, Language, OutlineItem, TocSection } from "./types";

type Both = Record<Language, string>;

const SECTIONS: [id: string, icon: string, title: Both, summary: Both][] = [
  ["getting-started", "compass", { ru: "Начало работы", en: "Getting started" }, { ru: "что это и с чего начать", en: "what it is, where to begin" }],
  ["install-and-update", "download", { ru: "Установка и обновление", en: "Install and update" }, { ru: "версия, автообновление", en: "version, updates" }],
  ["login", "log-in", { ru: "Регистрация и вход", en: "Sign-up and sign-in" }, { ru: "SMS-код, QR, корпоративная почта", en: "SMS code, QR, corporate mail" }],
  ["profile", "user", { ru: "Профиль", en: "Profile" }, { ru: "имя, фото, статус", en: "name, photo, status" }],
  ["security", "shield", { ru: "Безопасность и сессии", en: "Security and sessions" }, { ru: "активные сессии, пин-код", en: "active sessions, PIN" }],
  ["chats", "messages-square", { ru: "Чаты, каналы, обсуждения", en: "Chats, channels, discussions" }, { ru: "виды чатов, значки", en: "kinds of chats" }],
  ["files", "paperclip", { ru: "Файлы", en: "Files" }, { ru: "отправка и открытие", en: "sending and opening" }],
  ["calls", "video", { ru: "Звонки и конференции", en: "Calls and conferences" }, { ru: "звук, камера, гости", en: "sound, camera, guests" }],
  ["notifications", "bell", { ru: "Уведомления", en: "Notifications" }, { ru: "iPhone, Android, компьютер", en: "iPhone, Android, computer" }],
  ["android-background", "smartphone", { ru: "Фоновая работа на Android", en: "Background work on Android" }, { ru: "батарея и автозапуск", en: "battery, autostart" }],
  ["bots-and-smartapps", "bot", { ru: "Боты и SmartApp", en: "Bots and SmartApps" }, { ru: "встроенные боты", en: "built-in bots" }],
  ["troubleshooting", "wrench", { ru: "Неполадки, кэш и логи", en: "Troubleshooting, cache, logs" }, { ru: "по шагам, с проверкой сети", en: "step by step" }],
  ["administration", "server-cog", { ru: "Администратору системы", en: "For the system administrator" }, { ru: "панель, серверы, доступы", en: "panel, servers, access" }],
  ["support", "life-buoy", { ru: "Поддержка и портал Jira", en: "Support and the Jira portal" }, { ru: "как обратиться, что приложить", en: "how to write, what to attach" }],
];

const ARTICLES: [section: string, id: string, title: Both, description: Both][] = [
  ["getting-started", "what-express-is", { ru: "Что такое eXpress", en: "What eXpress is" }, { ru: "Коротко о том, из чего состоит eXpress.", en: "What eXpress consists of, briefly." }],
  ["login", "login-methods-overview", { ru: "Способы входа и какой выбрать", en: "Ways to sign in" }, { ru: "Чем различаются телефон, почта, адрес сервера и QR-код.", en: "Phone, mail, server address and QR code compared." }],
  ["login", "sms-code-does-not-arrive", { ru: "Не приходит SMS-код", en: "The SMS code does not arrive" }, { ru: "Что проверить, если код подтверждения не пришёл на телефон.", en: "What to check when no code arrives." }],
  ["login", "user-not-found-errors", { ru: "Ошибка «Пользователь не найден»", en: "“User not found”" }, { ru: "Сервер не узнал введённые данные. Чаще всего неверен адрес сервера или логин набран не в том виде.", en: "The server did not recognise what you typed." }],
  ["calls", "no-sound", { ru: "Меня не слышно", en: "Nobody hears me" }, { ru: "Микрофон, разрешения и устройство по умолчанию.", en: "Microphone, permissions, default device." }],
  ["notifications", "android-notifications", { ru: "Не приходят уведомления на Android", en: "No notifications on Android" }, { ru: "Откройте настройки телефона и разрешите eXpress показывать уведомления; затем снимите ограничение батареи.", en: "Allow notifications, then lift the battery limit." }],
  ["notifications", "iphone-notifications", { ru: "Не приходят уведомления на iPhone", en: "No notifications on iPhone" }, { ru: "Проверьте, не включён ли режим «Не беспокоить», и разрешены ли уведомления.", en: "Check Do Not Disturb and whether notifications are allowed." }],
  ["support", "contact-support", { ru: "Обратиться в поддержку", en: "Contact support" }, { ru: "Куда написать и что приложить.", en: "Where to write and what to attach." }],
];

const FINDERS = [
  {
    id: "no-sound",
    icon: "video",
    title: { ru: "Нет звука в звонке", en: "No sound in a call" },
    summary: { ru: "Вас не слышат или вы не слышите других.", en: "Nobody hears you, or you hear nobody." },
    articles: ["calls/no-sound"],
  },
];

export function finderOf(language: Language, id: string): FinderView | null {
  const found = FINDERS.find((finder) => finder.id === id);
  if (!found) return null;
  const say = (ru: string, en: string) => (language === "ru" ? ru : en);
  const steps: FinderStep[] = [
    {
      id: "who",
      ask: say("Кто кого не слышит?", "Who cannot hear whom?"),
      note: "",
      ticks: [],
      answers: [
        { say: say("Меня не слышит никто", "Nobody hears me"), lead: { kind: "step", step: "microphone" } },
        {
          say: say("Я никого не слышу", "I hear nobody"),
          lead: { kind: "article", shown: { article: "calls/no-sound", anchor: "check-first" }, otherwise: "microphone" },
        },
        { say: say("Не знаю", "I do not know"), lead: { kind: "support" } },
      ],
    },
    {
      id: "microphone",
      ask: say("Проверьте микрофон", "Check the microphone"),
      note: say('Откройте <b class="ui">Настройки</b>.', 'Open <b class="ui">Settings</b>.'),
      ticks: [{ html: say("Микрофон включён.", "The microphone is on."), text: say("Микрофон включён.", "The microphone is on."), how: null }],
      answers: [{ say: say("Не помогло", "It did not help"), lead: { kind: "support" } }],
    },
  ];
  const { title, summary, ...rest } = found;
  return { language, finder: { ...rest, title: title[language], summary: summary[language], steps }, progress: { way: [], ticks: {} } };
}

export function corpusOf(language: Language): Corpus {
  const sections = SECTIONS.map(([id, icon, title, summary]): TocSection => ({
    id,
    icon,
    title: title[language],
    summary: summary[language],
    articles: ARTICLES.filter(([section]) => section === id).map(([section, name, heading, description]) => ({
      id: `${section}/${name}`,
      title: heading[language],
      description: description[language],
      audience: ["user"],
      platforms: name.includes("android") ? ["android"] : name.includes("iphone") ? ["ios"] : [],
      updated: "2026-11-20",
    })),
  }));
  const ru = language === "ru";
  return {
    toc: { language, sections },
    finders: FINDERS.map(({ id, title, summary, icon, articles }) => ({ id, title: title[language], summary: summary[language], icon, articles })),
    home: {
      title: ru ? "Чем помочь?" : "How can we help?",
      description: ru ? "Ответы о мессенджере eXpress — без интернета" : "Answers about the eXpress messenger, without the internet",
      html: ru
        ? '<h2 id="about">О справке</h2><p>Справка работает без сети. Начните с <a href="express-help://article/getting-started/what-express-is" data-article="getting-started/what-express-is">краткого обзора</a>.</p>'
        : '<h2 id="about">About this help</h2><p>It works offline. Begin with <a href="express-help://article/getting-started/what-express-is" data-article="getting-started/what-express-is">a short overview</a>.</p>',
      quick: [
        { label: ru ? "Не могу войти" : "I cannot sign in", article: "login/user-not-found-errors" },
        { label: ru ? "Не приходит SMS" : "No SMS code", article: "login/sms-code-does-not-arrive" },
        { label: ru ? "Не приходят уведомления" : "No notifications", article: "notifications/android-notifications" },
        { label: ru ? "Меня не слышно" : "Nobody hears me", article: "calls/no-sound" },
      ],
      support: [{ label: ru ? "Обратиться в поддержку" : "Contact support", article: "support/contact-support" }],
    },
    languages: ["ru", "en"],
    contacts: null,
  };
}

export function titles(language: Language): Map<string, string> {
  return new Map(ARTICLES.map(([section, name, title]) => [`${section}/${name}`, title[language]]));
}

const RU = `
<ol><li>Проверьте, то ли приложение установлено: у некоторых организаций своё.</li>
<li>Откройте <span class="ui-path"><b class="ui">Настройки</b><span class="ui-sep">›</span><b class="ui">О программе</b></span> и сверьте версию.</li>
<li>Введите логин в том виде, который дал администратор.</li></ol>
<h2 id="check-first">Что проверить сначала</h2>
<p>См. <a href="express-help://article/login/login-methods-overview#if-it-did-not-help" data-article="login/login-methods-overview" data-anchor="if-it-did-not-help">способы входа</a>, <a href="#if-it-did-not-help" data-anchor="if-it-did-not-help">конец статьи</a> и <a class="external" rel="noopener noreferrer" href="https://express.ms/help?utm=long-address">сайт</a>.<sup class="footnote-ref"><a href="#fn-1" data-anchor="fn-1">1</a></sup></p>
<ul><li class="task"><input type="checkbox" disabled checked> Сеть есть</li><li class="task"><input type="checkbox" disabled> VPN выключен</li></ul>
<div class="tabs">
<section class="tab" data-platforms="desktop web"><h3 id="pc">Компьютер и веб</h3><p>Завершите сессию: <span class="ui-path"><b class="ui">Настройки</b><span class="ui-sep">›</span><b class="ui">Закрыть сессию</b></span>, затем войдите не по QR-коду.</p></section>
<section class="tab" data-platforms="ios"><h3 id="iphone">iPhone</h3><p>Смахните приложение вверх и откройте снова. Уникальное слово: малахит.</p></section>
<section class="tab" data-platforms="android"><h3 id="android">Android</h3><p>Снимите ограничение батареи.</p></section></div>
<div class="callout callout-tip" role="note"><p class="callout-title">Быстрее всего</p><p>Войдите по QR-коду.</p></div>
<div class="callout callout-warning" role="note"><p class="callout-title">Осторожно</p><p>После трёх попыток вход <code>блокируется</code>.</p></div>
<div class="callout callout-note" role="note"><p class="callout-title">Примечание</p><p>Названия пунктов могут отличаться.</p></div>
<div class="callout callout-caution" role="note"><p class="callout-title">Опасно</p><p>Переписка будет удалена.</p></div>
<details class="callout callout-admin" data-audience="admin"><summary><span class="callout-title">Администратору: если ошибка у всех</span></summary><div class="callout-body"><h3 id="admin-check">Проверка AD</h3><p>Проверьте соединение с AD. Уникальное слово: аметист.</p></div></details>
<h2 id="table">Сравнение</h2>
<div class="table" tabindex="0"><table><thead><tr><th>Способ</th><th>Что нужно</th></tr></thead><tbody><tr><td>SMS</td><td>Телефон</td></tr><tr><td>QR</td><td>Второе устройство</td></tr></tbody></table></div>
<pre><code>ошибка 404: пользователь не найден на сервере corp.example.com</code></pre>
<h2 id="if-it-did-not-help">Если не помогло</h2>
<p>Соберите время, адрес сервера и снимок экрана и <a href="express-help://article/support/contact-support" data-article="support/contact-support">обратитесь в поддержку</a>.</p>
<section class="footnotes"><ol><li id="fn-1">Откроется в браузере.</li></ol></section>`;

const EN = `
<ol><li>Check that the right app is installed.</li><li>Open <span class="ui-path"><b class="ui">Settings</b><span class="ui-sep">›</span><b class="ui">About</b></span> (<b class="ui">Настройки</b>).</li></ol>
<h2 id="check-first">Check first</h2><p>See <a class="external" rel="noopener noreferrer" href="https://express.ms/">the site</a>.</p>
<div class="tabs"><section class="tab" data-platforms="desktop"><h3 id="pc">Computer</h3><p>Sign out.</p></section><section class="tab" data-platforms="ios"><h3 id="iphone">iPhone</h3><p>Swipe up.</p></section></div>
<details class="callout callout-admin" data-audience="admin"><summary><span class="callout-title">For the administrator</span></summary><div class="callout-body"><p>Check AD.</p></div></details>
<h2 id="table">Comparison</h2><p>One way needs a phone, the other a second device.</p>
<h2 id="if-it-did-not-help">If it did not help</h2><p>Write to support.</p>`;

const OUTLINE: [anchor: string, title: Both][] = [
  ["check-first", { ru: "Что проверить сначала", en: "Check first" }],
  ["table", { ru: "Сравнение", en: "Comparison" }],
  ["if-it-did-not-help", { ru: "Если не помогло", en: "If it did not help" }],
];

export function articleHtml(language: Language, id: string): { html: string; outline: OutlineItem[] } {
  const outline = OUTLINE.map(([anchor, title]) => ({ anchor, title: title[language], level: 2 }));
  return { html: `<!-- ${id} -->${language === "ru" ? RU : EN}`, outline };
}
