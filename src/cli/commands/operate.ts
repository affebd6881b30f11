import { comparedKinds } from "../../verify/kinds.js";
import { buildSince } from "./build-since.js";
import { capture } from "./capture.js";
import { diff } from "./diff.js";
import { rollback } from "./rollback.js";
import { upgrade } from "./upgrade.js";
import { verify } from "./verify.js";

/** The commands about nodes that run. They are a bundle of their own, which is loaded when one of them is called. */
export const operate = {
  buildSince,
  capture,
  diff,
  rollback,
  upgrade,
  verify,
  comparedKinds,
} as const;

export type Operate = typeof operate;
