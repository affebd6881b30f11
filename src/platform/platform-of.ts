import type {
  ConntrackWriter,
  Distribution,
  OperatingSystem,
  Platform,
} from "../core/platform.js";
import type { BootArguments } from "../core/boot-arguments.js";
import { bootOf } from "./boot-writes.js";
import { ciliumFile } from "./component/cilium-file.js";
import { runsPlugin, masquerades } from "./component/network-plugin.js";
import { anyBootArguments } from "./distro/boot-arguments.js";
import type { StatedDistro } from "./distro/distro.js";
import { distroLabel, distros, readDistro } from "./distro/registry.js";
import { distributions } from "./distribution/registry.js";
import type { StatedFacts } from "./facts.js";
import { operatingSystems } from "./os/registry.js";
import { isWithin } from "../core/lifetime.js";
import { kubernetesPorts } from "./component/ports.js";

/**
 * Merges the abilities of a node's operating system, distribution and components. An ability is undefined if the facts
 * that it depends on are not stated.
 *
 * @param facts including implied ones, see `withImplied`
 */
export function platformOf(facts: StatedFacts): Platform {
  const { os, kubeProxy, cni } = facts;
  const system: OperatingSystem | undefined = os && operatingSystems[os];
  const distribution: Distribution | undefined =
    facts.distribution && distributions[facts.distribution];
  const runsKubeProxy =
    kubeProxy === undefined ? distribution?.hasKubelet : kubeProxy !== "none";
  const runsCilium = runsPlugin(
    { cni, hasKubelet: distribution?.hasKubelet },
    "cilium",
  );
  const boot = bootOf(facts);
  const distro =
    facts.distro === undefined ? undefined : readDistro(facts.distro);
  const record = distro && distros.get(distro.name);
  const cloud = distribution?.cloud ?? record?.cloud;
  return Object.freeze({
    systemLabel: "the operating system",
    distributionLabel: "the distribution",
    ...system,
    ...record?.differs?.abilities,
    ...distribution,
    ...(cloud !== undefined && { cloud }),
    builds: buildsOf(facts),
    bootWrites: boot.writes,
    sysctlFiles: () => [
      ...boot.files(),
      ...(runsCilium === false ? [] : [ciliumFile]),
    ],
    networkDaemon: networkDaemon(system, distro),
    bootArguments: bootArguments(system, distro),
    distroLabel: distro && distroLabel(distro),
    runsKubeProxy,
    // Cilium often replaces kube-proxy, even if the facts do not say so.
    mayReplaceKubeProxy: kubeProxy === undefined && runsCilium === true,
    runsCilium,
    translatesAddresses: runsKubeProxy === true || masquerades(cni) === true,
    conntrackWriter: conntrackWriter(distribution, runsKubeProxy),
    kubeletTunes: kubeletTunes(distribution, facts),
    ports:
      distribution?.hasKubelet === true
        ? [...kubernetesPorts(runsKubeProxy), ...distribution.ownPorts]
        : [],
  });
}

/** The node's kernel, or where it is in the table of kernel builds. */
function buildsOf({
  os,
  osVersion,
  distro,
  kernelBuild,
}: StatedFacts): Platform["builds"] {
  if (kernelBuild !== undefined)
    return { build: kernelBuild, label: kernelBuild.id };
  const stated = distro === undefined ? undefined : readDistro(distro);
  if (stated !== undefined) {
    const { name, release } = stated;
    return {
      label: distroLabel(stated),
      platform: distros.get(name)?.buildPlatform ?? name,
      release,
    };
  }
  const system = os && operatingSystems[os];
  return system?.buildPlatform === undefined
    ? undefined
    : {
        label: [system.systemLabel, osVersion ?? ""].join(" ").trimEnd(),
        platform: system.buildPlatform,
        release: osVersion,
      };
}

/** The forms of the distribution's release; of one that is not stated, the most common form. */
function bootArguments(
  system: OperatingSystem | undefined,
  distro: StatedDistro | undefined,
): readonly BootArguments[] {
  if (system?.hasDistros !== true) return [];
  const stated = distro && distros.get(distro.name)?.bootArguments;
  return (
    stated?.filter(
      (form) => isWithin(distro?.release, form, undefined) !== false,
    ) ?? [anyBootArguments]
  );
}

/** What configures network interfaces, if the facts name a system of which that is known. */
function networkDaemon(
  system: OperatingSystem | undefined,
  distro: StatedDistro | undefined,
): Platform["networkDaemon"] {
  if (system?.configuresNetwork === true) return "own";
  const network = distro && distros.get(distro.name)?.network;
  return network !== undefined &&
    isWithin(distro?.release, network, undefined) === true
    ? network.daemon
    : undefined;
}

/** The K3s agent resets connection tracking even without kube-proxy, except in rootless mode. */
function conntrackWriter(
  distribution: Distribution | undefined,
  runsKubeProxy: boolean | undefined,
): ConntrackWriter | undefined {
  if (distribution?.resetsConntrack === true)
    return { label: distribution.distributionLabel, capsTable: false };
  return runsKubeProxy === true
    ? { label: "kube-proxy", capsTable: true }
    : undefined;
}

function kubeletTunes(
  distribution: Distribution | undefined,
  { protectKernelDefaults }: StatedFacts,
): Platform["kubeletTunes"] {
  if (distribution?.hasKubelet !== true) return undefined;
  return (protectKernelDefaults ?? distribution.protectsKernelDefaults)
    ? "refuses"
    : "overwrites";
}
