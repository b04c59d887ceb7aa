// The lines of an examination: in groups, counted, summed up in a sentence, as text. Pure.
import type { DiagnosisLine, DiagnosisReach, DiagnosisVerdict, DiagnosticsLine } from "../api";

export type Stage = "idle" | "running" | "complete" | "stopped" | "failed";
/** How the sentence on top looks. */
export type Tone = "busy" | "good" | "notice" | "bad" | "plain";

export interface Headline {
  key: string;
  values?: { count: number };
  tone: Tone;
}

/** Lines under their titles, in the order in which the titles come. */
export function groupsOf<Line extends { group: string }>(lines: Line[]): { title: string; lines: Line[] }[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const group = groups.get(line.group);
    if (group) group.push(line);
    else groups.set(line.group, [line]);
  }
  return [...groups].map(([title, lines]) => ({ title, lines }));
}

/** How many of the lines that take time are there. */
export function progressOf(lines: DiagnosisLine[]): { done: number; total: number } {
  const steps = lines.filter(({ verdict }) => verdict !== "plain");
  return { done: steps.filter(({ verdict }) => verdict !== "pending").length, total: steps.length };
}

/** The list with the line that has come in its place. */
export function withLine(lines: DiagnosisLine[], line: DiagnosisLine): DiagnosisLine[] {
  return lines.map((other) => (other.id === line.id ? line : other));
}

function those(lines: DiagnosisLine[], verdict: DiagnosisVerdict): DiagnosisLine[] {
  return lines.filter((line) => line.verdict === verdict);
}

/** What asks for something, the worst first. */
export function troublesOf(lines: DiagnosisLine[]): DiagnosisLine[] {
  return [...those(lines, "bad"), ...those(lines, "notice")];
}

/** The sentence on top. */
export function headlineOf(stage: Stage, lines: DiagnosisLine[], reach: DiagnosisReach | null): Headline {
  if (stage === "idle") return { key: "connection-idle", tone: "plain" };
  if (stage === "running") return { key: "connection-running", tone: "busy" };
  if (stage === "failed") return { key: "connection-failed", tone: "bad" };
  const bad = those(lines, "bad").length;
  if (bad > 0) return { key: "connection-bad", values: { count: bad }, tone: "bad" };
  if (stage === "stopped") return { key: "connection-stopped", tone: "plain" };
  if (reach === "offline") return { key: "connection-offline", tone: "plain" };
  const notices = those(lines, "notice").length;
  if (notices > 0) return { key: "connection-notice", values: { count: notices }, tone: "notice" };
  return reach === "no-servers" ? { key: "connection-local", tone: "good" } : { key: "connection-fine", tone: "good" };
}

/** What is added to a sentence that speaks of something else: which servers were not tried, and why. */
export function remarkOf({ key }: Headline, reach: DiagnosisReach | null): string | null {
  if (reach === "no-servers") return "connection-remark-no-servers";
  return reach === "offline" && key !== "connection-offline" ? "connection-remark-offline" : null;
}

/** The lines as they are copied. */
export function textOf(lines: DiagnosisLine[]): string {
  const group = ({ title, lines }: { title: string; lines: DiagnosisLine[] }) => [title, ...lines.map(({ line }) => `- ${line}`)].join("\n");
  return groupsOf(lines).map(group).join("\n\n");
}

/** The lines as they go along with a request. */
export function chosenOf(lines: DiagnosisLine[]): DiagnosticsLine[] {
  return lines.filter(({ verdict }) => verdict !== "pending").map(({ group, line }) => ({ group, line }));
}
