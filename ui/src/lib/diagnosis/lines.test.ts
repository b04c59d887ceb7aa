import { expect, it } from "vitest";
import type { DiagnosisLine, DiagnosisReach, DiagnosisVerdict } from "../api";
import { chosenOf, groupsOf, headlineOf, progressOf, remarkOf, type Stage, textOf, troublesOf, withLine } from "./lines";

function line(id: string, verdict: DiagnosisVerdict, group = "Сеть"): DiagnosisLine {
  return { id, group, label: id, text: verdict, line: `${id}: ${verdict}`, verdict, advice: null, article: null };
}

const lines = (...verdicts: DiagnosisVerdict[]) => verdicts.map((verdict, index) => line(`l${index}`, verdict));

it.each<[Stage, DiagnosisVerdict[], DiagnosisReach | null, string, string | null]>([
  ["idle", [], null, "connection-idle plain", null],
  ["running", ["bad", "pending"], null, "connection-running busy", null],
  ["failed", [], null, "connection-failed bad", null],
  ["complete", ["good", "plain", "unknown"], "servers", "connection-fine good", null],
  ["complete", ["good"], "no-servers", "connection-local good", "connection-remark-no-servers"],
  ["complete", ["good", "notice", "notice"], "servers", "connection-notice notice 2", null],
  ["complete", ["notice", "bad"], "servers", "connection-bad bad 1", null],
  ["complete", ["good", "notice"], "offline", "connection-offline plain", null],
  ["complete", ["bad"], "offline", "connection-bad bad 1", "connection-remark-offline"],
  ["stopped", ["good", "unknown"], "servers", "connection-stopped plain", null],
  ["stopped", ["bad", "unknown"], "servers", "connection-bad bad 1", null],
])("sums up %s %j %s", (stage, verdicts, reach, expected, remark) => {
  const headline = headlineOf(stage, lines(...verdicts), reach);
  expect([headline.key, headline.tone, headline.values?.count].filter((part) => part !== undefined).join(" ")).toBe(expected);
  expect(remarkOf(headline, reach)).toBe(remark);
});

it("keeps groups in the order of their first lines", () => {
  const all = [line("a", "good", "x"), line("b", "good", "y"), line("c", "good", "x")];
  expect(groupsOf(all).map(({ title, lines }) => [title, ...lines.map(({ id }) => id)])).toEqual([["x", "a", "c"], ["y", "b"]]);
});

it("counts what takes time", () => {
  expect(progressOf(lines("plain", "pending", "good", "unknown"))).toEqual({ done: 2, total: 3 });
});

it("puts a line in its place", () => {
  const [first, second] = [line("a", "pending"), line("b", "pending")];
  expect(withLine([first, second], line("a", "good")).map(({ verdict }) => verdict)).toEqual(["good", "pending"]);
  expect(withLine([first], line("other", "good"))).toEqual([first]);
});

it("lists the worst first", () => {
  expect(troublesOf(lines("notice", "good", "bad", "unknown")).map(({ id }) => id)).toEqual(["l2", "l0"]);
});

it("copies and sends the same words", () => {
  const all = [line("a", "plain", "x"), line("b", "bad", "y"), line("c", "pending", "y")];
  expect(textOf(all.slice(0, 2))).toBe("x\n- a: plain\n\ny\n- b: bad");
  expect(chosenOf(all)).toEqual([
    { group: "x", line: "a: plain" },
    { group: "y", line: "b: bad" },
  ]);
});
