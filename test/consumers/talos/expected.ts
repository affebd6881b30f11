import { keyOf, slashed } from "../../../src/core/key.js";
import { limitItems, type Bound } from "../../../src/core/limits.js";
import type { NodePlan } from "../../../src/plan/types.js";
import { valueText } from "../../../src/settings/sysctl/value.js";

interface TalosModule {
  readonly name: string;
  readonly parameters: readonly string[] | null;
}

/** What `talos read` prints, as far as it is compared. */
export interface TalosSettings {
  readonly sysctls: Readonly<Record<string, string>>;
  readonly sysfs: Readonly<Record<string, string>>;
  readonly modules: readonly TalosModule[] | null;
  readonly kernelArguments: readonly string[] | null;
  readonly udevRules: readonly string[] | null;
  readonly kubeletConfig: Readonly<Record<string, unknown>> | null;
  readonly proxyArguments: Readonly<Record<string, unknown>> | null;
  readonly proxyConfig: Readonly<Record<string, unknown>> | null;
  readonly containerRuntime: Readonly<Record<string, unknown>> | null;
}

/** The sysctls of a plan, by the path that Talos must write to. */
export function sysctlsOf({
  settings,
}: NodePlan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settings.sysctl.flatMap(({ key, value }) =>
      value === undefined || key.isPattern
        ? []
        : [[`/proc/sys/${slashed(key)}`, valueText(value)]],
    ),
  );
}

/** The settings below /sys of a plan, by their path. */
export function sysfsOf({
  settings,
}: NodePlan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settings.sysfs.flatMap(({ id, value }) =>
      value === undefined || keyOf(id.split("/")).isPattern
        ? []
        : [[`/sys/${id}`, value]],
    ),
  );
}

export function modulesOf({ settings }: NodePlan): readonly TalosModule[] {
  return settings.module.map(({ id, value }) => {
    const parameters = Object.entries(value).map(
      ([name, parameter]) => `${name}=${parameter}`,
    );
    return { name: id, parameters: parameters.length > 0 ? parameters : null };
  });
}

/** What a node's udev rules must do: for each interface and each possible queue the same CPUs, as the kernel's mask. */
export function steeringOf({
  settings,
  facts: { cpus = 0 },
}: NodePlan): readonly Steering[] {
  return settings.interrupts.flatMap(({ interfaces, value: { rps } }) => {
    const chosen = rps?.value ?? undefined;
    if (chosen === undefined) return [];
    const numbers =
      chosen === "all" ? Array.from({ length: cpus }, (_, n) => n) : chosen;
    const mask = numbers.reduce((bits, cpu) => bits | (1n << BigInt(cpu)), 0n);
    return interfaces.flatMap((pattern) =>
      Array.from({ length: cpus }, (_, queue) => ({
        interface: pattern,
        file: `queues/rx-${queue}/rps_cpus`,
        mask,
      })),
    );
  });
}

export interface Steering {
  readonly interface: string;
  readonly file: string;
  readonly mask: bigint;
}

/** Reads a udev rule for an attribute of a network interface. */
export function steeringIn(rule: string): Steering {
  const match =
    /^SUBSYSTEM=="net", ACTION=="add\|move", KERNEL=="([^"]+)", TEST=="([^"]+)", ATTR\{\2\}="([0-9a-f,]+)"$/u.exec(
      rule,
    );
  const [, name, file, mask] = match ?? [];
  if (name === undefined || file === undefined || mask === undefined)
    throw new Error(`not the rule that was expected: ${rule}`);
  return {
    interface: name,
    file,
    mask: BigInt(`0x${mask.replaceAll(",", "")}`),
  };
}

/** The limits of containers, in bytes and seconds as in the OCI runtime specification. */
export function rlimitsOf({ settings }: NodePlan): readonly unknown[] {
  return settings.limit.flatMap(({ value }) => {
    if (value === undefined) return [];
    const { unit } = limitItems[value.item];
    const factor = unit === "kibibytes" ? 1024 : unit === "minutes" ? 60 : 1;
    const number = (bound: Bound): number =>
      bound === "unlimited" ? Number(2n ** 64n - 1n) : Number(bound) * factor;
    return [
      {
        type: `RLIMIT_${value.item.toUpperCase()}`,
        soft: number(value.soft),
        hard: number(value.hard),
      },
    ];
  });
}
