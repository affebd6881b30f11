/**
 * A sysctl that a module of the operating system defines itself, with a priority: of two definitions the lower number wins,
 * and two of one priority fail the build, even if they are equal.
 */
export interface OwnDefinition {
  /** Whose module it is: `NixOS`, `services.rke2`. */
  readonly by: string;
  readonly priority: number;
  /** As the kernel prints it; undefined if it depends on other options. */
  readonly value: string | undefined;
  /** The first release that has the definition; every supported one, if left out. */
  readonly since?: string;
  /** How to change the value with an option of the module, as an instruction. */
  readonly instead?: string;
}
