import { build } from "./build.js";
import { check } from "./check.js";
import { explain } from "./explain.js";
import { lint } from "./lint.js";

/** The commands, in a bundle of their own: it is loaded when one of them is called. */
export const commands = { build, check, explain, lint } as const;

export type Commands = typeof commands;
