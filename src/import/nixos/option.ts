import type { Context } from "./context.js";
import type { Findings } from "./findings.js";
import type { Node } from "./syntax.js";
import type { Lazy } from "./value.js";

/** An option that a file sets. */
export interface SetOption {
  readonly lazy: Lazy;
  readonly context: Context;
  /** `["systemd", "services", "k3s", "serviceConfig"]` */
  readonly names: readonly string[];
  readonly bind: Node;
  readonly findings: Findings;
}

/** Options by name; `*` is any name. */
export interface Options {
  readonly [name: string]: Options | ((option: SetOption) => void);
}
