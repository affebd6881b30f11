/** A list of nothing: the same for the very many that have none. */
export const none: readonly never[] = Object.freeze([]);
