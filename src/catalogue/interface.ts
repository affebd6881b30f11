import type { SysctlKey } from "../core/key.js";
import { factsById } from "./decode.js";
import type { KeyFacts } from "./types.js";

/** What each network interface has a folder of: `net.ipv4.conf.<interface>.*`. */
const families = new Set([
  "ipv4.conf",
  "ipv4.neigh",
  "ipv6.conf",
  "ipv6.neigh",
  "mpls.conf",
]);
/** Folders with keys of their own, which no interface can be called. */
const notInterfaces = new Set(["all", "default", "lo"]);

export interface InterfaceKey {
  /** `net.ipv4.conf` */
  readonly family: string;
  /** As a name, not as a segment of an id: `bond0.30` */
  readonly interface: string;
  readonly name: string;
}

/** Reads `net.ipv4.conf.<interface>.<name>`; undefined for other keys and for `all`, `default` and `lo`. */
export function interfaceKey({
  segments,
}: SysctlKey): InterfaceKey | undefined {
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
}

/**
 * The facts about a real interface's key. An interface begins with what `default` says at that moment; `lo` shows
 * which of `default`'s keys interfaces have: `neigh.default.gc_thresh1` is the table's, not an interface's.
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
