import type { KeyFacts } from "../../catalogue/types.js";
import type { NixPriority } from "../../core/nix-priority.js";
import type { SysctlKey } from "../../core/key.js";
import type { WrittenSetting } from "../setting.js";
import type { WrittenValue } from "./value.js";

/** A sysctl of the spec, with its key looked up and its value read as the key's type. */
export interface WrittenSysctl extends WrittenSetting<WrittenValue> {
  readonly key: SysctlKey;
  /** For a pattern, the first key that it matches; undefined for an unknown key with an `accept`. */
  readonly known: KeyFacts | undefined;
  /** For a pattern, all keys that it matches; otherwise `known`. */
  readonly standsFor: readonly KeyFacts[];
  /** Its own priority in NixOS modules. */
  readonly priority?: NixPriority | undefined;
}
