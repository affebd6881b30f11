import { al2023 } from "./al2023.js";
import { azurelinux } from "./azurelinux.js";
import { bottlerocket } from "./bottlerocket.js";
import { cos } from "./cos.js";
import { debian } from "./debian.js";
import type { Distro, StatedDistro } from "./distro.js";
import { fedora } from "./fedora.js";
import { flatcar } from "./flatcar.js";
import { proxmox } from "./proxmox.js";
import { raspberryPiOs } from "./raspberry-pi-os.js";
import { almalinux, rhel, rocky } from "./rhel.js";
import { opensuseLeap, sle } from "./suse.js";
import { ubuntu } from "./ubuntu.js";

/** The distributions of Linux that the fact `distro` may name, by the name before the release. */
export const distros: ReadonlyMap<string, Distro> = new Map([
  ["debian", debian],
  ["ubuntu", ubuntu],
  ["al2023", al2023],
  ["rhel", rhel],
  ["rocky", rocky],
  ["almalinux", almalinux],
  ["fedora", fedora],
  ["opensuse-leap", opensuseLeap],
  ["sle", sle],
  ["flatcar", flatcar],
  ["bottlerocket", bottlerocket],
  ["cos", cos],
  ["azurelinux", azurelinux],
  ["proxmox", proxmox],
  ["raspberry-pi-os", raspberryPiOs],
]);

/** The names that help texts offer, such as `debian-13`. */
export const distroNames: readonly string[] = [...distros].flatMap(
  ([name, { releases }]) =>
    releases === undefined
      ? [name]
      : releases.known.map((release) => `${name}-${release}`),
);

/** Matches every valid value of the fact `distro`, for editors. */
export const distroPattern = `^(?:${[...distros]
  .map(([name, { releases }]) =>
    releases === undefined
      ? name
      : `${name}-${releases.pattern.source.replaceAll(/^\^|\$$/gu, "")}`,
  )
  .join("|")})$`;

/** Splits `debian-12` into name and release; undefined if no distribution has such a name or release. */
export function readDistro(text: string): StatedDistro | undefined {
  if (distros.get(text)?.releases === undefined && distros.has(text))
    return { name: text, release: undefined };
  const dash = text.lastIndexOf("-");
  const [name, release] = [text.slice(0, dash), text.slice(dash + 1)];
  return distros.get(name)?.releases?.pattern.test(release) === true
    ? { name, release }
    : undefined;
}

/** `Debian 13`, as messages name it. */
export function distroLabel({ name, release }: StatedDistro): string {
  const label = distros.get(name)?.label ?? name;
  return release === undefined ? label : `${label} ${release}`;
}
