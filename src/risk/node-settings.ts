import type { Platform } from "../core/platform.js";
import { joinNames } from "../core/name-list.js";
import type { NodeFacts } from "../core/facts.js";
import { isAtLeast } from "../core/version.js";
import type { ChangeRisk, Values } from "./classes.js";
import { launchTemplate } from "./kubernetes.js";

/** Tells what a change of a kernel module costs. */
export function moduleRisk({ before, after }: Values): ChangeRisk {
  const source =
    "kmod, modprobe(8); kernel/module/main.c, load_module(): parameters are read when a module is loaded";
  if (after === undefined)
    return {
      risk: "reboot",
      note: "A module that is loaded stays; its parameters do, too.",
      source,
    };
  if (before === undefined)
    return {
      risk: "live",
      note: "It is loaded when the change is applied, or with `modprobe`; parameters of a module that is loaded already wait for a reboot.",
      source,
    };
  return {
    risk: "reboot",
    note: "A module reads its parameters when it is loaded.",
    source,
  };
}

/** Tells what a change of the kernel's command line costs. */
export function kernelArgumentRisk({
  settingsForm,
  clusterForm,
}: Platform): ChangeRisk {
  if (settingsForm === "machine-config")
    return {
      risk: "reboot",
      note: "The arguments are part of the schematic: `talosctl upgrade` with the image of the new schematic installs it and reboots the node.",
      source:
        "siderolabs/image-factory, pkg/schematic/schematic.go, ID(): a hash of all of the schematic, so that other arguments are another image; Talos, Boot Assets",
    };
  if (settingsForm === "user-data")
    return {
      risk: "reboot",
      note: "`apiclient reboot` applies it.",
      source:
        "bottlerocket-os/bottlerocket 1.26, sources/shared-defaults/boot.toml: a change only writes what the next boot reads",
    };
  if (clusterForm === "node-pool" || clusterForm === "shoot")
    return {
      risk: "replacement",
      note: "A reboot applies it to a node, and the next node of the pool starts without it unless the image has it.",
      source: "Microsoft Learn, AKS node images; Gardener, machine images",
    };
  return {
    risk: "reboot",
    source: "Linux, Documentation/admin-guide/kernel-parameters.rst",
  };
}

/** Huge pages come from the command line. */
export function hugePagesRisk(platform: Platform): ChangeRisk {
  const risk = kernelArgumentRisk(platform);
  return {
    ...risk,
    source: `Linux, Documentation/admin-guide/mm/hugetlbpage.rst; ${risk.source}`,
  };
}

/** The Talos whose limits of containers are a document that needs no reboot. */
const CONTAINER_DOCUMENT = "1.14";

/**
 * Tells what a change of limits costs.
 *
 * @param services that have them
 */
export function limitRisk(
  { settingsForm, clusterForm }: Platform,
  { osVersion }: NodeFacts,
  services: readonly string[],
): ChangeRisk {
  if (settingsForm === "machine-config")
    return isAtLeast(osVersion, CONTAINER_DOCUMENT) === true
      ? {
          risk: "new-pods",
          note: "Containers that start later have it.",
          source:
            "siderolabs/talos, pkg/machinery/config/types/cri/base_runtime_spec.go",
        }
      : {
          risk: "reboot",
          note: "From Talos 1.14 on, new containers have it without one.",
          source:
            "siderolabs/talos, internal/app/machined/pkg/controllers/files/cri_base_runtime_spec.go, 1.9",
        };
  if (settingsForm === "user-data")
    return {
      risk: "new-pods",
      note: "Containers that start later have it.",
      source: "Bottlerocket, settings.oci-defaults.resource-limits",
    };
  if (clusterForm === "node-config") return launchTemplate;
  return services.length === 0
    ? {
        risk: "new-processes",
        note: "Login sessions that start later have it.",
        source: "Linux-PAM, pam_limits(8)",
      }
    : {
        risk: "restart",
        note: `Login sessions that start later have it, and ${joinNames(services)} when ${services.length === 1 ? "it restarts" : "they restart"}.`,
        source:
          "systemd, systemd.exec(5): limits are set when a service starts",
      };
}

/** Tells what a change of the assignment of interrupts costs. */
export function interruptsRisk({ after }: Values): ChangeRisk {
  const source =
    "Linux, Documentation/networking/scaling.rst; Documentation/core-api/irq/irq-affinity.rst";
  return after === undefined
    ? {
        risk: "reboot",
        note: "Queues and interrupts keep their CPUs.",
        source,
      }
    : {
        risk: "live",
        note: "The script moves the interrupts and packets when it runs; packets of a flow may be reordered once.",
        source,
      };
}
