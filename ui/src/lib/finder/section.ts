// The part of an article that belongs to one heading, as the article itself has it.

export interface ArticleSection {
  /** The heading; empty when the whole article is shown. */
  title: string;
  html: string;
}

/** The section of a sanitised article; all of it without an anchor, or when it has no such heading. */
export function sectionOf(html: string, anchor: string | null, article: string): ArticleSection {
  // A document that is not shown: nothing in it loads or runs.
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const link of body.querySelectorAll<HTMLElement>("a[data-anchor]:not([data-article])")) link.dataset["article"] = article;
  const heading = anchor ? body.querySelector(`[id="${CSS.escape(anchor)}"]`) : null;
  if (!heading) return { title: "", html: written([...body.children]) };
  const title = titleOf(heading);
  const part: Element[] = [];
  for (let next = heading.nextElementSibling; next && !ends(next, heading); next = next.nextElementSibling) part.push(next);
  return { title, html: written(part) };
}

/** The heading; of a platform's tab, with the heading over the tabs. */
function titleOf(heading: Element): string {
  const own = heading.textContent?.trim() ?? "";
  let over = heading.closest(".tabs")?.previousElementSibling ?? null;
  while (over && !/^H[2-6]$/.test(over.tagName)) over = over.previousElementSibling;
  return over ? `${over.textContent?.trim()} — ${own}` : own;
}

function written(elements: Element[]): string {
  return elements.map((element) => element.outerHTML).join("\n");
}

/** Whether an element begins the next section of the same or a higher level. */
function ends(element: Element, heading: Element): boolean {
  return /^H[2-6]$/.test(element.tagName) && element.tagName <= heading.tagName;
}
