// What is cropped and covered in a picture until it is done: the parts, the one in hand, and the way back.
import type { Edits, Rectangle } from "../api";
import { inTheMiddle, moved, placed, resized, type Size } from "./rectangles";

export type Tool = "cover" | "crop";

export interface Part {
  id: number;
  kind: Tool;
  at: Rectangle;
}

interface Step {
  parts: Part[];
  /** Changes of the same thing that follow each other are one step. */
  what: string;
}

export class PictureEdits {
  readonly size: Size;
  parts = $state.raw<Part[]>([]);
  tool = $state<Tool>("cover");
  selected = $state<number | null>(null);
  #steps = $state.raw<Step[]>([]);
  #next = 1;

  constructor(size: Size) {
    this.size = size;
  }

  get covers(): Part[] {
    return this.parts.filter(({ kind }) => kind === "cover");
  }

  get part(): Part | null {
    return this.parts.find(({ id }) => id === this.selected) ?? null;
  }

  get canUndo(): boolean {
    return this.#steps.length > 0;
  }

  /** What the program is asked to do; null when there is nothing to do. */
  get edits(): Edits | null {
    if (this.parts.length === 0) return null;
    const crop = this.parts.find(({ kind }) => kind === "crop")?.at ?? null;
    return { crop, covers: this.covers.map(({ at }) => at) };
  }

  /** The number of a cover among the covers, from 1. */
  numberOf(part: Part): number {
    return this.covers.indexOf(part) + 1;
  }

  /** A part made with the tool in hand; there is one crop at most. */
  add(at: Rectangle = inTheMiddle(this.size)): Part {
    const part = { id: this.#next++, kind: this.tool, at };
    this.#step(`add ${part.id}`);
    this.parts = [...this.parts.filter(({ kind }) => kind === "cover" || this.tool === "cover"), part];
    this.selected = part.id;
    return part;
  }

  /** Puts a part elsewhere. Calls with the same `pull` (one drag of the mouse) are taken back together. */
  put(id: number, at: Rectangle, pull = ""): void {
    const part = this.parts.find((other) => other.id === id);
    if (!part || same(part.at, at)) return;
    this.#step(`put ${id} ${pull}`);
    this.parts = this.parts.map((other) => (other.id === id ? { ...other, at } : other));
    this.selected = id;
  }

  move(id: number, right: number, down: number): void {
    this.#change(id, (at) => moved(at, right, down, this.size));
  }

  resize(id: number, wider: number, higher: number): void {
    this.#change(id, (at) => resized(at, wider, higher, this.size));
  }

  /** Takes over what was typed as numbers. */
  place(id: number, numbers: Partial<Rectangle>): void {
    this.#change(id, (at) => placed({ ...at, ...numbers }, this.size));
  }

  remove(id: number): void {
    this.#step(`remove ${id}`);
    this.parts = this.parts.filter((other) => other.id !== id);
    if (this.selected === id) this.selected = null;
  }

  undo(): void {
    const step = this.#steps.at(-1);
    if (!step) return;
    this.#steps = this.#steps.slice(0, -1);
    this.parts = step.parts;
    if (!this.part) this.selected = null;
  }

  #change(id: number, change: (at: Rectangle) => Rectangle): void {
    const part = this.parts.find((other) => other.id === id);
    if (part) this.put(id, change(part.at));
  }

  #step(what: string): void {
    if (this.#steps.at(-1)?.what !== what) this.#steps = [...this.#steps, { parts: this.parts, what }];
  }
}

function same(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
