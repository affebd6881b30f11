import { capture } from "./capture.js";
import { rollback } from "./rollback.js";
import { verify } from "./verify.js";

/** The commands about nodes that run. They are a bundle of their own, which is loaded when one of them is called. */
export const operate = { capture, rollback, verify } as const;
import { diff } from "./diff.js";
import { verify } from "./verify.js";

/** The commands about nodes that run. They are a bundle of their own, which is loaded when one of them is called. */
export const operate = { capture, diff, verify } as const;

export type Operate = typeof operate;
