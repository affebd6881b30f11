import type { SysctlKey } from "../core/key.js";
import { onceFor } from "../core/once-for.js";
import { factsById } from "./decode.js";
import type { KeyFacts } from "./types.js";

/** The families with one folder per network interface: `net.ipv4.conf.<interface>.*`. */
const families = new Set([
  "ipv4.conf",
  "ipv4.neigh",
  "ipv6.conf",
  "ipv6.neigh",
  "mpls.conf",
]);
/** Folders that are not interfaces. */
const notInterfaces = new Set(["all", "default", "lo"]);

export interface InterfaceKey {
  /** `net.ipv4.conf` */
  readonly family: string;
  /** The name, not the segment of an id: `bond0.30` */
  readonly interface: string;
  readonly name: string;
}

/** Reads `net.ipv4.conf.<interface>.<name>`; undefined for other keys and for `all`, `default` and `lo`. */
export const interfaceKey = onceFor(
  ({ segments }: SysctlKey): InterfaceKey | undefined => {
    const [root, protocol, group, device, name, ...more] = segments;
    if (
      root !== "net" ||
      device === undefined ||
      name === undefined ||
      more.length > 0
    )
      return undefined;
    if (
      !families.has(`${protocol ?? ""}.${group ?? ""}`) ||
      notInterfaces.has(device)
    )
      return undefined;
    return {
      family: `net.${protocol ?? ""}.${group ?? ""}`,
      interface: device,
      name,
    };
  },
);

/**
 * Derives the facts about a key of a real interface. An interface starts with the current value of `default`; `lo`
 * shows which keys interfaces have: `neigh.default.gc_thresh1` belongs to the table, not to an interface.
 */
export function interfaceFacts(
  id: string,
  { family, name }: InterfaceKey,
): KeyFacts | undefined {
  const own = factsById(`${family}.lo.${name}`);
  if (!own) return undefined;
  const template = factsById(`${family}.default.${name}`);
  const from = template ?? own;
  const releases = from.releases
    .filter(({ kernel, arch }) =>
      own.releases.some(
        (release) => release.kernel === kernel && release.arch === arch,
      ),
    )
    .map((release) => Object.freeze({ ...release, inherited: undefined }));
  return Object.freeze({
    ...from,
    id,
    releases: Object.freeze(releases),
    defaultNote: template
      ? `as ${template.id} when the interface appears`
      : from.defaultNote,
  });
}
