// The readable text below an element, folded for comparison, with the way back to the nodes.
// Works on hidden tabs and collapsed blocks too; skips what is not part of the article.

export interface ReadableText {
  /**
   * Lower case, ё as е, plain quotes and dashes, runs of white space as one, without accents and soft hyphens; line
   * feeds between blocks.
   */
  folded: string;
  /** For each character of `folded`: the node and the offset it comes from. */
  nodes: Text[];
  offsets: number[];
}

const SKIPPED = "button, script, style, .visually-hidden, .tab-heading, [aria-hidden=true]";
const BLOCK =
  "p, li, h1, h2, h3, h4, h5, h6, td, th, pre, summary, figcaption, dt, dd, blockquote, .callout, section, article, div";

const FOLDS: Record<string, string> = {
  ё: "е", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "’": "'",
};

/** Combining accents and soft hyphens: the search does not know them either. */
const DROPPED = /[\u00ad\u0300-\u036f]/;

/** The character to compare with; empty for what readers do not type. */
export function fold(character: string): string {
  if (/\s/.test(character)) return " ";
  if (DROPPED.test(character)) return "";
  const lower = character.toLowerCase();
  // A character that grows in lower case would shift all offsets.
  const single = lower.length === character.length ? lower : character;
  return FOLDS[single] ?? single;
}

export function foldText(text: string): string {
  return [...text].map(fold).join("").replace(/ +/g, " ").trim();
}

export function readText(root: Element): ReadableText {
  const parts: string[] = [];
  const nodes: Text[] = [];
  const offsets: number[] = [];
  const add = (character: string, node: Text, offset: number) => {
    parts.push(character);
    nodes.push(node);
    offsets.push(offset);
  };
  let block: Element | null = null;
  let last = "\n";
  for (const node of textNodes(root)) {
    const around = node.parentElement?.closest(BLOCK) ?? root;
    if (block && around !== block && last !== "\n") add((last = "\n"), node, 0);
    block = around;
    for (let offset = 0; offset < node.data.length; offset += 1) {
      const character = fold(node.data[offset] as string);
      if (character === "") continue;
      if (character === " " && (last === " " || last === "\n")) continue;
      add(character, node, offset);
      last = character;
    }
  }
  return { folded: parts.join(""), nodes, offsets };
}

/** The range of the characters `from` to `to` (exclusive) of the folded text. */
export function rangeOf(text: ReadableText, from: number, to: number): Range {
  const range = document.createRange();
  range.setStart(text.nodes[from] as Text, text.offsets[from] as number);
  const node = text.nodes[to - 1] as Text;
  let end = (text.offsets[to - 1] as number) + 1;
  // The accent of a last letter belongs to it.
  while (DROPPED.test(node.data[end] ?? "")) end += 1;
  range.setEnd(node, end);
  return range;
}

function* textNodes(root: Element): Generator<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node instanceof Element) return node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    return NodeFilter.FILTER_ACCEPT;
  });
  while (walker.nextNode()) yield walker.currentNode as Text;
}
