import { expect, test } from "vitest";
import type { Explanation } from "../../src/explain/types.js";
import { explained, textOf } from "./explained.js";

const CARRIERS = `version: 1
profiles:
  sockets:
    why: Room for data
    refs: [https://docs.kernel.org/networking/]
    sysctl:
      net.core.somaxconn: 8192 # Bursts of connections
      net.core.rmem_max: { atLeast: 16MiB }
      net.ipv4.route.max_size: 1000
    limits: { nofile: { soft: 65536, hard: 1048576 } }
  unused: { why: For later, sysctl: { vm.swappiness: null } }
roles:
  worker: { node: { os: linux, distribution: k3s, kernel: "6.1" }, profiles: [sockets] }
  other: { node: { os: linux } }
hosts:
  big: { role: other, profiles: { add: [sockets] } }
workloads:
  ingress:
    why: Bursts from the internet
    name: ingress-nginx
    namespace: web
    kind: DaemonSet
    roles: [worker]
    hostIPC: true
    sysctl:
      net.core.somaxconn: 32768 # A pod starts with 4096
mounts:
  media:
    why: Fewer round trips
    persistentVolumes: [media-smb]
    storageClasses: [smb]
    list: append
    writers: one
    options:
      - noatime # Nobody reads it
      - { value: actimeo=60, why: Cached }
  nofile: { persistentVolumes: [x], list: new, options: [noatime] }
`;

test.each(["sockets", "unused", "ingress", "media"])("%s", async (name) => {
  await expect(textOf(of(name))).toMatchFileSnapshot(`files/${name}.txt`);
});

test("it has its place, its settings with theirs, and the files of no other", () => {
  expect(of("ingress")).toMatchObject({
    kind: "workload",
    name: "ingress",
    place: { line: 18, column: 3 },
    settings: [
      {
        setting: "podSysctl",
        name: "net.core.somaxconn",
        value: "32768",
        place: { line: 26, column: 7 },
      },
    ],
    files: [
      "out/pods/ingress/kustomization.yaml",
      "out/pods/ingress/patch.yaml",
      "out/pods/ingress/values.yaml",
    ],
  });
  expect(of("media")).toMatchObject({
    kind: "mount",
    place: { line: 28, column: 3 },
  });
});

test("a finding on one of its lines is told", () => {
  expect(of("sockets")).toMatchObject({
    findings: [{ rule: "no-effect", line: 9, column: 7 }],
  });
});

test("a password is not repeated", () => {
  const text = `version: 1
mounts:
  nas: { persistentVolumes: [x], list: new, options: [password=hunter2, user=a%hunter2] }
`;
  const nas = explained("nas", text);
  expect(nas).toMatchObject({ settings: [{ name: "password" }, {}] });
  expect(JSON.stringify(nas)).not.toContain("hunter2");
});

test("a name that is nearly one of theirs suggests it", () => {
  expect(of("ingres")).toMatchObject({
    kind: "unknown",
    nearest: [{ kind: "workload", name: "ingress" }],
  });
});

test("of a mount and a setting of one name the mount is meant, and it says so", () => {
  expect(of("nofile")).toMatchObject({ kind: "mount", also: ["setting"] });
});

function of(name: string): Explanation {
  return explained(name, CARRIERS);
}
