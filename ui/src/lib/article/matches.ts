// Where a text, or any of the words a search has found, stands on a page.
import { foldText, type ReadableText, rangeOf, readText } from "./text";

const TOO_MANY = 2000;

/** Every occurrence of a text, in reading order. */
export function findText(root: Element, query: string): Range[] {
  const wanted = foldText(query);
  if (wanted === "") return [];
  const text = readText(root);
  const found: Range[] = [];
  let from = text.folded.indexOf(wanted);
  while (from >= 0 && found.length < TOO_MANY) {
    found.push(rangeOf(text, from, from + wanted.length));
    from = text.folded.indexOf(wanted, from + wanted.length);
  }
  return found;
}

/** Every whole word that is one of the given ones, in reading order. */
export function findWords(root: Element, words: readonly string[]): Range[] {
  const wanted = new Set(words.map(foldText));
  if (wanted.size === 0) return [];
  const text = readText(root);
  const found = [...wordsOf(text)].filter(([word]) => wanted.has(word));
  return found.slice(0, TOO_MANY).map(([word, at]) => rangeOf(text, at, at + word.length));
}

/** Words as the search cuts them: letters and digits, everything else separates. */
function* wordsOf(text: ReadableText): Generator<[string, number]> {
  for (const match of text.folded.matchAll(/[\p{L}\p{N}]+/gu)) yield [match[0], match.index];
}
