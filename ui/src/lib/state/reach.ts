// The way to support: from wherever the reader is to a draft, from a draft to a request, and what is said about it.
import { isAppError, type RequestEntry, type RequestKind, type SentView, type TransportKind } from "../api";
import { t } from "../i18n/index.svelte";
import type { DraftSession } from "../support/draft.svelte";
import { contextLines, NOWHERE, type Origin, subjectFrom } from "../support/origin";
import { handedOver, isTrouble } from "../support/requests";
import { articlePlace, HOME, SUPPORT } from "../view/places";
import type { HelpApp } from "./app.svelte";

/** The page with both forms and all requests. What is begun there still carries where the reader came from. */
export async function openSupport(app: HelpApp): Promise<void> {
  const origin = originOf(app, []);
  const view = await app.support.load();
  // Contacts stand on the page.
  if (view?.transports.length === 0 && !app.library.corpus.contacts) return readAboutSupport(app, origin);
  await app.go(SUPPORT);
  app.origin = origin;
}

/** Begins a draft at once with what was read, searched for or tried. */
export async function reachSupport(app: HelpApp, tried: string[]): Promise<void> {
  const origin = originOf(app, tried);
  const view = app.support.view ?? (await app.support.load());
  if (view?.transports.length === 0) return readAboutSupport(app, origin);
  await beginDraft(app, "problem", origin);
}

export async function beginDraft(app: HelpApp, kind: RequestKind, origin: Origin, subject = subjectFrom(origin)): Promise<void> {
  if (app.beginning) return;
  app.beginning = true;
  const id = await app.attempt(() => app.support.begin(kind, subject, contextLines(origin, t)), "error-draft-begin");
  app.beginning = false;
  if (id !== undefined) await app.go({ kind: "draft", id });
}

/** Takes a draft away, and the way back to it. */
export async function deleteDraft(app: HelpApp, id: number, said: string): Promise<boolean> {
  const done = await app.attempt(() => app.support.deleteDraft(id).then(() => true), "error-draft-delete");
  if (!done) return false;
  await leaveDraft(app, id);
  app.toasts.say(said);
  return true;
}

/** Hands a draft over; a rejection is told in words by the dialog that asked for it. */
export async function sendDraft(app: HelpApp, session: DraftSession, seen: string, transport: TransportKind): Promise<void> {
  const sent = await app.support.send(session.id, seen, transport);
  await leaveDraft(app, session.id);
  await follow(app, sent);
}

export async function retryRequest(app: HelpApp, id: string, transport: TransportKind | null): Promise<void> {
  const sent = await app.attempt(() => app.support.retry(id, transport), "error-request-send");
  if (sent) await follow(app, sent);
}

export async function editRequest(app: HelpApp, id: string): Promise<void> {
  const draft = await app.attempt(() => app.support.edit(id), "error-request-edit");
  if (draft !== undefined) await app.go({ kind: "draft", id: draft });
}

/** Why a request could not be handed over at all. */
export function sendingFailed(error: unknown): string {
  const code = isAppError(error) ? error.code : null;
  if (code === "changed") return t("error-draft-changed");
  return t(code === "not_found" ? "error-draft-gone" : "error-request-send");
}

async function leaveDraft(app: HelpApp, id: number): Promise<void> {
  if (app.navigator.place.kind === "draft") await app.go(SUPPORT);
  app.navigator.history.forget({ kind: "draft", id });
}

/** Opens what the person finishes by hand, and says what became of the request. */
async function follow(app: HelpApp, { request, open }: SentView): Promise<void> {
  if (open !== null && !(await app.attempt(() => app.backend.openExternal(open).then(() => true), "error-mail-program"))) return;
  tellHanded(app, request);
}

/** Says what became of a request. */
export function tellHanded(app: HelpApp, request: RequestEntry): void {
  const { key } = handedOver(request);
  if (isTrouble(request)) app.toasts.warn(t(key));
  else app.toasts.say(t(key));
}

export async function settleRequest(app: HelpApp, id: string): Promise<void> {
  const done = await app.attempt(() => app.support.settle(id).then(() => true), "error-request-change");
  if (done) app.toasts.say(t("request-settled"));
}

export async function exportRequest(app: HelpApp, id: string): Promise<void> {
  const path = await app.attempt(() => app.support.saveCopy(id), "error-request-export");
  if (path !== undefined) app.toasts.say(t("request-exported"));
}

function originOf(app: HelpApp, tried: string[]): Origin {
  if (tried.length > 0) return { ...NOWHERE, tried };
  if (app.search.open) return { ...NOWHERE, query: app.search.query.trim() };
  const { page } = app.navigator;
  return page.kind === "article" ? { ...NOWHERE, article: { title: page.article.title, address: page.article.address } } : NOWHERE;
}

/** No way leads to support from here: the article says who can be asked, and what to tell. */
async function readAboutSupport(app: HelpApp, { tried, query }: Origin): Promise<void> {
  const article = app.library.corpus.home.support[0]?.article;
  await app.go(article ? articlePlace(article) : HOME);
  if (!article) return;
  if (tried.length > 0) app.toldSupport = { article, told: { tried } };
  else if (query !== "") app.toldSupport = { article, told: { query } };
}
