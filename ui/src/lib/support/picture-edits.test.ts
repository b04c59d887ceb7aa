import { beforeEach, expect, it } from "vitest";
import { PictureEdits } from "./picture-edits.svelte";

let editing: PictureEdits;
const at = (x: number, y = 0, width = 10, height = 10) => ({ x, y, width, height });
const places = () => editing.parts.map(({ kind, at }) => `${kind} ${at.x}`);

beforeEach(() => {
  editing = new PictureEdits({ width: 200, height: 100 });
});

it("asks for what was drawn, and for nothing when nothing was", () => {
  expect(editing.edits).toBeNull();
  editing.add(at(1));
  editing.tool = "crop";
  editing.add(at(2));
  expect(editing.edits).toEqual({ crop: at(2), covers: [at(1)] });
});

it("keeps one crop and every cover", () => {
  for (const tool of ["crop", "cover", "crop", "cover"] as const) {
    editing.tool = tool;
    editing.add(at(editing.parts.length));
  }
  expect(places()).toEqual(["cover 1", "crop 2", "cover 2"]);
  expect(editing.covers.map((part) => editing.numberOf(part))).toEqual([1, 2]);
});

it("goes back step by step, a pull and a held key being one", () => {
  const first = editing.add(at(0));
  editing.put(first.id, at(5), "pull 1");
  editing.put(first.id, at(6), "pull 1");
  editing.put(first.id, at(7), "pull 2");
  editing.move(first.id, 1, 0);
  editing.move(first.id, 1, 0);
  editing.remove(first.id);
  const seen = [places()];
  while (editing.canUndo) {
    editing.undo();
    seen.push(places());
  }
  expect(seen).toEqual([[], ["cover 9"], ["cover 7"], ["cover 6"], ["cover 0"], []]);
  editing.undo();
  expect([editing.parts, editing.selected, editing.part]).toEqual([[], null, null]);
});

it("keeps a part in hand until it is gone", () => {
  const first = editing.add(at(0));
  const second = editing.add(at(50));
  editing.move(first.id, 3, 0);
  expect(editing.part?.at.x).toBe(3);
  editing.remove(second.id);
  expect(editing.selected).toBe(first.id);
  editing.place(first.id, { x: 900, width: Number.NaN });
  expect(editing.part?.at).toEqual(at(199, 0, 1));
  editing.remove(first.id);
  expect(editing.selected).toBeNull();
});

it("takes no step for what changes nothing", () => {
  const part = editing.add(at(0));
  editing.move(part.id, -5, 0);
  editing.put(77, at(1));
  editing.undo();
  expect([editing.parts, editing.canUndo]).toEqual([[], false]);
});
