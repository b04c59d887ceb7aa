// The two forms as the program would give them, shortened a little.
import type { ChoiceView, FieldType, FieldView, FormView, Language, RequestKind } from "./types";

type Both = [ru: string, en: string];

export function formOf(language: Language, kind: RequestKind): FormView {
  const say = ([ru, en]: Both) => (language === "ru" ? ru : en);
  const field = (id: string, type: FieldType, label: Both, more: Partial<FieldView> = {}): FieldView => ({
    id, kind: type, label: say(label), choices: [], required: false, shownWhen: null, maxLength: type === "text" ? 20_000 : 300, ...more,
  });
  const choices = (values: Record<string, Both>): ChoiceView[] => Object.entries(values).map(([value, label]) => ({ value, label: say(label) }));
  const platform = field("platform", "choice", ["Где вы пользуетесь eXpress", "Where you use eXpress"], { choices: choices(PLATFORMS) });
  const problem = [
    field("area", "choice", ["С чем связана проблема", "What the problem is about"], { required: true, choices: choices(AREAS) }),
    field("when", "date-time", ["Когда это случилось", "When it happened"]),
    field("where", "line", ["Где это происходит", "Where it happens"]),
    field("with-whom", "choice", ["У кого это происходит", "Who has it"], { choices: choices(WHOM) }),
    field("steps", "text", ["Что вы делали и что получилось", "What you did and what happened"], { required: true }),
    platform,
    field("device", "line", ["Модель устройства", "Model of the device"], { shownWhen: { field: "platform", values: ["android", "ios"] } }),
    field("app-version", "line", ["Версия приложения", "Version of the app"]),
  ];
  const feature = [
    field("point", "text", ["В чём суть", "What it is about"], { required: true }),
    field("purpose", "text", ["Зачем это нужно", "What it is for"]),
    platform,
  ];
  return {
    kind,
    fields: [
      field("subject", "line", ["Тема", "Subject"], { required: true, maxLength: 150 }),
      ...(kind === "problem" ? problem : feature),
      field("attachments", "attachments", ["Файлы", "Files"]),
      field("name", "line", ["Как к вам обращаться", "Your name"]),
      field("email", "email", ["Электронная почта для ответа", "E-mail for the answer"], { maxLength: 254 }),
    ],
    limits: { files: 20, fileBytes: Math.floor(9.9 * 1024 * 1024), totalBytes: 20 * 1024 * 1024 },
    hints: {
      messages: [say(["Снимок экрана «Роутинг» из свойств чата", "A screenshot of “Роутинг” in the chat's properties"])],
      calls: [
        say(["Снимок разрешения на микрофон", "A screenshot of the microphone permission"]),
        say(["Кто участвовал в звонке и когда", "Who took part in the call and when"]),
      ],
      other: [say(["Снимок экрана с ошибкой", "A screenshot of the error"])],
    },
  };
}

const PLATFORMS: Record<string, Both> = {
  windows: ["Windows", "Windows"],
  web: ["Веб", "Web"],
  android: ["Android", "Android"],
  ios: ["iPhone или iPad", "iPhone or iPad"],
};

const AREAS: Record<string, Both> = {
  "sign-in": ["Вход", "Signing in"],
  messages: ["Сообщения и чаты", "Messages and chats"],
  calls: ["Звонки", "Calls"],
  other: ["Другое", "Something else"],
};

const WHOM: Record<string, Both> = {
  "only-me": ["Только у меня", "Only me"],
  some: ["У некоторых", "Some people"],
  everyone: ["У всех", "Everyone"],
};
