import type { Platform } from "../../core/platform.js";
import type { Built, Undo } from "../types.js";
import { bottlerocketSettings } from "./bottlerocket.js";
import { nixModule } from "./nix-module.js";
import { script } from "./script.js";
import { steps } from "./steps.js";
import { sysctlFile } from "./sysctl-file.js";
import { talosPatch } from "./talos-patch.js";

/** A file that undoes something. */
export interface RollbackFile {
  /** Below the folder of the rollback. */
  readonly path: string;
  readonly text: string;
}

type Form = (undo: Undo, specName: string) => string;

const FORMS: Readonly<
  Record<NonNullable<Platform["settingsForm"]>, Readonly<Record<string, Form>>>
> = {
  etc: { "old-values.conf": sysctlFile, "old-values.sh": script },
  "nixos-module": { "old-values.nix": nixModule, "old-values.sh": script },
  "machine-config": { "old-values.yaml": talosPatch },
  "user-data": { "old-values.toml": bottlerocketSettings },
};

/**
 * Writes all that undoes the tuning of a node, in a folder of its own: the steps, and the old values in the form of its
 * system.
 */
export function rollbackFiles(
  undo: Undo,
  specName: string,
  built: Built,
): readonly RollbackFile[] {
  // A captured name may have any characters.
  const folder = `${undo.kind}-${encodeURIComponent(undo.name)}`;
  const forms = FORMS[undo.node.platform.settingsForm ?? "etc"];
  return [
    { path: `${folder}/steps.md`, text: steps(undo, specName, built) },
    ...Object.entries(forms).map(([name, form]) => ({
      path: `${folder}/${name}`,
      text: form(undo, specName),
    })),
  ];
}
