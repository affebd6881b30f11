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
 * The script as a service of a NixOS module, in the same file: a module of its own could be forgotten, and of a role's
 * and a host's together, NixOS would run both. Source: nixpkgs, nixos/lib/systemd-unit-options.nix (script).
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
        "services.irqbalance would undo what it does to interrupts.",
        2,
      ),
    ],
    script: nixText(interruptsScript(interrupts, [], emission), 4),
  };
}
