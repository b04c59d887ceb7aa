import { expect, it, vi } from "vitest";
import type { DiagnosisEvent, DiagnosisLine, DiagnosisScope, DiagnosisVerdict, DiagnosisView } from "../api";
import { DraftLines } from "./draft-lines.svelte";
import { DiagnosisSession } from "./session.svelte";

function line(id: string, verdict: DiagnosisVerdict): DiagnosisLine {
  return { id, group: "g", label: id, text: verdict, line: `${id}: ${verdict}`, verdict, advice: null, article: null };
}

const VIEW: DiagnosisView = { lines: [line("a", "good"), line("b", "bad")], reach: "servers", end: "complete", offer: "ask" };

/** Examinations that the test tells and ends. */
function machine() {
  const runs: { run: number; tell: (event: DiagnosisEvent) => void; end: (view: DiagnosisView) => void; fail: () => void }[] = [];
  const backend = {
    examine: vi.fn((run: number, _scope: DiagnosisScope, tell: (event: DiagnosisEvent) => void) => {
      return new Promise<DiagnosisView>((end, reject) => {
        runs.push({ run, tell, end, fail: () => reject(new Error("x")) });
      });
    }),
    stopExamining: vi.fn(async () => {}),
    setDiagnostics: vi.fn(async () => {}),
  };
  const at = (index: number) => runs[index] as (typeof runs)[number];
  return { backend, at };
}

it("shows lines as they come, and at the end what the program says", async () => {
  const { backend, at } = machine();
  const session = new DiagnosisSession(backend);
  const ended = session.start("connection", "ru");
  at(0).tell({ kind: "planned", lines: [line("a", "pending"), line("b", "pending")] });
  at(0).tell({ kind: "found", line: line("b", "bad") });
  expect([session.stage, session.lines.map(({ verdict }) => verdict)]).toEqual(["running", ["pending", "bad"]]);
  at(0).end(VIEW);
  expect(await ended).toEqual(VIEW);
  expect([session.stage, session.lines]).toEqual(["complete", VIEW.lines]);
  // An event that was overtaken by the answer.
  at(0).tell({ kind: "found", line: line("a", "pending") });
  expect(session.lines).toEqual(VIEW.lines);
});

it("hears nothing of an examination that another one has taken the place of", async () => {
  const { backend, at } = machine();
  const session = new DiagnosisSession(backend);
  const first = session.start("connection", "ru");
  const second = session.start("connection", "ru");
  expect(at(1).run).toBeGreaterThan(at(0).run);
  at(0).tell({ kind: "found", line: line("a", "bad") });
  at(0).end(VIEW);
  expect([await first, session.stage, session.lines]).toEqual([null, "running", []]);
  at(1).fail();
  expect([await second, session.stage]).toEqual([null, "failed"]);
});

it("stops also what had not begun yet when the wish came", async () => {
  const { backend, at } = machine();
  const session = new DiagnosisSession(backend);
  const ended = session.start("connection", "ru");
  session.stop();
  at(0).tell({ kind: "planned", lines: [line("a", "pending")] });
  expect(backend.stopExamining.mock.calls).toEqual([[at(0).run], [at(0).run]]);
  at(0).end({ ...VIEW, end: "stopped" });
  await ended;
  expect(session.stage).toBe("stopped");
  session.reset();
  expect([session.stage, session.lines, session.view]).toEqual(["idle", [], null]);
});

async function gathered() {
  const { backend, at } = machine();
  const lines = new DraftLines({ offer: "ask", gathered: false, lines: [] }, backend);
  const wishes: string[] = [];
  lines.onChange = (wish) => wishes.push(wish);
  const ended = lines.gather("ru", "policy");
  at(0).end(VIEW);
  await ended;
  return { lines, backend, at, wishes };
}

it("has everything go along that was gathered, and leaves out what is unticked", async () => {
  const { lines, backend, wishes } = await gathered();
  expect(backend.examine.mock.calls[0]?.[1]).toBe("everything");
  await lines.save(7);
  expect(backend.setDiagnostics).toHaveBeenLastCalledWith(7, [
    { group: "g", line: "a: good" },
    { group: "g", line: "b: bad" },
  ]);
  lines.choose([0], false);
  expect(lines.lines).toHaveLength(2);
  await lines.save(7);
  expect(backend.setDiagnostics).toHaveBeenLastCalledWith(7, [{ group: "g", line: "b: bad" }]);
  await lines.save(7);
  expect(backend.setDiagnostics).toHaveBeenCalledTimes(2);
  expect(wishes).toEqual(["policy", "person"]);
});

it("leaves out again what was left out, when it is gathered anew", async () => {
  const { lines, at } = await gathered();
  lines.choose([1], false);
  const again = lines.gather("ru", "person");
  at(1).end({ ...VIEW, lines: [line("b", "good"), line("a", "notice")] });
  await again;
  expect(lines.chosen).toEqual([{ group: "g", line: "a: notice" }]);
});

it("keeps what could not be written for the next time", async () => {
  const { lines, backend } = await gathered();
  backend.setDiagnostics.mockRejectedValueOnce(new Error("full"));
  await expect(lines.save(7)).rejects.toThrow("full");
  await lines.save(7);
  expect(backend.setDiagnostics).toHaveBeenCalledTimes(2);
});

it("removes everything, also what is still being gathered", async () => {
  const { lines, backend, at } = await gathered();
  const again = lines.gather("ru", "person");
  lines.clear();
  at(1).end(VIEW);
  await again;
  expect([lines.lines, lines.gathered]).toEqual([[], true]);
  await lines.save(7);
  expect(backend.setDiagnostics).toHaveBeenLastCalledWith(7, []);
});

it("keeps the lines when gathering anew fails", async () => {
  const { lines, at } = await gathered();
  const again = lines.gather("ru", "person");
  at(1).fail();
  await again;
  expect([lines.lines.length, lines.session.stage]).toEqual([2, "failed"]);
});
