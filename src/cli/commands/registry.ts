import { build } from "./build.js";
import { check } from "./check.js";
import { explain } from "./explain.js";
import { lint } from "./lint.js";

/** The commands. They are a separate bundle, which is loaded when one of them is called. */
export const commands = { build, check, explain, lint } as const;

export type Commands = typeof commands;
