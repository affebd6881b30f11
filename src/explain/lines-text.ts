import { listOf } from "../core/list-of.js";
import type { EmittedLine } from "./emitted.js";
import { listed } from "./layout.js";

/** `out/nixos/role-k3s-worker.nix:67` */
export function linesText(lines: readonly EmittedLine[]): string {
  const byPath = new Map<string, number[]>();
  for (const { path, line } of lines) listOf(byPath, path).push(line);
  const places = [...byPath].map(
    ([path, numbers]) => `${path}:${[...new Set(numbers)].join(",")}`,
  );
  return listed(places, 5);
}

/** The same, also for a setting that is in no file. */
export function writtenText(lines: readonly EmittedLine[]): string {
  return lines.length === 0
    ? "nowhere: no target of this node writes it"
    : linesText(lines);
}
