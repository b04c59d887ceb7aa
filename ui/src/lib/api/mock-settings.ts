// Invented settings, policy and stored things, for development and tests: one key is locked, one recommended, one wrong.
import type { Backend } from "./backend";
import type { KeptEntry, Language, PolicyEntry, PolicyOrigin, Settings } from "./types";

type Both = Record<Language, string>;

export const MOCK_SETTINGS: Settings = {
  language: "ru",
  theme: "system",
  zoom: 1,
  audience: "user",
  platform: null,
  contentsOpen: true,
  column: "normal",
  motion: "system",
  corrections: true,
  keepSearches: true,
  startPage: "home",
  startArticle: null,
  autostart: false,
  externalLinks: "confirm",
  policyPage: true,
  locked: [],
  recommended: [],
};

export const MOCK_MANDATORY: PolicyOrigin = { layer: "machine-mandatory", place: "/etc/express-help/policies/managed/10.json" };
export const MOCK_ADVICE: PolicyOrigin = { layer: "machine-recommended", place: "/etc/express-help/policies/recommended/10.json" };
const BUILT_IN: PolicyOrigin = { layer: "built-in", place: "" };

const READING: Both = { ru: "Чтение и вид", en: "Reading and appearance" };
const SUPPORT: Both = { ru: "Обращения в поддержку", en: "Requests to support" };

type Row = [key: string, area: Both, title: Both, description: Both, value: unknown, source: PolicyOrigin];

const ROWS: Row[] = [
  ["Language", READING, { ru: "Язык", en: "Language" }, { ru: "Язык программы и статей.", en: "The language of the program." }, null, BUILT_IN],
  ["Theme", READING, { ru: "Тема", en: "Theme" }, { ru: "Светлая или тёмная.", en: "Light or dark." }, "dark", MOCK_MANDATORY],
  ["DisableDevTools", READING, { ru: "Без инструментов", en: "No tools" }, { ru: "Инструменты разработчика.", en: "Developer tools." }, true, MOCK_ADVICE],
  ["SupportTransports", SUPPORT, { ru: "Способы", en: "Ways" }, { ru: "Способы отправки.", en: "How to send." }, ["smtp", "file"], MOCK_MANDATORY],
  ["RequestFields", SUPPORT, { ru: "Поля", en: "Fields" }, { ru: "Поля формы.", en: "Fields of the form." }, { hide: ["where"], limits: { files: 5 } }, MOCK_MANDATORY],
];

function entry([key, area, title, description, value, source]: Row, language: Language): PolicyEntry {
  const isMail = key === "SupportTransports";
  const message = { ru: "это не действует, пока не задан SmtpHost. Задайте и его", en: "this has no effect until SmtpHost is set. Set it too" };
  return {
    key,
    area: area[language],
    title: title[language],
    description: description[language],
    kind: "text",
    allowed: [],
    value,
    default: null,
    source,
    locked: source === MOCK_MANDATORY,
    machineOnly: false,
    planned: key === "DisableDevTools",
    nextStart: false,
    waiting: false,
    problems: isMail ? [{ code: "needs", severity: "warning", message: message[language], key, part: "[1]", source }] : [],
  };
}

let kept: KeptEntry[] = [
  { kind: "bookmarks", count: 3, bytes: 70, staying: 0 },
  { kind: "searches", count: 1, bytes: 10, staying: 0 },
  { kind: "finders", count: 0, bytes: 0, staying: 0 },
  { kind: "last-place", count: 0, bytes: 0, staying: 0 },
  { kind: "person", count: 0, bytes: 0, staying: 0 },
  { kind: "drafts", count: 2, bytes: 2_300_000, staying: 0 },
  { kind: "requests", count: 2, bytes: 4_000, staying: 1 },
  { kind: "log", count: 1, bytes: 5_000, staying: 0 },
];

type Parts = Pick<Backend, "keepPlace" | "checkPolicy" | "getPolicy" | "copyPolicy" | "getKept" | "forgetKept" | "getDetails" | "openFolder">;

export const mockSettings: Parts = {
  keepPlace: async () => {},
  checkPolicy: async () => {},
  getPolicy: async (language) => ({
    entries: ROWS.map((row) => entry(row, language)),
    problems: [
      {
        code: "unknown-key",
        severity: "error",
        message: language === "ru" ? "такого ключа нет. Проверьте написание" : "there is no such key. Check the spelling",
        key: "Colour",
        part: null,
        source: MOCK_MANDATORY,
      },
    ],
  }),
  copyPolicy: async () => {},
  getKept: async () => kept,
  forgetKept: async (kinds) =>
    (kept = kept.map((entry) => (kinds.includes(entry.kind) ? { ...entry, count: entry.staying, bytes: 100 * entry.staying } : entry))),
  getDetails: async () => ({
    webView: "2.50.1",
    folders: [
      { name: "data", path: "/home/ivanov/.local/share/express-help" },
      { name: "log", path: "/home/ivanov/.local/state/express-help" },
      { name: "cache", path: "/home/ivanov/.cache/express-help" },
    ],
  }),
  openFolder: async () => {},
};
