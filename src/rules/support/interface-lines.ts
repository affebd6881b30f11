import { isPattern, segmentTest } from "../../catalogue/glob.js";
import {
  type InterfaceReach,
  interfaceReach,
} from "../../catalogue/interface-reach.js";
import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { held, integerOf, setting, settings } from "./node-settings.js";

/** A line of `net.ipv4.conf.<interface>.<name>`, with `all`, `default`, a pattern or an interface. */
export interface InterfaceLine {
  readonly sysctl: Sysctl;
  readonly interface: string;
  readonly value: bigint | undefined;
}

/** The lines of a node about one key of network interfaces. */
export interface InterfaceLines {
  /** `net.ipv4.conf` */
  readonly family: string;
  /** `rp_filter` */
  readonly name: string;
  readonly reach: InterfaceReach;
  readonly lines: readonly InterfaceLine[];
  /** Those for more than one interface: `all`, `default` and patterns. There may be thousands of the others. */
  readonly general: readonly InterfaceLine[];
}

/** A value of a key, and the line that sets it; without a line, what the node has without the spec. */
export interface InterfaceValue {
  readonly value: bigint;
  readonly by: Sysctl | undefined;
}

/** Groups the lines of a node below `net.ipv4.conf` and `net.ipv6.conf` by key. */
export function interfaceLines(node: NodePlan): readonly InterfaceLines[] {
  const found = new Map<
    string,
    InterfaceLines & { lines: InterfaceLine[]; general: InterfaceLine[] }
  >();
  for (const sysctl of settings(node)) {
    const { segments } = sysctl.key;
    if (
      segments[2] !== "conf" ||
      !sysctl.id.startsWith("net.ipv") ||
      sysctl.value === undefined
    )
      continue;
    const [, protocol = "", , name = "", key] = segments;
    if (key === undefined) continue;
    const family = `net.${protocol}.conf`;
    const reach = interfaceReach(family, key);
    if (reach === undefined) continue;
    const line = { sysctl, interface: name, value: integerOf(sysctl) };
    const id = `${family} ${key}`;
    const of = found.get(id) ?? {
      family,
      name: key,
      reach,
      lines: [],
      general: [],
    };
    found.set(id, of);
    of.lines.push(line);
    if (name === "all" || name === "default" || isPattern(name))
      of.general.push(line);
  }
  return [...found.values()];
}

/** Returns the value of `all` or `default` on a node: of its line, of a pattern that matches it, or without the spec. */
export function valueOf(
  { family, name, general }: InterfaceLines,
  which: "all" | "default",
  node: NodePlan,
): InterfaceValue | undefined {
  const line =
    general.find((each) => each.interface === which) ??
    general.find((each) => covers(each.interface, which));
  if (line !== undefined)
    return line.value === undefined
      ? undefined
      : { value: line.value, by: line.sysctl };
  const [value] = held(node, `${family}.${which}.${name}`)?.fields ?? [];
  return value === undefined ? undefined : { value, by: undefined };
}

/** Whether a pattern matches `all` or `default`, as those of systemd do. */
export function covers(segment: string, which: "all" | "default"): boolean {
  return isPattern(segment) && segmentTest(segment)(which);
}

/** Whether interfaces of the node forward IPv4; undefined where neither the spec nor the platform says. */
export function forwards(node: NodePlan): boolean | undefined {
  const own =
    integerOf(setting(node, "net.ipv4.ip_forward")) ??
    integerOf(setting(node, "net.ipv4.conf.all.forwarding"));
  if (own !== undefined) return own !== 0n;
  // Kubernetes and its network plug-ins enable forwarding on every node; elsewhere, something else may.
  return node.platform.hasKubelet === true ? true : undefined;
}
