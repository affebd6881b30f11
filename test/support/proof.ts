import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { valueText } from "../../src/settings/sysctl/value.js";
import type { NodePlan } from "../../src/plan/types.js";
import type { SysctlValue } from "../../src/settings/sysctl/value.js";
import type { Sysctl } from "../../src/settings/sysctl/index.js";
import { slashed } from "../../src/core/key.js";
import { sysctlsOf } from "./compile.js";

/** A key with the value that a loader is to give it. */
export interface WantedKey {
  /** Below /proc/sys: `net/ipv4/tcp_rmem`. */
  readonly path: string;
  readonly value: string;
  /** Values that it may have before; the kernel refuses some of them. */
  readonly others: readonly string[];
  readonly sysctl: Sysctl;
}

/** What `prove.sh` saw. Keys by path, with a single blank between fields; a key that is not there is missing. */
export interface Proof {
  readonly before: Readonly<Record<string, string>>;
  readonly said: string;
  readonly status: number;
  readonly after: Readonly<Record<string, string>>;
}

/** Everything that a node's sysctl.d file sets. */
export function wantedOf(node: NodePlan): readonly WantedKey[] {
  return sysctlsOf(node).flatMap((sysctl) =>
    sysctl.value === undefined
      ? []
      : [
          {
            path: slashed(sysctl.key),
            value: valueText(sysctl.value),
            others: othersOf(sysctl, sysctl.value),
            sysctl,
          },
        ],
  );
}

/** The kernels' own defaults, and numbers near the value: what a key accepts is known no better than that. */
function othersOf(sysctl: Sysctl, value: SysctlValue): readonly string[] {
  const defaults = (sysctl.known?.releases ?? []).map(
    (release) => release.default,
  );
  const others = [...defaults, ...nearby(value)];
  return [...new Set(others)].filter((other) => other !== valueText(value));
}

function nearby(value: SysctlValue): readonly string[] {
  // A congestion control, a queueing discipline, a list of ports or processors.
  if (value.type === "text") return ["reno", "pfifo", "1"];
  const last = value.fields.at(-1) ?? 0n;
  const rest = value.fields.slice(0, -1);
  // The half last: a switch takes 2 for 1, and a number that is less by one may be rounded up to the value.
  return [last + 1n, last / 2n].map((field) => [...rest, field].join(" "));
}

/** Writes the folder that `prove.sh` works on. */
export function writeProofFolder(
  folder: string,
  settings: string,
  keys: readonly WantedKey[],
): void {
  const others = keys.flatMap(({ path, others }) =>
    others.map((other) => `${path} ${other}`),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.conf"), settings);
  writeFileSync(join(folder, "keys"), lines(keys.map(({ path }) => path)));
  writeFileSync(join(folder, "others"), lines(others));
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}

/**
 * Reads what `prove.sh` printed.
 *
 * @throws Error with the whole output, where it did not come to its end
 */
export function readProof(output: string): Proof {
  const parts = output.split(/^@@ (before|said|status|after|end)\n/mu);
  const section = (name: string): string => {
    const at = parts.indexOf(name);
    if (at < 0) throw new Error(`no ${name} in:\n${output}`);
    return parts[at + 1] ?? "";
  };
  section("end");
  return {
    before: readings(section("before")),
    said: section("said"),
    status: Number(section("status")),
    after: readings(section("after")),
  };
}

function readings(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^([^:\n]+):(.*)$/gmu)].map(
      ([, path = "", value = ""]) => [
        path,
        value.replaceAll("\t", " ").trimEnd(),
      ],
    ),
  );
}

/** The loader succeeded, every key has its value, and none had it before. */
export function expectApplied(proof: Proof, keys: readonly WantedKey[]): void {
  expect(proof.status, proof.said).toBe(0);
  expect(unscrambled(proof, keys)).toEqual([]);
  expect(proof.after).toEqual(valuesByPath(keys));
}

/** The keys that had their value already, so that nothing is proven of them. */
export function unscrambled(
  proof: Proof,
  keys: readonly WantedKey[],
): readonly string[] {
  return keys
    .filter(({ path, value }) => proof.before[path] === value)
    .map(({ path }) => path);
}

export function valuesByPath(
  keys: readonly WantedKey[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map(({ path, value }) => [path, value]));
}
