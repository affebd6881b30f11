import { partOf, type Parts } from "../parts.js";

/** Stands for `src/language/re2.ts` in the compiler. */
export const re2Problem: Parts["matchers"]["re2Problem"] = (pattern) =>
  partOf("matchers")?.re2Problem(pattern);
