// Parts of a picture, in its own pixels: whole numbers, never outside of it, never empty.
import type { Rectangle } from "../api";

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** A pull shorter than this is a press that slipped, in pixels of the picture. */
const SHORTEST = 3;
/** A new part has this share of the picture's width and height. */
const NEW = 1 / 4;
/** One press of an arrow key moves by this share of the longer side. */
const STEP = 1 / 100;

/** The part between two corners; null when it is too small to be meant. */
export function between(from: Point, to: Point, size: Size): Rectangle | null {
  const [left, right] = span(from.x, to.x, size.width);
  const [top, bottom] = span(from.y, to.y, size.height);
  if (right - left < SHORTEST || bottom - top < SHORTEST) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function moved(part: Rectangle, right: number, down: number, size: Size): Rectangle {
  return { ...part, x: within(part.x + right, 0, size.width - part.width), y: within(part.y + down, 0, size.height - part.height) };
}

/** The upper left corner stays. */
export function resized(part: Rectangle, wider: number, higher: number, size: Size): Rectangle {
  return { ...part, width: within(part.width + wider, 1, size.width - part.x), height: within(part.height + higher, 1, size.height - part.y) };
}

/** What was typed as numbers, as far as the picture allows; the place counts before the size. */
export function placed(part: Rectangle, size: Size): Rectangle {
  const x = within(part.x, 0, size.width - 1);
  const y = within(part.y, 0, size.height - 1);
  return { x, y, width: within(part.width, 1, size.width - x), height: within(part.height, 1, size.height - y) };
}

/** A part in the middle, to begin with. */
export function inTheMiddle(size: Size): Rectangle {
  const width = Math.max(1, Math.round(size.width * NEW));
  const height = Math.max(1, Math.round(size.height * NEW));
  return { x: Math.floor((size.width - width) / 2), y: Math.floor((size.height - height) / 2), width, height };
}

/** How far one press of an arrow key moves. */
export function stepOf(size: Size): number {
  return Math.max(1, Math.round(Math.max(size.width, size.height) * STEP));
}

/** A place on the screen as a place in the picture, which is shown in `shown`. */
export function pointIn(shown: { left: number; top: number; width: number; height: number }, at: Point, size: Size): Point {
  return { x: ((at.x - shown.left) / shown.width) * size.width, y: ((at.y - shown.top) / shown.height) * size.height };
}

/** Outwards to whole pixels: what was meant to be covered is covered. */
function span(one: number, other: number, length: number): [number, number] {
  return [within(Math.floor(Math.min(one, other)), 0, length), within(Math.ceil(Math.max(one, other)), 0, length)];
}

function within(value: number, least: number, most: number): number {
  const whole = Number.isFinite(value) ? Math.round(value) : least;
  return Math.min(Math.max(whole, least), Math.max(least, most));
}
