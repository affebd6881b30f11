import { findKey, presence } from "../../src/catalogue/lookup.js";
import type { KeyFacts } from "../../src/catalogue/types.js";
import type { Arch } from "../../src/core/facts.js";
import type { SysctlKey } from "../../src/core/key.js";
import { parseVersion } from "../../src/core/version.js";
import { keysOf } from "../../src/core/keys-of.js";
import { baselineOf } from "../../src/platform/baseline.js";
import {
  distroLabel,
  distros,
  readDistro,
} from "../../src/platform/distro/registry.js";
import { factsOf, withImplied } from "../../src/platform/facts.js";
import type { StatedFacts } from "../../src/platform/facts.js";
import { hasBackports } from "../../src/platform/kernel-builds.js";
import { keyOnNode } from "../../src/platform/kernel-supply.js";
import { operatingSystems } from "../../src/platform/os/registry.js";
import { ownKernel } from "../../src/platform/own-kernel.js";
import { platformOf } from "../../src/platform/platform-of.js";
import { figure } from "../../src/explain/quantities.js";

/** What a key is on the newest known release of a platform, if no spec sets it. */
export interface OnPlatform {
  /** Of the platform, as its page has it. */
  readonly name: string;
  /** `Talos 1.14 (Linux 6.18)` */
  readonly label: string;
  /** Why it has no such key: "it requires CONFIG_IP_VS". */
  readonly lacks: string | undefined;
  /** With units; undefined where it is not known. */
  readonly value: string | undefined;
  readonly sure: boolean;
  /** Who sets it at boot; undefined for the kernel. */
  readonly by: string | undefined;
  readonly note: string | undefined;
}

/** The memory of the nodes, as on the measured machine. */
const MEMORY = 4n << 30n;

/** A node of a platform that states all that its page assumes. */
export interface PlatformNode {
  readonly name: string;
  /** What a spec states of it. */
  readonly stated: StatedFacts;
  /** `Debian 13`, with the kernel where that is known: `Debian 13 (Linux 6.12)`. */
  readonly label: string;
  readonly facts: ReturnType<typeof factsOf>;
  readonly platform: ReturnType<typeof platformOf>;
}

let known: readonly PlatformNode[] | undefined;

/** Lists the newest known release of each operating system and distribution of Linux. */
export function platformNodes(): readonly PlatformNode[] {
  known ??= [
    ...keysOf(operatingSystems).flatMap((os) => {
      const { hasDistros, systemLabel, newest } = operatingSystems[os];
      const label = [systemLabel, newest ?? ""].join(" ").trimEnd();
      return hasDistros ? [] : [node(os, label, { os, osVersion: newest })];
    }),
    ...[...distros].map(([name, { label, releases }]) => {
      const distro = [name, ...(releases?.known.slice(-1) ?? [])].join("-");
      const stated = readDistro(distro);
      const words = stated === undefined ? label : distroLabel(stated);
      return node(name, words, { distro });
    }),
  ];
  return known;
}

function node(name: string, label: string, stated: StatedFacts): PlatformNode {
  const { arch = "amd64", kernel } =
    ["amd64" as const, "arm64" as const]
      .map((each) => ({ arch: each, kernel: kernelOf(stated, each) }))
      .find((each) => each.kernel !== undefined) ?? {};
  const own = { ...stated, arch, kernel, memory: MEMORY };
  const facts = withImplied(own);
  const version = kernel === undefined ? undefined : parseVersion(kernel);
  const details = [
    ...(version ? [`Linux ${version.major}.${version.minor}`] : []),
    ...(arch === "amd64" ? [] : [arch]),
  ].join(", ");
  return {
    name,
    stated: own,
    label: details === "" ? label : `${label} (${details})`,
    facts: factsOf(facts),
    platform: platformOf(facts),
  };
}

/** The kernel of a platform's release on an architecture, which pages and nodes without a stated kernel share. */
function kernelOf(stated: StatedFacts, arch: Arch): string | undefined {
  const facts = withImplied({ ...stated, arch });
  return facts.kernel ?? ownKernel(platformOf(facts).builds, facts);
}

/** Tells what a key is on each platform without a spec. */
export function onPlatforms(key: SysctlKey): readonly OnPlatform[] {
  const facts = findKey(key);
  return platformNodes().map((each) => {
    const { name, label } = each;
    const lacks = whyAbsent(key, facts, each);
    const baseline =
      lacks === undefined ? baselineOf(facts, key.id, each) : undefined;
    return {
      name,
      label,
      lacks,
      value:
        baseline?.value === undefined
          ? undefined
          : figure(baseline.value, facts?.unit, each.facts),
      sure: baseline?.sure ?? false,
      by: baseline?.by,
      note:
        baseline?.sure === true
          ? undefined
          : noteOn(baseline?.note, each.facts.kernel),
    };
  });
}

/** Says why the kernel of a platform has no such key; undefined if it has, or that is not known. */
function whyAbsent(
  key: SysctlKey,
  known: KeyFacts | undefined,
  node: PlatformNode,
): string | undefined {
  const built = keyOnNode(key, node);
  if (built?.kind === "absent") return built.why;
  const { facts, platform } = node;
  if (known === undefined || hasBackports(facts, platform.builds))
    return undefined;
  const found = presence(known, facts);
  return found?.present === false ? found.note : undefined;
}

/** Says why the value is that of another kernel, if that of the platform is not known. */
function noteOn(
  note: string | undefined,
  kernel: string | undefined,
): string | undefined {
  return kernel === undefined && note?.startsWith("as on ") === true
    ? `its kernel is not known: ${note}`
    : note;
}
