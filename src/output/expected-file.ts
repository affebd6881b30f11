import type { OutputFile } from "../targets/types.js";

/** What is compared with the disk of a file: where it goes, and its text. */
export type ExpectedFile = Pick<
  OutputFile,
  "target" | "output" | "path" | "text"
>;
