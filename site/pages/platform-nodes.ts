import { findKey } from "../../src/catalogue/lookup.js";
import type { SysctlKey } from "../../src/core/key.js";
import { keysOf } from "../../src/core/keys-of.js";
import { baselineOf } from "../../src/platform/baseline.js";
import {
  distroLabel,
  distros,
  readDistro,
} from "../../src/platform/distro/registry.js";
import { factsOf, withImplied } from "../../src/platform/facts.js";
import type { StatedFacts } from "../../src/platform/facts.js";
import { keyOnNode } from "../../src/platform/kernel-supply.js";
import { operatingSystems } from "../../src/platform/os/registry.js";
import { platformOf } from "../../src/platform/platform-of.js";
import { figure } from "../../src/explain/quantities.js";

/** What a key is on the newest known release of a platform, if no spec sets it. */
export interface OnPlatform {
  /** Of the platform, as its page has it. */
  readonly name: string;
  /** `Talos 1.14`, `Debian 13` */
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

interface PlatformNode {
  readonly name: string;
  readonly label: string;
  readonly facts: ReturnType<typeof factsOf>;
  readonly platform: ReturnType<typeof platformOf>;
}

let known: readonly PlatformNode[] | undefined;

/** Lists the newest known release of each operating system and distribution of Linux. */
function platformNodes(): readonly PlatformNode[] {
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
  const facts = withImplied({ ...stated, arch: "amd64", memory: MEMORY });
  return { name, label, facts: factsOf(facts), platform: platformOf(facts) };
}

/** Tells what a key is on each platform without a spec. */
export function onPlatforms(key: SysctlKey): readonly OnPlatform[] {
  const facts = findKey(key);
  return platformNodes().map((each) => {
    const { name, label } = each;
    const presence = keyOnNode(key, each);
    const lacks = presence?.kind === "absent" ? presence.why : undefined;
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
      note: baseline?.sure === true ? undefined : baseline?.note,
    };
  });
}
