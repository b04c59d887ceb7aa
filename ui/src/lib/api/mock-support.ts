// An invented way to support, for development and tests: two forms, some drafts, a request in every state.
import type { Backend } from "./backend";
import { formOf } from "./mock-forms";
import type { AppError, AttachmentView, DraftDiagnostics, DraftView, FieldProblem, Language, RequestEntry, RequestKind, SecretKept, SentView, SignInView, SupportView, TransportKind } from "./types";

type SupportBackend = Pick<
  Backend,
  | "getSupport" | "newDraft" | "getDraft" | "saveDraft" | "deleteDraft" | "setContext" | "getPerson" | "setPerson" | "forgetPerson" | "attachFile" | "attachmentPicture" | "editAttachment" | "detachFile" | "previewRequest"
  | "setDiagnostics" | "sendRequest" | "retryRequest" | "cancelRequest" | "editRequest" | "forgetRequest"
  | "settleRequest" | "exportRequest" | "getSignIn" | "signIn" | "forgetSignIn"
>;

interface Draft {
  id: number;
  kind: RequestKind;
  values: Record<string, string>;
  context: string[];
  attachments: AttachmentView[];
  diagnostics?: DraftDiagnostics;
  filled: string[];
  changedAt: number;
}

const NOTHING_GATHERED: DraftDiagnostics = { offer: "ask", gathered: false, lines: [] };
const FOLDER = "/home/ivanov/Документы/Обращения eXpress";
/** A grey picture, 2 by 1. */
const PICTURE = Uint8Array.from(atob("R0lGODdhAgABAIAAAJmZmZmZmSwAAAAAAgABAAACAoQKADs="), (character) => character.charCodeAt(0));
const now = () => Math.floor(Date.now() / 1000);

function fail(code: AppError["code"], message: string): never {
  throw { code, message, details: null } satisfies AppError;
}

function found<Item>(item: Item | undefined, what: string): Item {
  return item ?? fail("not_found", `no ${what}`);
}

function entry(id: string, status: RequestEntry["status"], more: Partial<RequestEntry>): RequestEntry {
  const usual = { kind: "problem", subject: "", transport: "mailto", attempts: 1, reference: null, reason: null, detail: null, exportable: true } as const;
  return { ...usual, id, status, changedAt: now() - 3600, ...more };
}

function requests(): RequestEntry[] {
  return [
    entry("0d7f", "failed", {
      subject: "Не приходят уведомления на телефон",
      transport: "smtp",
      attempts: 3,
      reason: "unreachable",
      detail: "mail.example.com:587: connection refused",
    }),
    entry("1b2c", "prepared", { subject: "Собеседник не слышит меня в звонке", reference: `${FOLDER}/1b2c`, changedAt: now() - 86_400 }),
    entry("2c3d", "sent", {
      subject: "Темы для отдельных чатов",
      kind: "feature",
      transport: "file",
      exportable: false,
      reference: `${FOLDER}/Обращение 2026-11-20 15.30.zip`,
      changedAt: now() - 3 * 86_400,
    }),
    entry("4e5f", "unknown", {
      subject: "Сообщения приходят с опозданием",
      transport: "smtp",
      reason: "connection-lost",
      changedAt: now() - 2 * 86_400,
    }),
    entry("5f60", "failed", { subject: "Не открывается ссылка", transport: "smtp", reason: "secret-missing", changedAt: now() - 4 * 86_400 }),
    entry("3d4e", "cancelled", { subject: "Не открывается файл", transport: "smtp", changedAt: now() - 9 * 86_400 }),
  ];
}

