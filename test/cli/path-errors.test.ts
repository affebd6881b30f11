import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "../../src/cli/commands/load.js";
import { keysOf } from "../../src/core/keys-of.js";
import { positionAt } from "../../src/core/source.js";
import { compareWithDisk } from "../../src/output/compare-with-disk.js";
import { distributions } from "../../src/platform/distribution/registry.js";
import { distroNames } from "../../src/platform/distro/registry.js";
import { operatingSystems } from "../../src/platform/os/registry.js";
import { platformOf } from "../../src/platform/platform-of.js";
import { targets } from "../../src/targets/emit.js";
import { emptyFolder } from "../output/workspace.js";

/** With a file of every output of every target. */
const everything = `version: 1
roles:
  nixos: { node: { os: nixos, distribution: k3s } }
  talos:
    node: { os: talos, osVersion: "1.11", cpus: 4 }
    kernelArgs: { quiet: true } # Less on the console
    kubeProxy: { conntrack: { maxPerCore: 65536 } } # Many nodes
  new-talos:
    node: { os: talos, osVersion: "1.14" }
    kubeProxy: { conntrack: { maxPerCore: 65536 } } # Many nodes
    allowedUnsafeSysctls: [net.core.somaxconn] # The proxies ask for it
    limits: { nofile: 65536 } # Many files
  debian:
    node: { os: linux, distribution: rke2 }
    modules: { tcp_bbr: { parameters: { a: 1 } } } # Congestion control
    limits: { nofile: 65536 } # Many files
    interrupts: { interfaces: [eth0], rps: all } # One queue
  kubeadm:
    node: { os: linux, distribution: kubeadm }
    kubeProxy: { conntrack: { maxPerCore: 65536 } } # Many nodes
  bottlerocket: { node: { distro: bottlerocket } }
  eks:
    node: { os: linux, distribution: eks }
    kubeProxy: { conntrack: { maxPerCore: 65536 } } # Many nodes
workloads:
  web: { sysctl: { net.ipv4.tcp_keepalive_time: 60 } } # Fail fast
mounts:
  share: { persistentVolumes: [a], list: new, options: [soft] } # May vanish
cilium: { bpf: { natMax: 262144 } } # Many connections
monitoring: {}
rollout: { stages: [{ name: all, roles: [nixos] }] }
networkTest: { peers: { a: { address: a.example.org, connect: 443 } } }
`;

const platforms = [
  ...keysOf(operatingSystems).flatMap((os) =>
    keysOf(distributions).map((distribution) =>
      platformOf({ os, distribution }),
    ),
  ),
  ...distroNames.map((distro) => platformOf({ os: "linux", distro })),
];

const outputs = targets.flatMap((target) =>
  Object.entries(target.outputs)
    // A new target writes for no platform at first.
    .filter(
      ({ 1: { per } }) => per === "spec" || platforms.some(target.writesFor),
    )
    .map(([field, { per }]) => [target.name, field, per] as const),
);

test.each(outputs)(
  "targets.%s.%s: a faulty path is underlined where it stands",
  async (target, field, per) => {
    const folder = emptyFolder();
    const path = per === "node" ? '"/etc/{kind}-{name}"' : '"/etc/x"';
    mkdirSync(join(folder, ".git"));
    writeFileSync(
      join(folder, "tuning.yaml"),
      `${everything}targets:\n  ${target}:\n    ${field}: ${path}\n`,
    );
    const file = join(folder, "tuning.yaml");
    const { compiled, request } = await load({ file, format: "text" });
    expect(compiled.errors).toEqual([]);
    if (request === undefined) throw new Error("nothing to compare");
    const { errors } = await compareWithDisk(request);
    const line = everything.split("\n").length + 2;
    expect(errors.length).toBeGreaterThan(0);
    for (const { code, span } of errors) {
      expect(code).toBe("output-outside-repository");
      expect(span && positionAt(span.source, span.start)).toMatchObject({
        line,
        column: field.length + 7,
      });
    }
  },
);
