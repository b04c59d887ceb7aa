// Marks on the page that change no DOM: the CSS Custom Highlight API.
// The colours are in styles/article.css. A web view without the API shows no marks.

export type HighlightName = "found-words" | "found-current" | "find" | "find-current";

export function setHighlight(name: HighlightName, ranges: Range[]): void {
  if (!("highlights" in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
