// Names that others gave, shown without doing harm.

/** A name without what would turn the text around it: marks of direction and control characters. */
export function shownName(name: string): string {
  return name.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
}
