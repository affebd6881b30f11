import { proxyFields } from "../../src/platform/component/proxy-fields.js";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import type { KernelArgument } from "../../src/settings/kernel-argument.js";
import type { OutputFile } from "../../src/targets/types.js";

/** The words of the kernel's command line. */
export function kernelArgumentsOf({ settings }: NodePlan): readonly string[] {
  return settings.kernelArgument.flatMap(({ value }) =>
    value === undefined ? [] : wordsOf(value),
  );
}

type Words = NonNullable<KernelArgument["value"]>;

function wordsOf({ name, values, followedBy }: Words): readonly string[] {
  return [
    ...(values.length === 0
      ? [name]
      : values.map((value) => `${name}=${value}`)),
    ...(followedBy === undefined ? [] : wordsOf(followedBy)),
  ];
}

/** kube-proxy's flags with their values. */
export function proxyFlagsOf({
  settings,
}: NodePlan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settings.kubeProxy.map(({ id, value }) => [proxyFields[id].flag, value]),
  );
}

/** kube-proxy's configuration, section by section. */
export function proxyConfigOf({
  settings,
}: NodePlan): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const { id, value } of settings.kubeProxy) {
    const { section, kind } = proxyFields[id];
    const fields = (sections[section] ??= {});
    fields[id] =
      kind === "switch"
        ? value === "true"
        : kind === "count"
          ? Number(value)
          : value;
  }
  return sections;
}

/** The node whose kube-proxy settings a file for a whole cluster has. */
export function spokesmanOf(
  plan: Plan,
  { nodes }: OutputFile,
): NodePlan | undefined {
  return plan.nodes.find(
    ({ kind, name, settings }) =>
      settings.kubeProxy.length > 0 &&
      nodes.some((node) => node.kind === kind && node.name === name),
  );
}

/** The nodes that a file is for. */
export function nodesOf(
  plan: Plan,
  { nodes }: OutputFile,
): readonly NodePlan[] {
  return plan.nodes.filter(({ kind, name }) =>
    nodes.some((node) => node.kind === kind && node.name === name),
  );
}
