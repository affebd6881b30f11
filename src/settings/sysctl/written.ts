import type { KeyFacts } from "../../catalogue/types.js";
import type { SysctlKey } from "../../core/key.js";
import type { WrittenSetting } from "../setting.js";
import type { WrittenValue } from "./value.js";

/** A sysctl as it was written, its key looked up and its value read as the key's type. */
export interface WrittenSysctl extends WrittenSetting<WrittenValue> {
  readonly key: SysctlKey;
  /** For a pattern, what the first key it stands for is like; undefined for a key that `accept` vouches for. */
  readonly known: KeyFacts | undefined;
  /** For a pattern, all the keys it stands for; else `known`. */
  readonly standsFor: readonly KeyFacts[];
}
