import { describe, expect } from "vitest";
import { parse, stringify } from "yaml";
import { isAtLeast } from "../../../src/core/version.js";
import { proxyFields } from "../../../src/platform/component/proxy-fields.js";
import type { NodePlan } from "../../../src/plan/types.js";
import { casesWith } from "../cases.js";
import { consumerTest } from "../consumer.js";
import { proxyConfigOf, spokesmanOf } from "../expected.js";
import { type Kubernetes, readFile } from "./kubernetes.js";

const header =
  "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n";

const configurations = casesWith(
  ["kubeadm", "eks", "talos"],
  ["talos/specs/documents.yaml"],
).flatMap(({ name, plan, files }) =>
  files.flatMap((file) => {
    const { target, output, path, text } = file;
    const node = spokesmanOf(plan, file);
    if (output !== "proxyPath" || node === undefined) return [];
    if (target !== "talos") return [{ name: `${name}: ${path}`, node, text }];
    const { config } = parse(text) as { config?: object };
    return config === undefined
      ? []
      : [{ name: `${name}: ${path}`, node, text: header + stringify(config) }];
  }),
);

/** Whether a release has all fields that a node sets; the spec stage refuses others. */
function hasFields({ release }: Kubernetes, { settings }: NodePlan): boolean {
  return settings.kubeProxy.every(({ id }) => {
    const { since = "1.0" } = proxyFields[id].releases;
    return isAtLeast(release, since) === true;
  });
}

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Tests kube-proxy's reader of a release. */
export function kubeProxyTests(kubernetes: Kubernetes): void {
  describe(`kube-proxy ${kubernetes.version}`, () => {
    for (const { name, node, text } of configurations)
      if (hasFields(kubernetes, node))
        consumerTest(`reads the plan's values: ${name}`, () => {
          const before = readFile(kubernetes, "kube-proxy", header) as Sections;
          const after = readFile(kubernetes, "kube-proxy", text);
          expect(after).toEqual(withSections(before, proxyConfigOf(node)));
        });

    for (const [wrong, text, message] of [
      ["an unknown field", "conntrack: { max: 1 }", "unknown field"],
      [
        "a wrong duration",
        "conntrack: { tcpEstablishedTimeout: 1 day }",
        "duration",
      ],
      [
        "a negative number",
        "conntrack: { maxPerCore: -1 }",
        "greater than or equal to 0",
      ],
    ] as const)
      consumerTest(`refuses ${wrong}`, () => {
        expect(() => readFile(kubernetes, "kube-proxy", header + text)).toThrow(
          message,
        );
      });
  });
}

function withSections(before: Sections, changes: Sections): Sections {
  return {
    ...before,
    ...Object.fromEntries(
      Object.entries(changes).map(([section, fields]) => [
        section,
        { ...before[section], ...fields },
      ]),
    ),
  };
}
