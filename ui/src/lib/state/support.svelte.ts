// Drafts and requests: the list of them, and the drafts that are being written.
import type { Backend, DraftView, RequestEntry, RequestKind, SecretKept, SentView, SignInView, SupportView, TransportKind } from "../api";
import { DraftSession } from "../support/draft.svelte";
import { isTrouble, isUnderWay } from "../support/requests";

/** How often a request under way is looked after, should the word of a change not come: another program may send it. */
const LOOK_MS = 30_000;

export class Support {
  view = $state.raw<SupportView | null>(null);
  /** The list could not be loaded. */
  failed = $state(false);
  /** Told of a draft that made way for another. */
  onSwept: (id: number) => void = () => {};
  /** Told of a request that is no longer under way, unless somebody waits for the answer to just that. */
  onFinished: (request: RequestEntry) => void = () => {};
  /** Where copies of requests were saved, by request. */
  copies = $state.raw<Record<string, string>>({});
  /** Requests that are being handed over at this moment. */
  #handing = new Set<string>();
  #sessions = new Map<number, DraftSession>();
  #backend: Backend;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loads = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get failures(): number {
    return this.view?.requests.filter(isTrouble).length ?? 0;
  }

  /** Never rejects: what could not be loaded is said on the page. */
  async load(): Promise<SupportView | null> {
    const mine = (this.#loads += 1);
    try {
      const view = await this.#backend.getSupport();
      // Something newer has come meanwhile.
      if (mine === this.#loads) this.#tell(view);
    } catch {
      if (mine === this.#loads) this.failed = true;
    }
    return this.view;
  }

  /** A new draft. One that was begun and never touched makes way for it, or is the same. */
  async begin(kind: RequestKind, subject: string, context: string[]): Promise<number> {
    for (const session of [...this.#sessions.values()]) {
      if (session.touched) continue;
      if (session.form.kind === kind && session.subject === subject && same(session.context, context)) return session.id;
      await this.deleteDraft(session.id).then(() => this.onSwept(session.id), () => undefined);
    }
    const view = await this.#backend.newDraft(kind, subject, context);
    this.#sessions.set(view.id, new DraftSession(view, this.#backend));
    void this.load();
    return view.id;
  }

  /** Told of every draft before it is shown. */
  adopt(view: DraftView): void {
    const known = this.#sessions.get(view.id);
    if (known) known.adopt(view);
    else this.#sessions.set(view.id, this.#older(view));
  }

  session(id: number): DraftSession | null {
    return this.#sessions.get(id) ?? null;
  }

  /** Saves every draft that has something unsaved: the window is about to go. */
  async flush(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.autosave.flush()));
  }

  async deleteDraft(id: number): Promise<void> {
    const session = this.#sessions.get(id);
    await session?.autosave.stop();
    try {
      this.#take(await this.#backend.deleteDraft(id));
      this.#sessions.delete(id);
    } catch (error) {
      session?.autosave.resume();
      throw error;
    }
  }

  /** The program has deleted drafts: their sessions end, and nothing of them is saved any more. */
  async dropDrafts(): Promise<void> {
    const view = await this.load();
    const left = view?.drafts.map(({ id }) => id) ?? [];
    for (const [id, session] of [...this.#sessions]) {
      if (left.includes(id)) continue;
      this.#sessions.delete(id);
      await session.autosave.stop();
      this.onSwept(id);
    }
  }

  async send(id: number, seen: string, transport: TransportKind): Promise<SentView> {
    const session = this.#sessions.get(id);
    const sent = await this.#backend.sendRequest(id, seen, transport);
    await session?.autosave.stop();
    this.#sessions.delete(id);
    return this.#handed(sent);
  }

  async retry(id: string, transport: TransportKind | null): Promise<SentView> {
    return this.#handed(await this.#backend.retryRequest(id, transport));
  }

  async settle(id: string): Promise<void> {
    this.#take(await this.#backend.settleRequest(id));
  }

  /** Saves a copy of a request; gives its path. */
  async saveCopy(id: string): Promise<string> {
    const path = await this.#backend.exportRequest(id);
    this.copies = { ...this.copies, [id]: path };
    return path;
  }

  askToSignIn(): Promise<SignInView> {
    return this.#backend.getSignIn();
  }

  /** Gives where name and password are kept now. */
  async signIn(user: string, password: string, kept: SecretKept): Promise<SecretKept> {
    const signedIn = await this.#backend.signIn(user, password, kept);
    this.#take(signedIn.support);
    return signedIn.kept;
  }

  forgetSignIn(): Promise<SignInView> {
    return this.#backend.forgetSignIn();
  }

  async cancel(id: string): Promise<void> {
    this.#take(await this.#backend.cancelRequest(id));
  }

  async forget(id: string): Promise<void> {
    this.#take(await this.#backend.forgetRequest(id));
  }

  /** The request is a draft again; gives its id. */
  async edit(id: string): Promise<number> {
    const view = await this.#backend.editRequest(id);
    this.#sessions.set(view.id, this.#older(view));
    await this.load();
    return view.id;
  }

  /** A draft that was not begun just now is worth keeping. */
  #older(view: DraftView): DraftSession {
    const session = new DraftSession(view, this.#backend);
    session.touched = true;
    return session;
  }

  /** It may have been sent by the time the list is there. */
  async #handed(sent: SentView): Promise<SentView> {
    const { id } = sent.request;
    this.#handing.add(id);
    this.#put(sent.request);
    const view = await this.load();
    this.#handing.delete(id);
    return { ...sent, request: view?.requests.find((request) => request.id === id) ?? sent.request };
  }

  /** Takes a list that came by itself, and tells what has come to an end meanwhile. */
  #tell(view: SupportView): void {
    const before = new Set(this.view?.requests.filter(isUnderWay).map(({ id }) => id));
    this.#take(view);
    const finished = view.requests.filter((request) => before.has(request.id) && !isUnderWay(request) && request.status !== "cancelled");
    for (const request of finished) if (!this.#handing.has(request.id)) this.onFinished(request);
  }

  /** Until the list is loaded anew: the request on top of it. */
  #put(request: RequestEntry): void {
    if (!this.view) return;
    this.#take({ ...this.view, requests: [request, ...this.view.requests.filter(({ id }) => id !== request.id)] });
  }

  #take(view: SupportView): void {
    this.#loads += 1;
    this.view = view;
    this.failed = false;
    clearTimeout(this.#timer);
    if (view.requests.some(isUnderWay)) this.#timer = setTimeout(() => void this.load(), LOOK_MS);
  }
}

function same(left: string[], right: string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}
