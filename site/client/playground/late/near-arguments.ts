import { partOf, type Parts } from "../parts.js";

/** Stands for `src/catalogue/near-arguments.ts` in the compiler. */
export const nearArgument: Parts["arguments"]["nearArgument"] = (id) =>
  partOf("arguments")?.nearArgument(id);
