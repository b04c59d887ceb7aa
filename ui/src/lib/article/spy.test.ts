import { expect, it } from "vitest";
import { headingAt } from "./spy";

const HEADINGS = [{ anchor: "a", top: -40 }, { anchor: "b", top: 60 }, { anchor: "c", top: 400 }];

it.each([
  [-100, false, null],
  [0, false, "a"],
  [96, false, "b"],
  [96, true, "c"],
] as const)("at line %d, end %s", (line, atEnd, anchor) => {
  expect(headingAt(HEADINGS, line, atEnd)).toBe(anchor);
});

it("is nowhere on a page without headings", () => {
  expect(headingAt([], 96, true)).toBeNull();
});
