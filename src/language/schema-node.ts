import { definition, described, strictObject } from "../core/schema.js";
import { factFields } from "../platform/facts.js";

/** The facts `node:`, at the top or in a role or host. */
export const node = definition(
  "node",
  described(
    strictObject(factFields),
    "Facts about the node; tunegen checks less with fewer facts",
  ),
);
