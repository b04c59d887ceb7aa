// An examination while it runs: lines come as they are found, in an order that is known from the start.
import type { Backend, DiagnosisEvent, DiagnosisLine, DiagnosisScope, DiagnosisView, Language } from "../api";
import { type Stage, withLine } from "./lines";

export type DiagnosisBackend = Pick<Backend, "examine" | "stopExamining">;

let latest = 0;

/** Numbers grow also over a reload of the window, so that a late stop never meets another examination. */
function nextRun(): number {
  return (latest = Math.max(latest + 1, Date.now()));
}

export class DiagnosisSession {
  stage = $state<Stage>("idle");
  lines = $state.raw<DiagnosisLine[]>([]);
  /** What the program said at the end. */
  view = $state.raw<DiagnosisView | null>(null);
  /** The language of the lines. */
  language = $state<Language | null>(null);
  #backend: DiagnosisBackend;
  #run = 0;
  #stopping = false;

  constructor(backend: DiagnosisBackend) {
    this.#backend = backend;
  }

  get running(): boolean {
    return this.stage === "running";
  }

  /** Ends with what was found, or with null when it could not be looked at or another examination was begun here. */
  async start(scope: DiagnosisScope, language: Language): Promise<DiagnosisView | null> {
    const run = (this.#run = nextRun());
    Object.assign(this, { stage: "running", lines: [], view: null, language });
    this.#stopping = false;
    try {
      const view = await this.#backend.examine(run, scope, (event) => this.#hear(run, event));
      if (run !== this.#run) return null;
      Object.assign(this, { lines: view.lines, view, stage: view.end });
      return view;
    } catch {
      if (run === this.#run) this.stage = "failed";
      return null;
    }
  }

  stop(): void {
    if (!this.running) return;
    this.#stopping = true;
    // It may have ended just now.
    this.#backend.stopExamining(this.#run).catch(() => undefined);
  }

  /** Forgets everything. */
  reset(): void {
    this.stop();
    this.#run = 0;
    Object.assign(this, { stage: "idle", lines: [], view: null, language: null });
  }

  #hear(run: number, event: DiagnosisEvent): void {
    // Events may overtake the answer, which has all of them once more.
    if (run !== this.#run || !this.running) {
      if (event.kind === "planned" && run !== this.#run) this.#backend.stopExamining(run).catch(() => undefined);
      return;
    }
    // The wish to stop came before the examination had begun.
    if (this.#stopping && event.kind === "planned") this.stop();
    this.lines = event.kind === "planned" ? event.lines : withLine(this.lines, event.line);
  }
}
