import { noEffect } from "./no-effect.js";
import type { Rule } from "./types.js";

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [noEffect];
