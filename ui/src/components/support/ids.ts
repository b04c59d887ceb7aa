// Ids that tie the fields of a form to their labels, counters and errors.

export const controlId = (field: string): string => `field-${field}`;
export const counterId = (field: string): string => `field-${field}-counter`;
export const problemId = (field: string): string => `field-${field}-problem`;
export const hintId = (field: string): string => `field-${field}-hint`;
