import { describe, expect, it } from "vitest";
import type { Finder, FinderChoice, FinderProgress } from "../api";
import { fitting, moved, NOTHING, type Stand, stands, ticked, tried } from "./way";

const finder: Finder = {
  id: "no-sound",
  title: "No sound",
  summary: "",
  icon: "video",
  articles: ["calls/no-sound"],
  steps: [
    {
      id: "who",
      ask: "Who hears nothing?",
      note: "",
      ticks: [],
      answers: [
        { say: "I", lead: { kind: "step", step: "loud" } },
        { say: "Others", lead: { kind: "article", shown: { article: "calls/no-sound", anchor: "microphone" }, otherwise: "loud" } },
        { say: "Nobody knows", lead: { kind: "support" } },
      ],
    },
    {
      id: "loud",
      ask: "Check the volume",
      note: "",
      ticks: [
        { html: "The system", text: "The system", how: null },
        { html: "The headset", text: "The headset", how: null },
      ],
      answers: [{ say: "Still silent", lead: { kind: "article", shown: { article: "calls/no-sound", anchor: null }, otherwise: null } }],
    },
  ],
};

const move = (step: string, answer: number, inVain = false): FinderChoice => ({ step, answer, inVain });
const name = (stand: Stand) => (stand.kind === "step" ? stand.step.id : stand.kind);
const way = (...moves: FinderChoice[]) => stands(finder, moves).map(name);

describe("the way", () => {
  it.each([
    [[], ["who"]],
    [[move("who", 0)], ["who", "loud"]],
    [[move("who", 1)], ["who", "article"]],
    [[move("who", 1), move("who", 1, true)], ["who", "article", "loud"]],
    [[move("who", 0), move("loud", 0), move("loud", 0, true)], ["who", "loud", "article", "support"]],
    [[move("who", 2)], ["who", "support"]],
  ])("leads on: %o", (moves, expected) => {
    expect(way(...moves)).toEqual(expected);
  });

  it.each([
    [[move("loud", 0)], ["who"]],
    [[move("who", 7)], ["who"]],
    [[move("who", 0, true)], ["who"]],
    [[move("who", 1), move("who", 1)], ["who", "article"]],
    [[move("who", 1), move("who", 0, true)], ["who", "article"]],
    [[move("who", 2), move("who", 2)], ["who", "support"]],
  ])("ends where a move does not fit: %o", (moves, expected) => {
    expect(way(...moves)).toEqual(expected);
  });
});

describe("the progress", () => {
  const progress: FinderProgress = { way: [move("who", 0), move("loud", 0)], ticks: { loud: [1] } };

  it("forgets what followed another answer, but no tick", () => {
    expect(moved(progress, 0, move("who", 1))).toEqual({ way: [move("who", 1)], ticks: { loud: [1] } });
    expect(moved(progress, 0, move("who", 0))).toBe(progress);
    expect(moved(NOTHING, 0, move("who", 0)).way).toEqual([move("who", 0)]);
  });

  it("ticks off and takes back", () => {
    const both = ticked(progress, "loud", 0, true);
    expect(both.ticks).toEqual({ loud: [0, 1] });
    expect(ticked(both, "loud", 1, false).ticks).toEqual({ loud: [0] });
    expect(ticked(both, "loud", 1, true).ticks).toEqual({ loud: [0, 1] });
  });

  it("keeps of an earlier edition what still fits", () => {
    const earlier: FinderProgress = {
      way: [move("who", 0), move("gone", 0), move("loud", 0)],
      ticks: { loud: [1, 9], gone: [0], who: [] },
    };
    expect(fitting(finder, earlier)).toEqual({ way: [move("who", 0)], ticks: { loud: [1] } });
    expect(fitting(finder, progress)).toEqual(progress);
  });

  it("tells support what was answered, done and read", () => {
    const all: FinderProgress = {
      way: [move("who", 1), move("who", 1, true), move("loud", 0), move("loud", 0, true)],
      ticks: { loud: [0, 1] },
    };
    expect(tried(finder, all, 4)).toEqual([
      { kind: "answer", ask: "Who hears nothing?", say: "Others" },
      { kind: "read", shown: { article: "calls/no-sound", anchor: "microphone" } },
      { kind: "done", text: "The system" },
      { kind: "done", text: "The headset" },
      { kind: "answer", ask: "Check the volume", say: "Still silent" },
      { kind: "read", shown: { article: "calls/no-sound", anchor: null } },
    ]);
    expect(tried(finder, all, 1).map((line) => line.kind)).toEqual(["answer"]);
    expect(tried(finder, { way: [], ticks: { loud: [0] } }, 0)).toEqual([]);
  });
});
