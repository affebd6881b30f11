import * as z from "zod/mini";
import { described } from "../core/schema.js";
import { factFields } from "../platform/facts.js";

/** The facts `node:` of the top, a role or a host. */
export const node = described(
  z.strictObject(factFields),
  "Facts about the node; tunegen checks less with fewer facts",
);
