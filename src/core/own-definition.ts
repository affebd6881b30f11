import type { Lifetime } from "./lifetime.js";

/**
 * A sysctl that a module of the operating system defines itself, with a priority: of two definitions the lower number wins,
 * and two of one priority fail the build, even if they are equal. Its lifetime is that of the definition.
 */
export interface OwnDefinition extends Lifetime {
  /** Whose module it is: `NixOS`, `services.rke2`. */
  readonly by: string;
  readonly priority: number;
  /** As the kernel prints it; undefined if it depends on other options. */
  readonly value: string | undefined;
  /** How to change the value with an option of the module, as an instruction. */
  readonly instead?: string;
}
