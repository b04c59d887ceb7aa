// Which heading the reader is at.

/** The anchor of the last heading at or above the line; at the very end of the page, the last one on screen. */
export function headingAt(headings: readonly { anchor: string; top: number }[], line: number, atEnd: boolean): string | null {
  if (atEnd) return headings.at(-1)?.anchor ?? null;
  return headings.findLast((heading) => heading.top <= line)?.anchor ?? null;
}

/** Visible headings of an outline with their distance from the top of the scrolling element. */
export function measureHeadings(scroller: HTMLElement, anchors: readonly string[]): { anchor: string; top: number }[] {
  const origin = scroller.getBoundingClientRect().top;
  return anchors.flatMap((anchor) => {
    const element = document.getElementById(anchor);
    // Headings in hidden tabs and collapsed blocks have no box.
    if (!element || element.getClientRects().length === 0) return [];
    return [{ anchor, top: element.getBoundingClientRect().top - origin }];
  });
}
