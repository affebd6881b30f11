import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

/** The findings about a spec with a workload, two mounts, Cilium and a rollout. */
function found(rollout: string): readonly string[] {
  return compiled(`version: 1
roles:
  w: { node: { os: linux }, sysctl: { vm.swappiness: 10 } }
workloads:
  web: { sysctl: { net.ipv4.tcp_keepalive_time: 600 } }
mounts:
  media: { persistentVolumes: [media], list: append, options: [actimeo=60] }
  backup: { persistentVolumes: [backup], list: append, options: [actimeo=60] }
cilium: { version: "1.18", bpf: { mapDynamicSizeRatio: 0.005 } }
${rollout}
`)
    .findings.filter(({ rule }) => rule === "rollout-unstaged")
    .map(
      ({ line, column, message, help }) =>
        `${line ?? 0}:${column ?? 0} ${message}; ${help ?? ""}`,
    );
}

const REST =
  "deployCluster: flux reconcile kustomization apps, stages: [{ name: nodes, roles: [w] }";

test("what is no node and in no stage is one finding, at the first rollout", () => {
  expect(found(`rollout: { ${REST}] }`)).toEqual([
    "10:1 workload `web`, mount `media`, mount `backup` and the section `cilium` are in no stage of a rollout; add a stage with `workloads: [web]`, `mounts: [media, backup]` and `cilium: true`",
  ]);
  expect(
    found(`rollout:
  - { name: first, ${REST}, { name: apps, workloads: [web], mounts: [media] }] }
  - { name: second, deployCluster: helm upgrade cilium cilium/cilium, stages: [{ name: cilium, cilium: true }] }`),
  ).toEqual([
    "11:13 mount `backup` is in no stage of a rollout; add a stage with `mounts: [backup]`",
  ]);
});

test("one that is accepted, and a rollout of everything", () => {
  expect(
    found(
      `rollout: { accept: { rollout-unstaged: Flux deploys the rest }, ${REST}] }`,
    ),
  ).toEqual([]);
  expect(
    found(
      `rollout: { ${REST}, { name: rest, workloads: [web], mounts: [media, backup], cilium: true }] }`,
    ),
  ).toEqual([]);
  expect(found("")).toEqual([]);
});
