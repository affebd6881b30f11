import type { CodeEntry } from "../core/diagnostics/entry.js";
import { type ErrorCode, errorCodes } from "../core/diagnostics/registry.js";
import { type RuleName, rules } from "./registry.js";
import type { Rule } from "./rule.js";

/** Everything that tunegen can print in brackets: what stops a build, and what its rules find. */
export type Code = ErrorCode | RuleName;

/** What is known of a code. */
export type Entry = CodeEntry | Rule<RuleName>;

const entries: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ...Object.entries(errorCodes),
  ...rules.map((rule) => [rule.name, rule] as const),
]);

/** Finds what is known of a code; undefined for a name that is not one. */
export function entryOf(code: string): Entry | undefined {
  return entries.get(code);
}
