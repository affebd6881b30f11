import type { Argument, Option } from "commander";

/** What a name of the spec, or of what tunegen knows, can be. */
export type NameKind =
  | "role"
  | "host"
  | "workload"
  | "topic"
  | "target"
  | "kind"
  | "os"
  | "distribution"
  | "revision";

/** What can be written as a value: names, a path, one of a few words, or what cannot be listed. */
export type Values =
  | { readonly of: "names"; readonly kind: NameKind; readonly isList: boolean }
  | { readonly of: "choices"; readonly choices: readonly string[] }
  | { readonly of: "files" | "folders" | "free" }
  /** A branch or tag of git, or a file. */
  | { readonly of: "revision-or-file" }
  /** A role, `=` and a path. */
  | { readonly of: "role-path" };

const names = (kind: NameKind, isList = false): Values => ({
  of: "names",
  kind,
  isList,
});
const files: Values = { of: "files" };
const folders: Values = { of: "folders" };
const free: Values = { of: "free" };

/** By the word in angle or square brackets, which the help shows, too. */
const byPlaceholder: ReadonlyMap<string, Values> = new Map([
  ["path", files],
  ["file", files],
  ["spec", files],
  ["config", files],
  ["sources", files],
  ["revision", { of: "revision-or-file" }],
  ["folder", folders],
  ["names", names("topic")],
  ["targets", names("target", true)],
  ["kinds", names("kind", true)],
  ["name=path", { of: "role-path" }],
  ["number", free],
  ["time", free],
  ["url", free],
  ["seconds", free],
  ["version", free],
  ["A..B", free],
]);

/** For options whose placeholder is `<name>`, which does not say of what. */
const byOption: ReadonlyMap<string, Values> = new Map([
  ["--role", names("role")],
  ["--host", names("host")],
  ["--pod", names("workload")],
  ["--os", names("os")],
  ["--distribution", names("distribution")],
  ["--prometheus-user", free],
  ["--prometheus-tenant", free],
]);

/** Returns what the value of an option can be; undefined for an option without a value, and for one that is not listed here. */
export function valuesOfOption(option: Option): Values | undefined {
  const { argChoices, flags, long } = option;
  if (argChoices !== undefined) return { of: "choices", choices: argChoices };
  const [, placeholder] = /[<[](.+?)[>\]]/u.exec(flags) ?? [];
  return placeholder === "name"
    ? byOption.get(long ?? "")
    : byPlaceholder.get(placeholder ?? "");
}

/** Returns what an argument of a command can be. */
export function valuesOfArgument(argument: Argument): Values | undefined {
  return argument.argChoices === undefined
    ? byPlaceholder.get(argument.name())
    : { of: "choices", choices: argument.argChoices };
}
