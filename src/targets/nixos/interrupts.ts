import { commentLines } from "../../encode/comment.js";
import { nixText } from "../../encode/nix.js";
import type { NodePlan } from "../../plan/types.js";
import {
  interruptsScript,
  settingComment,
} from "../shared/interrupts-script.js";
import type { Emission } from "../define-target.js";
import type { NixosInterruptsView } from "./templates.js";

/**
 * Views the script as a service, in the same NixOS module: a separate module could be forgotten, and with one of the role
 * and one of the host, NixOS would run both. Source: nixpkgs, nixos/lib/systemd-unit-options.nix (script).
 */
export function nixosInterrupts(
  { settings }: NodePlan,
  emission: Pick<Emission, "render" | "mark">,
): false | NixosInterruptsView {
  const [interrupts] = settings.interrupts;
  if (interrupts === undefined) return false;
  return {
    comment: [
      ...settingComment(interrupts, 2),
      ...commentLines(
        "Disable services.irqbalance: it would move the interrupts again.",
        2,
      ),
    ],
    script: nixText(interruptsScript(interrupts, [], emission), 4),
  };
}
