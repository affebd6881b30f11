import { joinNames } from "../core/name-list.js";
import type { NodePlan } from "../plan/types.js";
import { moduleOnNode } from "../platform/kernel-supply.js";
import type { NodeSettings } from "../settings/registry.js";
import type { Origins } from "./old-sysctls.js";
import type { Differing } from "./since.js";
import type { NotUndone } from "./types.js";

/**
 * Lists what no write to a running node undoes: modules, kernel arguments, limits, interrupts.
 *
 * @param settings those that are undone
 */
export function staysOn(
  node: NodePlan,
  { limit, limitService, interrupts }: NodeSettings,
  differing: Differing,
  origins: Pick<Origins, "observation" | "earlier">,
): readonly NotUndone[] {
  const services = limitService.map(({ id }) => id);
  return [
    ...modules(node, differing, origins),
    ...kernelArguments(differing),
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
    ...interrupts
      .slice(0, 1)
      .map(() => interruptsOf(origins.earlier?.node?.settings)),
  ];
}

function modules(
  node: NodePlan,
  { changed, removed }: Differing,
  { observation, earlier }: Pick<Origins, "observation" | "earlier">,
): readonly NotUndone[] {
  const before = new Set(
    earlier?.node?.settings.module.map(({ id }) => id) ?? [],
  );
  const isOwn = (id: string): boolean => moduleOnNode(id, node) !== "built in";
  const wasThere = (id: string): boolean => {
    const state = observation?.modules?.get(id);
    return before.has(id) || state === "loaded" || state === "built in";
  };
  return [
    ...changed.module
      .filter(({ id }) => isOwn(id) && !wasThere(id))
      .map(({ id }) => ({
        what: `the module ${id}`,
        why: "it stays loaded until the next boot",
        remedy: "reboot" as const,
      })),
    ...removed.module
      .filter(({ id }) => isOwn(id))
      .map(({ id }) => ({
        what: `the module ${id}`,
        why: "where it is not loaded any more, load it first",
        remedy: "restart" as const,
      })),
  ];
}

function kernelArguments({
  changed,
  removed,
}: Differing): readonly NotUndone[] {
  return [
    ...changed.kernelArgument
      .filter(({ value }) => value !== undefined)
      .map(({ id }) => ({
        what: `the kernel argument ${id}`,
        why: "it is in force until the next boot without it",
        remedy: "reboot" as const,
      })),
    ...removed.kernelArgument.map(({ id }) => ({
      what: `the kernel argument ${id}`,
      why: "it comes into force at the next boot with it",
      remedy: "reboot" as const,
    })),
  ];
}

function interruptsOf(before: NodeSettings | undefined): NotUndone {
  return before === undefined || before.interrupts.length === 0
    ? {
        what: "the affinity of interrupts and receive steering",
        why: "the script that set them kept no old values",
        remedy: "reboot",
      }
    : {
        what: "the affinity of interrupts and receive steering",
        why: "the earlier script sets them when it is installed and run",
        remedy: "restart",
      };
}
