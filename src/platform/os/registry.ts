import type { OperatingSystem } from "../../core/platform.js";
import { linux } from "./linux.js";
import { nixos } from "./nixos.js";
import { talos } from "./talos.js";

/** The operating systems that the fact `os` may name. */
export const operatingSystems = {
  linux,
  nixos,
  talos,
} as const satisfies Record<string, OperatingSystem>;
