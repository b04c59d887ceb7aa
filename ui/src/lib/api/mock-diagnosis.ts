// An invented machine and network, for development and tests: a VPN, a server that is in order and one that is not.
import type { Backend } from "./backend";
import type { DiagnosisLine, DiagnosisReach, DiagnosisVerdict, DiagnosticsOffer, Language } from "./types";

type Both = [ru: string, en: string];
type Row = [id: string, group: Both, label: Both, text: Both, verdict: DiagnosisVerdict, advice?: Both];

/** What tests set: how long a step takes, in milliseconds, and what policy says. */
export const mockMachine = { pace: 150, reach: "servers" as DiagnosisReach, offer: "ask" as DiagnosticsOffer };

const PROGRAM: Both = ["Программа", "Program"];
const SYSTEM: Both = ["Система", "System"];
const NETWORK: Both = ["Сеть этого компьютера", "Network of this computer"];
const CHAT: Both = ["chat.example.com:443", "chat.example.com:443"];
const CALLS: Both = ["calls.example.com:443", "calls.example.com:443"];
const NOT_TRIED: Both = ["не проверялось: не удался шаг перед этим", "not tried: the step before it failed"];

const FACTS: Row[] = [
  ["fact/program-version", PROGRAM, ["Версия программы", "Version of the program"], ["0.1.0 (dev)", "0.1.0 (dev)"], "plain"],
  ["fact/corpus-version", PROGRAM, ["Статьи", "Articles"], ["built-in 0.1.0, 2026-11-20", "built-in 0.1.0, 2026-11-20"], "plain"],
  ["fact/system-name", SYSTEM, ["Система", "System"], ["Mock OS", "Mock OS"], "plain"],
  ["fact/memory-total", SYSTEM, ["Память", "Memory"], ["15,5 ГиБ", "15.5 GiB"], "plain"],
];

const STEPS: Row[] = [
  ["step/interfaces", NETWORK, ["Подключения", "Connections"], ["Wi-Fi (wlan0): есть связь", "Wi-Fi (wlan0): connected"], "good"],
  ["step/vpn", NETWORK, ["VPN", "VPN"], ["похоже, включён VPN; туннель tun0", "a VPN is probably on; tunnel tun0"], "notice", [
    "Обычно так и должно быть. Если eXpress не подключается, попробуйте с VPN и без него.",
    "Usually this is as it should be. If eXpress does not connect, try with the VPN and without it.",
  ]],
  ["step/proxy", NETWORK, ["Прокси", "Proxy"], ["не настроен", "none"], "good"],
];

const SERVERS: Row[] = [
  ["step/dns/chat", CHAT, ["Адрес сервера", "Address of the server"], ["найден: <private-address-1>", "found: <private-address-1>"], "good"],
  ["step/tcp/chat", CHAT, ["Соединение", "Connection"], ["отвечает <private-address-1>:443", "answers from <private-address-1>:443"], "good"],
  ["step/tls/chat", CHAT, ["Шифрование", "Encryption"], ["TLS 1.3, сертификат выдал Example Root", "TLS 1.3, certificate by Example Root"], "good"],
  ["step/dns/calls", CALLS, ["Адрес сервера", "Address of the server"], ["найден: <private-address-2>", "found: <private-address-2>"], "good"],
  ["step/tcp/calls", CALLS, ["Соединение", "Connection"], ["сервер не принимает соединений", "the server accepts no connections"], "bad", [
    "Попробуйте другую сеть или включите VPN. Если не помогло, покажите эту строку администратору.",
    "Try another network or switch the VPN on. If that does not help, show this line to your administrator.",
  ]],
  ["step/tls/calls", CALLS, ["Шифрование", "Encryption"], NOT_TRIED, "unknown"],
];

const NO_SERVERS: Row = [
  "servers", NETWORK, ["Серверы", "Servers"],
  ["не проверялись, потому что организация их не указала", "not tried, because the organisation names none"], "unknown",
];

export function mockDiagnosis(language: () => Language): Pick<Backend, "examine" | "stopExamining" | "getCrashReport"> {
  let stopped = 0;

  function drawn([id, group, label, text, verdict, advice]: Row): DiagnosisLine {
    const say = (words: Both) => words[language() === "ru" ? 0 : 1];
    const line = `${id.split("/").length > 2 ? `${say(group)}, ` : ""}${say(label)}: ${say(text)}`;
    const article = verdict === "bad" ? { id: "login/user-not-found-errors", title: say(["Ошибка «Пользователь не найден»", "“User not found”"]) } : null;
    return { id, group: say(group), label: say(label), text: say(text), line, verdict, advice: advice ? say(advice) : null, article };
  }

  return {
    examine: async (run, scope, tell) => {
      const { reach, offer } = mockMachine;
      const rows = [...(scope === "everything" ? FACTS : []), ...STEPS, ...(reach === "servers" ? SERVERS : [NO_SERVERS])];
      const lines = rows.map(drawn);
      const isStep = ({ id }: DiagnosisLine) => id.startsWith("step/");
      tell({ kind: "planned", lines: lines.map((line) => (isStep(line) ? { ...line, text: "", line: "", verdict: "pending", advice: null, article: null } : line)) });
      const words = language() === "ru" ? "остановлено" : "stopped";
      for (const [at, line] of lines.entries()) {
        if (!isStep(line)) continue;
        if (stopped !== run) await new Promise((done) => setTimeout(done, mockMachine.pace));
        if (stopped === run) lines[at] = { ...line, text: words, line: `${line.label}: ${words}`, verdict: "unknown", advice: null, article: null };
        else tell({ kind: "found", line });
      }
      return { lines, reach, end: stopped === run ? "stopped" : "complete", offer };
    },
    getCrashReport: async () => {
      const group = language() === "ru" ? "Отчёт о сбое программы, 22.11.2026, 16:05:09" : "Report of a crash of the program, 2026-11-22, 16:05:09";
      return ["eXpress Help 0.1.0 (dev)", "thread main", "index out of bounds"].map((line) => ({ group, line }));
    },
    stopExamining: async (run) => {
      stopped = run;
    },
  };
}
