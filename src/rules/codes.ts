import type { CodeEntry } from "../core/diagnostics/entry.js";
import {
  type ErrorCode,
  errorCodes,
  isErrorCode,
} from "../core/diagnostics/registry.js";
import { type RuleName, rules } from "./registry.js";
import type { Rule } from "./rule.js";

/** Everything that tunegen can print in brackets: what stops a build, and what its rules find. */
export type Code = ErrorCode | RuleName;

/** What is known of a code. */
export type Entry = CodeEntry | Rule<RuleName>;

/** Finds what is known of a code; undefined for a name that is not one. */
export function entryOf(code: string): Entry | undefined {
  return isErrorCode(code)
    ? errorCodes[code]
    : rules.find(({ name }) => name === code);
}

/** Lists what the section `rules` may name, with its summary: every rule, and the warnings that are no rule's. */
export function adjustable(): ReadonlyMap<string, string> {
  const names: readonly (readonly [string, Entry])[] = [
    ...rules.map((rule) => [rule.name, rule] as const),
    ...Object.entries<CodeEntry>(errorCodes).filter(
      ([, { severity }]) => severity !== "error",
    ),
  ];
  return new Map(names.map(([name, { summary }]) => [name, summary]));
}

/** Lists what an `accept` may name, with its summary: every rule, and the errors that it can vouch for. */
export function acceptable(): ReadonlyMap<string, string> {
  const names: readonly (readonly [string, Entry])[] = [
    ...rules.map((rule) => [rule.name, rule] as const),
    ...Object.entries<CodeEntry>(errorCodes).filter(
      ([, entry]) => entry.acceptable === true,
    ),
  ];
  return new Map(names.map(([name, { summary }]) => [name, summary]));
}
