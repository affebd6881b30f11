import { shellWord } from "../../encode/shell.js";
import { valueText } from "../../settings/sysctl/value.js";
import type { OldValue, Undo } from "../types.js";
import { evidenceLines, heading } from "./heading.js";

/** Writes a program for any POSIX shell that sets the old values, and says which it could not set. */
export function script(undo: Undo, specName: string): string {
  return `${[
    "#!/bin/sh",
    ...heading(undo, specName, ["Run it as root, once."]),
    "",
    ...body(undo.values),
  ].join("\n")}\n`;
}

/** The statements of the program. A file that is not there has nothing to undo. */
export function body(values: readonly OldValue[]): readonly string[] {
  if (values.length === 0) return ["exit 0"];
  return [
    "failed=0",
    "old() {",
    '  if [ ! -e "$1" ]; then',
    '    echo "$1: no such file, nothing to undo" >&2',
    `  elif ! printf '%s\\n' "$2" >"$1"; then`,
    '    echo "$1: not set to $2" >&2',
    "    failed=1",
    "  fi",
    "}",
    ...values.flatMap((old) => [
      "",
      ...evidenceLines(old),
      `old ${shellWord(old.path)} ${shellWord(valueText(old.value))}`,
    ]),
    "",
    'exit "$failed"',
  ];
}