export function mockSupport(language: () => Language): SupportBackend {
  let next = 2;
  let drafts: Draft[] = [
    { id: 1, kind: "problem", values: { subject: "Пропали чаты после обновления", area: "messages" }, context: [], attachments: [], filled: [], changedAt: now() - 7200 },
  ];
  let sent = requests();
  const kept = new Map<string, Draft>();
  let person: Record<string, string> = {};
  let signedIn: SecretKept | null = "keyring";

  const draftOf = (id: number) => found(drafts.find((draft) => draft.id === id), `draft ${id}`);
  const requestOf = (id: string) => found(sent.find((request) => request.id === id), `request ${id}`);

  function view(): SupportView {
    return {
      transports: [
        { kind: "mailto", destination: "support@example.com" },
        { kind: "file", destination: FOLDER },
      ],
      drafts: drafts.map(({ id, kind, values, changedAt }) => ({ id, kind, subject: values["subject"] ?? "", changedAt })),
      requests: sent,
    };
  }

  function show({ id, kind, values, context, attachments, filled, diagnostics = NOTHING_GATHERED }: Draft): DraftView {
    return { id, form: formOf(language(), kind), values: { ...values }, context, attachments, pictures: true, filled, diagnostics };
  }

  function begin(draft: Omit<Draft, "id" | "changedAt">): DraftView {
    const begun = { ...draft, id: next++, changedAt: now() };
    drafts = [begun, ...drafts];
    return show(begun);
  }

  function delivered(request: RequestEntry, transport: TransportKind): SentView {
    const mail = transport === "mailto";
    const done = { ...request, transport, attempts: request.attempts + 1, reason: null, detail: null, changedAt: now() };
    const result: RequestEntry = mail ? { ...done, status: "prepared" } : { ...done, status: "sent", reference: `${FOLDER}/Обращение.zip` };
    sent = [result, ...sent.filter(({ id }) => id !== request.id)];
    return { request: result, open: mail ? "mailto:support@example.com" : null };
  }

  function change(request: RequestEntry, changes: Partial<RequestEntry>): void {
    sent = sent.map((other) => (other === request ? { ...request, ...changes, changedAt: now() } : other));
  }

  function drop(id: string): void {
    sent = sent.filter((request) => request.id !== id);
  }

  const whoAsks = () => ({ name: person["name"] ?? "", email: person["email"] ?? "" });
  const signIn = (): SignInView => ({ host: "mail.example.com", user: null, keyring: true, kept: signedIn });

  return {
    getSupport: async () => view(),
    newDraft: async (kind, subject, context) => {
      const values = { ...(subject ? { subject } : {}), ...person };
      return begin({ kind, values, context, attachments: [], filled: Object.keys(person) });
    },
    getDraft: async (id) => show(draftOf(id)),
    saveDraft: async (id, values) => {
      Object.assign(draftOf(id), { values, changedAt: now() });
    },
    setContext: async (id, context) => {
      Object.assign(draftOf(id), { context, changedAt: now() });
    },
    getPerson: async () => whoAsks(),
    setPerson: async ({ name, email }) => {
      if (email !== "" && !email.includes("@")) return fail("invalid", "no address");
      person = { ...(name ? { name } : {}), ...(email ? { email } : {}) };
      return whoAsks();
    },
    forgetPerson: async (id) => {
      person = {};
      draftOf(id).filled = [];
    },
    deleteDraft: async (id) => {
      drafts = drafts.filter((draft) => draft.id !== id);
      return view();
    },
    attachFile: async (id, name, bytes) => {
      const draft = draftOf(id);
      const picture = /\.(png|jpe?g|gif)$/i.test(name);
      return (draft.attachments = [...draft.attachments, { id: next++, name, bytes: bytes.length, picture }]);
    },
    attachmentPicture: async () => PICTURE,
    editAttachment: async (id, attachment) => {
      const draft = draftOf(id);
      return (draft.attachments = draft.attachments.map((other) => (other.id === attachment ? { ...other, id: next++ } : other)));
    },
    detachFile: async (id, attachment) => {
      const draft = draftOf(id);
      return (draft.attachments = draft.attachments.filter((other) => other.id !== attachment));
    },
    setDiagnostics: async (id, lines) => {
      Object.assign(draftOf(id), { diagnostics: { offer: "ask", gathered: true, lines }, changedAt: now() });
    },
    previewRequest: async (id) => {
      const draft = draftOf(id);
      const { fields } = formOf(language(), draft.kind);
      const given = (field: string) => (draft.values[field] ?? "").trim();
      const problems: FieldProblem[] = fields
        .filter((field) => field.required && given(field.id) === "")
        .map((field) => ({ field: field.id, code: "missing", limit: null, name: null }));
      const email = given("email");
      if (email !== "" && !email.includes("@")) problems.push({ field: "email", code: "not-an-address", limit: null, name: null });
      if (problems.length > 0) return { problems, request: "", needsAddress: [], subject: "", text: "", attachments: [] };
      const answers = fields
        .filter((field) => field.id !== "subject" && given(field.id) !== "")
        .map((field) => `${field.label}: ${field.choices.find(({ value }) => value === given(field.id))?.label ?? given(field.id)}`);
      const text = [...answers, ...draft.context, ...(draft.diagnostics?.lines ?? []).map(({ line }) => `- ${line}`)].join("\n");
      return { problems: [], request: `r${draft.id}`, needsAddress: email === "" ? ["smtp"] : [], subject: given("subject"), text, attachments: draft.attachments };
    },
    sendRequest: async (id, _seen, transport) => {
      const draft = draftOf(id);
      drafts = drafts.filter((other) => other !== draft);
      const { name, email } = draft.values;
      person = { ...person, ...(name ? { name } : {}), ...(email ? { email } : {}) };
      const request = entry(`r${draft.id}`, "waiting", { kind: draft.kind, subject: draft.values["subject"] ?? "", attempts: 0 });
      kept.set(request.id, draft);
      return delivered(request, transport);
    },
    retryRequest: async (id, transport) => delivered(requestOf(id), transport ?? requestOf(id).transport),
    cancelRequest: async (id) => {
      change(requestOf(id), { status: "cancelled" });
      return view();
    },
    editRequest: async (id) => {
      const { kind, subject } = requestOf(id);
      drop(id);
      return begin(kept.get(id) ?? { kind, values: { subject }, context: [], attachments: [], filled: [] });
    },
    forgetRequest: async (id) => {
      drop(id);
      return view();
    },
    settleRequest: async (id) => {
      change(requestOf(id), { status: "sent", reason: null, exportable: false });
      return view();
    },
    exportRequest: async (id) => `${FOLDER}/${requestOf(id).id}.zip`,
    getSignIn: async () => signIn(),
    signIn: async (_user, _password, kept) => {
      signedIn = kept;
      for (const request of sent.filter(({ reason }) => reason === "secret-missing")) change(request, { status: "waiting", reason: null });
      return { support: view(), kept };
    },
    forgetSignIn: async () => {
      signedIn = null;
      return signIn();
    },
  };
}
