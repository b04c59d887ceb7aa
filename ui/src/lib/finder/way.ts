// The way through a problem finder: where each answer leads, what was tried, what may be kept of an earlier way.
import type { Finder, FinderArticle, FinderChoice, FinderProgress, FinderStep } from "../api";

/** Where the reader stands after some of the answers. */
export type Stand =
  | { kind: "step"; step: FinderStep }
  | { kind: "article"; shown: FinderArticle; step: FinderStep; answer: number }
  | { kind: "support" };

export const NOTHING: FinderProgress = { way: [], ticks: {} };

/** Where a move leads from a stand; null when that stand has no such move. */
function next(finder: Finder, from: Stand, { step, answer, inVain }: FinderChoice): Stand | null {
  if (from.kind === "support" || from.step.id !== step) return null;
  const lead = from.step.answers[answer]?.lead;
  if (!lead || (from.kind === "article") !== inVain) return null;
  if (inVain) {
    if (from.kind !== "article" || from.answer !== answer || lead.kind !== "article") return null;
    return lead.otherwise === null ? { kind: "support" } : standAt(finder, lead.otherwise);
  }
  if (lead.kind === "step") return standAt(finder, lead.step);
  return lead.kind === "support" ? { kind: "support" } : { kind: "article", shown: lead.shown, step: from.step, answer };
}

function standAt(finder: Finder, id: string): Stand | null {
  const step = finder.steps.find((candidate) => candidate.id === id);
  return step ? { kind: "step", step } : null;
}

/** The stands along a way, one more than it has moves; it ends early where a move no longer fits the tree. */
export function stands(finder: Finder, way: FinderChoice[]): Stand[] {
  const first = finder.steps[0];
  const found: Stand[] = first ? [{ kind: "step", step: first }] : [];
  for (const move of way) {
    const from = found.at(-1);
    const to = from ? next(finder, from, move) : null;
    if (!to) break;
    found.push(to);
  }
  return found;
}

/** What still holds of a progress that was made in an earlier edition of the tree. */
export function fitting(finder: Finder, { way, ticks }: FinderProgress): FinderProgress {
  const kept: FinderProgress["ticks"] = {};
  for (const step of finder.steps) {
    const known = (ticks[step.id] ?? []).filter((tick) => tick < step.ticks.length);
    if (known.length > 0) kept[step.id] = known;
  }
  return { way: way.slice(0, stands(finder, way).length - 1), ticks: kept };
}

/** The progress after a move made at a stand of the way: what followed there before is forgotten, no tick is. */
export function moved(progress: FinderProgress, at: number, move: FinderChoice): FinderProgress {
  const before = progress.way[at];
  const same = before && before.step === move.step && before.answer === move.answer && before.inVain === move.inVain;
  return same ? progress : { ...progress, way: [...progress.way.slice(0, at), move] };
}

/** Ticks a thing off, or takes the tick back. */
export function ticked(progress: FinderProgress, step: string, tick: number, done: boolean): FinderProgress {
  const others = (progress.ticks[step] ?? []).filter((other) => other !== tick);
  const list = done ? [...others, tick].sort((one, other) => one - other) : others;
  return { ...progress, ticks: { ...progress.ticks, [step]: list } };
}

/** A line of what was tried. */
export type Tried =
  | { kind: "answer"; ask: string; say: string }
  | { kind: "done"; text: string }
  | { kind: "read"; shown: FinderArticle };

/** What was answered, done and read in vain up to a stand, in that order. */
export function tried(finder: Finder, progress: FinderProgress, at: number): Tried[] {
  const lines: Tried[] = [];
  const along = stands(finder, progress.way.slice(0, at));
  along.forEach((stand, index) => {
    const move = progress.way[index];
    if (stand.kind === "step") {
      for (const tick of progress.ticks[stand.step.id] ?? []) {
        const text = stand.step.ticks[tick]?.text;
        if (text) lines.push({ kind: "done", text });
      }
      const say = move && index + 1 < along.length ? stand.step.answers[move.answer]?.say : undefined;
      if (say) lines.push({ kind: "answer", ask: stand.step.ask, say });
    } else if (stand.kind === "article" && index + 1 < along.length) {
      lines.push({ kind: "read", shown: stand.shown });
    }
  });
  return lines;
}
