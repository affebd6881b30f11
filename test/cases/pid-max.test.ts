import { expect, test } from "vitest";
import { lineFindings } from "../rules/line-findings.js";
import { compiled, planOf } from "../support/compile.js";
import { valueText } from "../../src/settings/sysctl/value.js";

const spec = (facts: string, line = "vm.swappiness: 10"): string => `version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
      ${line} # As asked
`;

/** The derived value of the key; undefined where there is none. */
function derived(text: string): string | undefined {
  const found = planOf(text)
    .nodes.at(-1)
    ?.settings.sysctl.find(
      ({ id, because }) => id === "kernel.pid_max" && because !== undefined,
    );
  return found?.value && valueText(found.value);
}

const findings = (text: string): readonly string[] =>
  lineFindings(text, (rule) => rule === "pid-max-below-pods");

const PODS = "maxPods: 250, podPidsLimit: 4096";

test.each([
  ["Talos, which has 262144", `os: talos, ${PODS}`, "1056768"],
  [
    "a system of which not everything is known",
    `os: linux, distro: azurelinux-3, distribution: kubeadm, cni: calico, kernel: "6.6", cpus: 8, ${PODS}`,
    undefined,
  ],
  [
    "at most what the kernel has",
    "os: talos, maxPods: 1000, podPidsLimit: 8192",
    "4194304",
  ],
  [
    "the example of Kubernetes",
    "os: talos, maxPods: 250, podPidsLimit: 1000",
    undefined,
  ],
  [
    "systemd, which gives all",
    `os: linux, distro: debian-13, distribution: k3s, ${PODS}`,
    undefined,
  ],
  [
    "a distribution that may have systemd's",
    `os: linux, distribution: k3s, ${PODS}`,
    undefined,
  ],
  ["no limit", "os: talos, maxPods: 250", undefined],
  ["no Kubernetes", `os: talos, distribution: none, ${PODS}`, undefined],
])("%s", (_name, facts, expected) => {
  expect(derived(spec(facts))).toBe(expected);
});

test("a host has a floor of its own", () => {
  const text = `${spec("os: talos, maxPods: 250, podPidsLimit: 1000")}hosts:
  big: { role: worker, node: { podPidsLimit: 2000 } }
`;
  expect(derived(text)).toBe("532768");
});

test.each(["kernel.pid_max: null", "kernel.pid_max: 524288"])(
  "a line of the spec wins: %s",
  (line) => {
    expect(derived(spec(`os: talos, ${PODS}`, line))).toBeUndefined();
  },
);

test("the file says why", () => {
  const { files } = compiled(spec(`os: talos, osVersion: "1.11", ${PODS}`));
  const text = files.map((file) => file.text).join("");
  expect(text).toContain('kernel.pid_max: "1056768"');
  expect(text).toContain(
    "the pods may take 1,024,000 process IDs, and the system gets 32,768",
  );
});

test.each([
  ["kernel.pid_max: 524288", ["6:7 pid-max-below-pods"]],
  ["kernel.pid_max: 1024000", []],
  ["kernel.pid_max: { atLeast: 524288 }", ["6:7 pid-max-below-pods"]],
])("%s", (line, expected) => {
  expect(findings(spec(`os: talos, ${PODS}`, line))).toEqual(expected);
});
