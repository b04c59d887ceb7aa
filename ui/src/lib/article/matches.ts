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

/** Every word that is one of the given words or another form of it. */
export function findWords(root: Element, words: readonly string[]): Range[] {
  const stems = words.map(stemOf).filter((stem) => stem.length > 1);
  if (stems.length === 0) return [];
  const text = readText(root);
  return [...wordsOf(text)].filter(([word]) => stems.some((stem) => isForm(word, stem))).map(([, range]) => range());
}

/** Words as written, cut where Russian and English endings begin. Rough on purpose: it only colours. */
function stemOf(word: string): string {
  const folded = foldText(word);
  if (folded.length <= 4) return folded;
  return folded.slice(0, folded.length < 7 ? -1 : -2);
}

function isForm(word: string, stem: string): boolean {
  if (stem.length <= 4) return word === stem;
  return word.startsWith(stem) && word.length <= stem.length + 4;
}

function* wordsOf(text: ReadableText): Generator<[string, () => Range]> {
  for (const match of text.folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    yield [match[0], () => rangeOf(text, match.index, match.index + match[0].length)];
  }
}
