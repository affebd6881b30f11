import { joinNames } from "../core/name-list.js";
import type { Observation } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import { moduleOnNode } from "../platform/kernel-supply.js";
import type { NotUndone } from "./types.js";

/** Lists what no write to a running node undoes: modules, kernel arguments, limits, interrupts. */
export function staysOn(
  node: NodePlan,
  observation: Observation | undefined,
): readonly NotUndone[] {
  const { module, kernelArgument, limit, limitService, interrupts } =
    node.settings;
  const services = limitService.map(({ id }) => id);
  return [
    ...module
      .filter(
        ({ id }) =>
          moduleOnNode(id, node) !== "built in" && !wasThere(id, observation),
      )
      .map(({ id }) => ({
        what: `the module ${id}`,
        why: "it stays loaded until the next boot",
        remedy: "reboot" as const,
      })),
    ...kernelArgument
      .filter(({ value }) => value !== undefined)
      .map(({ id }) => ({
        what: `the kernel argument ${id}`,
        why: "it is in force until the next boot without it",
        remedy: "reboot" as const,
      })),
    ...limit
      .filter(({ value }) => value !== undefined)
      .map(({ id }) => ({
        what: `limits.${id}`,
        why:
          services.length === 0
            ? "login sessions keep their limits until they end"
            : `${joinNames(services)} ${services.length === 1 ? "keeps its" : "keep their"} limits until the next start`,
        remedy: "restart" as const,
      })),
    ...interrupts.slice(0, 1).map(() => ({
      what: "the affinity of interrupts and receive steering",
      why: "the script that set them kept no old values",
      remedy: "reboot" as const,
    })),
  ];
}

function wasThere(id: string, observation: Observation | undefined): boolean {
  const state = observation?.modules?.get(id);
  return state === "loaded" || state === "built in";
}
