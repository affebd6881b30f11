/** One thing that the search of the site finds. */
export interface SearchDocument {
  readonly id: number;
  /** As results name it: `key`, `rule`, `error`, `platform`, `page`, or a heading `in` a document. */
  readonly kind: "key" | "rule" | "error" | "platform" | "document";
  readonly title: string;
  /** Relative to the root of the site, with an anchor. */
  readonly path: string;
  readonly text: string;
  /** Other words that people search for. */
  readonly also: string;
}

/** The order of the fields in the script, which is smaller without their names. */
export type SearchRow = readonly [
  kind: SearchDocument["kind"],
  title: string,
  path: string,
  text: string,
  also: string,
];
