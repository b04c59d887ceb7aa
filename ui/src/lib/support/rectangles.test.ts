import { expect, it } from "vitest";
import { between, inTheMiddle, moved, placed, pointIn, resized, stepOf } from "./rectangles";

const SIZE = { width: 200, height: 100 };
const part = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const list = (at: { x: number; y: number; width: number; height: number } | null) => at && [at.x, at.y, at.width, at.height];

it.each([
  ["downwards", [10, 20], [40, 60], [10, 20, 30, 40]],
  ["upwards and to the left", [40, 60], [10, 20], [10, 20, 30, 40]],
  ["outwards to whole pixels", [10.7, 20.2], [40.1, 60.9], [10, 20, 31, 41]],
  ["no further than the picture", [-30, 90], [500, 300], [0, 90, 200, 10]],
  ["nothing beside the picture", [300, 10], [400, 90], null],
  ["nothing for a press that slipped", [10, 10], [12, 40], null],
] as const)("is drawn %s", (_what, [fromX, fromY], [toX, toY], expected) => {
  expect(list(between({ x: fromX, y: fromY }, { x: toX, y: toY }, SIZE))).toEqual(expected);
});

it.each([
  [5, -5, [15, 15, 30, 40]],
  [-100, 0, [0, 20, 30, 40]],
  [1000, 1000, [170, 60, 30, 40]],
  [0.4, 0.6, [10, 21, 30, 40]],
])("is moved by %d, %d within the picture", (right, down, expected) => {
  expect(list(moved(part(10, 20, 30, 40), right, down, SIZE))).toEqual(expected);
});

it.each([
  [5, -5, [10, 20, 35, 35]],
  [-100, -100, [10, 20, 1, 1]],
  [1000, 1000, [10, 20, 190, 80]],
])("is made larger by %d, %d within the picture", (wider, higher, expected) => {
  expect(list(resized(part(10, 20, 30, 40), wider, higher, SIZE))).toEqual(expected);
});

it.each([
  ["numbers that fit", [1, 2, 3, 4], [1, 2, 3, 4]],
  ["too much", [500, 50, 500, 500], [199, 50, 1, 50]],
  ["too little", [-5, -5, 0, -1], [0, 0, 1, 1]],
  ["no numbers", [Number.NaN, 2.6, Number.POSITIVE_INFINITY, 4], [0, 3, 1, 4]],
] as const)("takes %s", (_what, [x, y, width, height], expected) => {
  expect(list(placed(part(x, y, width, height), SIZE))).toEqual(expected);
});

it("begins in the middle, also of the smallest picture", () => {
  expect(list(inTheMiddle(SIZE))).toEqual([75, 37, 50, 25]);
  expect(list(inTheMiddle({ width: 1, height: 1 }))).toEqual([0, 0, 1, 1]);
  expect([stepOf(SIZE), stepOf({ width: 9, height: 9 }), stepOf({ width: 300, height: 4000 })]).toEqual([2, 1, 40]);
});

it("knows the place in the picture under a place on the screen", () => {
  expect(pointIn({ left: 10, top: 20, width: 100, height: 50 }, { x: 60, y: 45 }, SIZE)).toEqual({ x: 100, y: 50 });
});
