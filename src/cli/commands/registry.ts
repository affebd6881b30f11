import { listNames } from "../complete/names.js";
import { targets } from "../../targets/emit.js";
import { build } from "./build.js";
import { buildWatch } from "./build-watch.js";
import { check } from "./check.js";
import { explain } from "./explain.js";
import { kernelBuild } from "./kernel-build.js";
import { lint } from "./lint.js";

/** The commands. They are a separate bundle, which is loaded when one of them is called. */
export const commands = {
  build,
  buildWatch,
  check,
  explain,
  kernelBuild,
  lint,
  /** What `--only` takes. */
  targetNames: targets.map(({ name }) => name),
  /** What can be completed beside commands, options and their choices. */
  listNames,
} as const;

export type Commands = typeof commands;
