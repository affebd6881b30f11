/** What can be upgraded, as the options of the command are called: a fact, a system with releases, or Cilium's chart. */
export const upgradeNames = [
  "kernel",
  "talos",
  "nixos",
  "kubernetes",
  "cilium",
  "distro",
] as const;

export type UpgradeName = (typeof upgradeNames)[number];

/** One upgrade that is asked for: `6.12..6.18`. */
export interface Upgrade {
  readonly name: UpgradeName;
  /** Undefined where it is whatever the spec states. */
  readonly from: string | undefined;
  readonly to: string;
}
