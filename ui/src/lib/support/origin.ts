// Where a person comes from on the way to support: what goes along with the request.

export interface Origin {
  /** The article that was read. */
  article: { title: string; address: string } | null;
  /** What was searched for. */
  query: string;
  /** What a problem finder made them try, a line each. */
  tried: string[];
}

export const NOWHERE: Origin = { article: null, query: "", tried: [] };

type Say = (key: string, values: Record<string, string>) => string;

export function contextLines({ article, query, tried }: Origin, say: Say): string[] {
  return [
    ...(query === "" ? [] : [say("context-query", { query })]),
    ...tried,
    ...(article ? [say("context-article", article)] : []),
  ];
}

/** The subject a draft begins with: the words that were searched for in vain. */
export function subjectFrom({ query }: Origin): string {
  return query;
}
