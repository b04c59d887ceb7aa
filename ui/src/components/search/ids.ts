// Ids that tie the search fields to their lists.
import type { FieldName } from "../../lib/search/start.svelte";

export const RESULTS_ID = "search-results";

export function optionId(index: number): string {
  return `search-option-${index}`;
}

export function startId(field: FieldName): string {
  return `start-${field}`;
}

export function startOptionId(field: FieldName, index: number): string {
  return `start-${field}-${index}`;
}
