import { join } from "node:path";
import { describe, expect } from "vitest";
import { parse, stringify } from "yaml";
import { casesWith } from "../cases.js";
import { consumerTest } from "../consumer.js";
import { nodesOf } from "../expected.js";
import { type Kubernetes, read, readFile } from "./kubernetes.js";

const cases = casesWith(["kubeadm", "eks", "talos"]);
const header =
  "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

/** Each file with a kubelet's configuration, in the shape that the kubelet reads, and the list of its node. */
const configurations = cases.flatMap(({ name, plan, files }) =>
  files.flatMap((file) => {
    const text = kubeletPart(file);
    const [node] = nodesOf(plan, file);
    if (text === undefined || node === undefined) return [];
    return [
      {
        name: `${name}: ${file.path}`,
        target: file.target,
        text,
        allowed: node.settings.allowance.map(({ id }) => id),
      },
    ];
  }),
);

function kubeletPart({
  target,
  output,
  text,
}: (typeof cases)[number]["files"][number]): string | undefined {
  if (target === "kubeadm" && output === "path") return text;
  if (target === "eks" && output === "path") {
    const { spec } = parse(text) as {
      spec?: { kubelet?: { config?: object } };
    };
    return inKubeletForm(spec?.kubelet?.config);
  }
  if (target === "talos" && output === "kubeletPath") {
    const { config } = parse(text) as { config?: object };
    return inKubeletForm(config);
  }
  return undefined;
}

function inKubeletForm(config: object | undefined): string | undefined {
  return config === undefined ? undefined : header + stringify(config);
}

/** What kubeadm writes, shortened, with a list that a cluster may have. */
const base = `${header}allowedUnsafeSysctls: ["kernel.msg*"]\ncgroupDriver: systemd\nclusterDNS: [10.96.0.10]\n`;

/** Tests the kubelet's readers of a release: its configuration, its allow-list and kubeadm's patches. */
export function kubeletTests(kubernetes: Kubernetes): void {
  describe(`kubelet ${kubernetes.version}`, () => {
    for (const { name, target, text, allowed } of configurations) {
      consumerTest(`reads the plan's list: ${name}`, () => {
        expect(readFile(kubernetes, "kubelet", text)).toEqual({
          allowedUnsafeSysctls: allowed.length > 0 ? allowed : null,
        });
      });

      if (target === "kubeadm")
        consumerTest(`gets the list by kubeadm's patches: ${name}`, () => {
          const files = {
            "patches/kubeletconfiguration.yaml": text,
            "base.yaml": base,
          };
          const patched = read(kubernetes, files, (folder) => [
            "kubeadm-patch",
            join(folder, "patches"),
            join(folder, "base.yaml"),
          ]);
          expect(patched).toEqual({
            allowedUnsafeSysctls:
              allowed.length > 0 ? allowed : ["kernel.msg*"],
          });
        });
    }

    for (const [wrong, text, message] of [
      ["an unknown field", "allowedUnsafeSysctl: []", "unknown field"],
      [
        "a key of the node",
        "allowedUnsafeSysctls: [vm.swappiness]",
        "not known to be namespaced",
      ],
      [
        "a pattern in the middle",
        'allowedUnsafeSysctls: ["net.*.tcp"]',
        "must have at most",
      ],
    ] as const)
      consumerTest(`refuses ${wrong}`, () => {
        expect(() => readFile(kubernetes, "kubelet", header + text)).toThrow(
          message,
        );
      });
  });
}
