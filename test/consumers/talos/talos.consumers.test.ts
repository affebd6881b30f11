import { describe, expect } from "vitest";
import { isAtLeast } from "../../../src/core/version.js";
import type { NodePlan } from "../../../src/plan/types.js";
import type { OutputFile } from "../../../src/targets/types.js";
import { type Case, casesWith } from "../cases.js";
import { consumerTest } from "../consumer.js";
import {
  kernelArgumentsOf,
  nodesOf,
  proxyConfigOf,
  proxyFlagsOf,
  spokesmanOf,
} from "../expected.js";
import {
  modulesOf,
  rlimitsOf,
  steeringIn,
  steeringOf,
  sysctlsOf,
  sysfsOf,
} from "./expected.js";
import {
  exactVersion,
  type Machine,
  type MachineType,
  refusalOf,
  type Release,
  releases,
  settingsWith,
} from "./machine.js";

const types = ["worker", "controlplane"] as const;

const cases = casesWith(
  ["talos"],
  ["older", "documents", "upgraded"].map((name) => `talos/specs/${name}.yaml`),
);

/** Whether the files for a node are the documents that only an installation of 1.14 has for the kubelet and kube-proxy. */
function isDocumentsOnly({ plan }: Case, { facts }: NodePlan): boolean {
  return (
    isAtLeast(facts.osVersion, "1.14") === true &&
    plan.targets.get("talos")?.options["kubernetes"] === "documents"
  );
}

/** The releases that a node may run. One before the oldest here stands for it: their files have the same shape. */
function releasesOf({ facts: { osVersion } }: NodePlan): readonly Release[] {
  // Without a release, what Talos up to 1.13 reads is written.
  if (osVersion === undefined) return ["1.11", "1.12", "1.13"];
  const reached = releases.filter(
    (release) => isAtLeast(osVersion, release) === true,
  );
  return [reached.at(-1) ?? "1.11"];
}

/** The machines that must take a node's files: fresh ones, and those that were upgraded from each older release. */
function machinesOf(each: Case, node: NodePlan): readonly Machine[] {
  return releasesOf(node).flatMap((runs) =>
    releases
      .filter((installed) =>
        isAtLeast(node.facts.osVersion, "1.14") === true
          ? (installed === "1.14") === isDocumentsOnly(each, node)
          : isAtLeast(runs, installed) === true,
      )
      .flatMap((installed) => types.map((type) => ({ runs, installed, type }))),
  );
}

/** The patches of a node. That of kube-proxy is for the control plane, in the shape of the node that represents all. */
function patchesOf(
  { files, plan }: Case,
  node: NodePlan,
  type: MachineType,
): readonly OutputFile[] {
  return files.filter((file) => {
    const { target, output } = file;
    if (target !== "talos" || output === "schematicPath") return false;
    return output === "proxyPath"
      ? type === "controlplane" &&
          spokesmanOf(plan, file)?.facts.osVersion === node.facts.osVersion
      : nodesOf(plan, file).includes(node);
  });
}

const tuned = cases.flatMap((each) =>
  each.plan.nodes
    .filter(({ platform }) => platform.settingsForm === "machine-config")
    .flatMap((node) =>
      machinesOf(each, node).map((machine) => ({
        each,
        node,
        machine,
        name: `${each.name}, ${node.kind} ${node.name}`,
      })),
    ),
);

describe("what Talos reads back is what the plan says", () => {
  for (const { each, node, machine, name } of tuned) {
    const { runs, installed, type } = machine;
    const title = `Talos ${exactVersion(runs)}, a ${type} installed with ${installed}: ${name}`;
    consumerTest(title, () => {
      const patches = patchesOf(each, node, machine.type);
      const before = settingsWith(machine, []);
      const after = settingsWith(
        machine,
        patches.map(({ text }) => text),
      );
      const has = (output: string): boolean =>
        patches.some((file) => file.output === output);

      expect(after.sysctls).toEqual({ ...before.sysctls, ...sysctlsOf(node) });
      expect(after.sysfs).toEqual({ ...before.sysfs, ...sysfsOf(node) });
      expect(after.modules ?? []).toEqual([
        ...(before.modules ?? []),
        ...modulesOf(node),
      ]);
      // From 1.12 on only the schematic has them.
      expect(after.kernelArguments ?? []).toEqual([
        ...(before.kernelArguments ?? []),
        ...(isAtLeast(node.facts.osVersion, "1.12") === false
          ? kernelArgumentsOf(node)
          : []),
      ]);
      expect((after.udevRules ?? []).map(steeringIn)).toEqual(steeringOf(node));
      const allowed = node.settings.allowance.map(({ id }) => id);
      expect(after.kubeletConfig ?? {}).toEqual({
        ...before.kubeletConfig,
        ...(allowed.length > 0 && { allowedUnsafeSysctls: allowed }),
      });
      const rlimits = rlimitsOf(node);
      expect(after.containerRuntime ?? {}).toEqual(
        rlimits.length > 0 ? { process: { rlimits } } : {},
      );
      const documents = isDocumentsOnly(each, node);
      expect(after.proxyArguments ?? {}).toEqual({
        ...before.proxyArguments,
        ...(has("proxyPath") &&
          !documents &&
          listed(proxyFlagsOf(node), machine)),
      });
      expect(after.proxyConfig ?? {}).toEqual({
        ...before.proxyConfig,
        ...(has("proxyPath") && documents && proxyConfigOf(node)),
      });
    });
  }
});

/** From 1.13 on a flag may have several values. */
function listed(
  flags: Readonly<Record<string, string>>,
  { runs }: Machine,
): Readonly<Record<string, unknown>> {
  return isAtLeast(runs, "1.13") === true
    ? Object.fromEntries(
        Object.entries(flags).map(([flag, value]) => [flag, [value]]),
      )
    : flags;
}

describe("what Talos refuses", () => {
  for (const release of releases) {
    const machine = { runs: release, installed: release, type: types[0] };
    const talos = `Talos ${exactVersion(release)}`;

    consumerTest(`${talos}: keys on their own`, () => {
      expect(refusalOf(machine, 'net.core.somaxconn: "1024"\n')).toContain(
        "missing kind",
      );
    });

    consumerTest(`${talos}: an unknown field`, () => {
      const patch = 'machine:\n  sysctl:\n    net.core.somaxconn: "1024"\n';
      expect(refusalOf(machine, patch)).toContain("sysctl");
    });
  }

  // The headers of these files say so.
  for (const { spec, installed } of [
    { spec: "documents", installed: "1.13" },
    { spec: "upgraded", installed: "1.14" },
  ] as const) {
    const talos = `Talos ${exactVersion("1.14")}, installed with ${installed}`;
    consumerTest(`${talos}: files of the other shape`, () => {
      const each = cases.find(({ name }) => name.endsWith(`/${spec}.yaml`));
      const files = each?.files.filter(({ target }) => target === "talos");
      const refused = (output: string): string => {
        const text = files?.find((file) => file.output === output)?.text ?? "";
        return refusalOf({ runs: "1.14", installed, type: types[1] }, text);
      };
      expect(refused("path")).toBe("");
      expect(refused("kubeletPath")).toContain("kubelet");
      expect(refused("proxyPath")).toContain("proxy");
    });
  }
});
