// Ids that tie the search field to its list.

export const RESULTS_ID = "search-results";

export function optionId(index: number): string {
  return `search-option-${index}`;
}
