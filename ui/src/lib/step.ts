/** The next position in a list of `count`, round its ends; from none (-1), the first or the last. */
export function stepIn(count: number, at: number, step: 1 | -1): number {
  if (count === 0) return -1;
  if (at < 0) return step === 1 ? 0 : count - 1;
  return (at + step + count) % count;
}
