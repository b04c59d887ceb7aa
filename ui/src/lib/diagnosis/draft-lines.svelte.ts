// The technical information of a draft: gathered lines, and which of them the person leaves in.
import type { Backend, DiagnosticsLine, DraftDiagnostics, Language } from "../api";
import { chosenOf } from "./lines";
import { type DiagnosisBackend, DiagnosisSession } from "./session.svelte";

export type DraftLinesBackend = DiagnosisBackend & Pick<Backend, "setDiagnostics">;

/** Who wanted a change: what policy adds by itself does not make a draft worth keeping. */
export type Wish = "person" | "policy";

export interface DraftLine extends DiagnosticsLine {
  key: number;
  /** It goes along. */
  on: boolean;
}

export class DraftLines {
  readonly session: DiagnosisSession;
  offer = $state.raw() as DraftDiagnostics["offer"];
  /** It was gathered once; all of it may have been taken out. */
  gathered = $state(false);
  lines = $state.raw<DraftLine[]>([]);
  /** Told of every change that is to be saved. */
  onChange: (wish: Wish) => void = () => {};
  #backend: DraftLinesBackend;
  #unsaved = false;

  constructor(view: DraftDiagnostics, backend: DraftLinesBackend) {
    this.#backend = backend;
    this.session = new DiagnosisSession(backend);
    this.gathered = view.gathered;
    this.lines = drawn(view.lines);
    this.adopt(view);
  }

  /** Takes what only the program knows; what was chosen here is newer. */
  adopt({ offer }: DraftDiagnostics): void {
    this.offer = offer;
  }

  get chosen(): DiagnosticsLine[] {
    return this.lines.filter(({ on }) => on).map(({ group, line }) => ({ group, line }));
  }

  /** Examines everything; what was there before goes when there is something new. What was left out stays out. */
  async gather(language: Language, wish: Wish): Promise<void> {
    const view = await this.session.start("everything", language);
    if (!view) return;
    const out = new Set(this.lines.filter(({ on }) => !on).map(nameOf));
    this.#put(drawn(chosenOf(view.lines)).map((line) => ({ ...line, on: !out.has(nameOf(line)) })), wish);
  }

  /** Has these lines go along, all of them. */
  take(lines: DiagnosticsLine[], wish: Wish): void {
    this.#put(drawn(lines), wish);
  }

  /** Leaves lines in or out. */
  choose(keys: number[], on: boolean): void {
    this.lines = this.lines.map((line) => (keys.includes(line.key) ? { ...line, on } : line));
    this.#changed("person");
  }

  clear(): void {
    this.session.reset();
    this.take([], "person");
  }

  /** Writes what is chosen, if that is not written yet. Rejects when it could not be. */
  async save(draft: number): Promise<void> {
    if (!this.#unsaved) return;
    this.#unsaved = false;
    try {
      await this.#backend.setDiagnostics(draft, this.chosen);
    } catch (error) {
      this.#unsaved = true;
      throw error;
    }
  }

  #put(lines: DraftLine[], wish: Wish): void {
    this.lines = lines;
    this.gathered = true;
    this.#changed(wish);
  }

  #changed(wish: Wish): void {
    this.#unsaved = true;
    this.onChange(wish);
  }
}

/** What a line is about, whatever it says this time. */
function nameOf({ group, line }: DraftLine): string {
  return `${group}\n${line.split(": ")[0]}`;
}

function drawn(lines: DiagnosticsLine[]): DraftLine[] {
  return lines.map((line, key) => ({ ...line, key, on: true }));
}
