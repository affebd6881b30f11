import { nixText } from "../../encode/nix.js";
import type { Undo } from "../types.js";
import { heading } from "./heading.js";
import { body } from "./script.js";

/**
 * Writes a NixOS module that sets the old values when it is deployed. It stands in for the module with the tuning: a key
 * that leaves `boot.kernel.sysctl` keeps its value until the next boot. Source: nixpkgs, nixos/modules/config/sysctl.nix
 * and nixos/lib/systemd-unit-options.nix (script).
 */
export function nixModule(undo: Undo, specName: string): string {
  return `${[
    ...heading(undo, specName, [
      `Import it ${undo.since === undefined ? "in place of" : "beside"} the module with the tuning${undo.since === undefined ? "" : ` of ${undo.since}`}, and deploy. Remove the import with the next deployment.`,
    ]),
    "{ ... }:",
    "{",
    "  systemd.services.tunegen-rollback = {",
    '    description = "Values from before the tuning";',
    '    wantedBy = [ "multi-user.target" ];',
    '    after = [ "systemd-sysctl.service" ];',
    "    serviceConfig = {",
    '      Type = "oneshot";',
    "      RemainAfterExit = true;",
    "    };",
    `    script = ${nixText(`${body(undo.values).join("\n")}\n`, 4)};`,
    "  };",
    "}",
  ].join("\n")}\n`;
}
