import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readInterrupts } from "../../src/cli/live/read-interrupts.js";
import { collectorScript } from "../../src/live/collector.js";
import { keyOf } from "../../src/core/key.js";
import type { Seen } from "../../src/live/observation.js";
import { readLive } from "../../src/live/read-live.js";
import { bin } from "../cli/tunegen.js";
import { shellWords } from "../support/loaders.js";
import { run } from "../support/programs.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";
import { inTemporaryFolder } from "../support/temporary.js";

const script = collectorScript({
  sysctls: [
    "kernel/ostype",
    "net/ipv4/conf/*/rp_filter",
    "net/core/none",
    "net/ipv4/tcp_fastopen_key",
  ].map((path) => keyOf(path.split("/"))),
  files: ["kernel/mm/transparent_hugepage/enabled", "no/such/file"],
  modules: ["no_such_module"],
  services: ["no-such-service"],
  interfaces: [],
});

/** A node with one card by its vectors, a virtio device, and one card that only /proc/interrupts names. */
function writeNode(root: string): void {
  const files = {
    "proc/interrupts":
      "           CPU0\n  9:   0  IO-APIC  9-fasteoi  acpi\n 41:   7  PCI-MSI  1-edge  i40e-eth2-TxRx-0\n 42:   7  PCI-MSI  2-edge  eth20-rx\n",
    "proc/irq/9/smp_affinity_list": "0-3\n",
    "proc/irq/24/smp_affinity_list": "2\n",
    "proc/irq/100/smp_affinity_list": "0,3\n",
    "proc/irq/30/smp_affinity_list": "1\n",
    "proc/irq/41/smp_affinity_list": "3\n",
    "proc/irq/42/smp_affinity_list": "0\n",
    "sys/class/net/eth0/device/msi_irqs/100": "msix\n",
    "sys/class/net/eth0/device/msi_irqs/24": "msix\n",
    "sys/class/net/eth0/device/msi_irqs/25": "msix\n",
    "sys/class/net/eth1/device/modalias": "virtio:d1v1\n",
    "sys/class/net/eth1/msi_irqs/30": "msix\n",
    "sys/class/net/eth2/device/modalias": "pci:v8086\n",
    "sys/class/net/lo/type": "772\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const interrupts = {
  "eth0/24": "2",
  "eth0/100": "0,3",
  "eth1/30": "1",
  "eth2/41": "3",
  lo: undefined,
  "wlan*": undefined,
};
const interfaces = ["eth[0-9]", "lo", "wlan*"];

/** What was read of interrupts; undefined where there are none. */
function texts(
  read: ReadonlyMap<string, Seen> | undefined,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    [...(read ?? [])].map(([name, seen]) => [
      name,
      seen.state === "value" ? seen.text : undefined,
    ]),
  );
}

test("this machine: the CPUs of interrupts", () => {
  inTemporaryFolder((root) => {
    writeNode(root);
    expect(texts(readInterrupts(interfaces, root))).toEqual(interrupts);
  });
});

describe.each(["sh", "dash", "busybox sh", "bash --posix"])("%s", (shell) => {
  const [program = "", ...args] = shell.split(" ");

  loaderTest(program, "gathers the CPUs of interrupts", () => {
    inTemporaryFolder((root) => {
      writeNode(root);
      const asked = collectorScript({
        sysctls: [],
        files: [],
        modules: [],
        services: [],
        interfaces,
      });
      const { stdout, stderr } = run(program, [
        ...args,
        "-c",
        asked.replaceAll(/\/(?=(?:proc|sys)\/)/gu, `${root}/`),
      ]);
      expect(stderr).toBe("");
      const [node] = readLive(stdout, "a.txt").observations;
      expect(texts(node?.interrupts)).toEqual(interrupts);
    });
  });

  loaderTest(program, "gathers a node", () => {
    const { stdout, stderr, status } = run(program, [...args, "-c", script]);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("tunegen-dump 1");
    expect(lines).toContain("sysctl kernel/ostype = Linux");
    expect(lines).toContain("sysctl net/core/none missing");
    expect(lines.join("\n")).toMatch(
      /^sysctl net\/ipv4\/conf\/lo\/rp_filter = [0-2]$/mu,
    );
    expect(lines).toContain("file no/such/file missing");
    expect(lines).toContain("module no_such_module missing");
    expect(lines).toContain("service no-such-service missing");
    expect(stdout).not.toContain("fastopen");
    expect(readLive(stdout, "d").unread).toEqual([]);
  });
});

loaderTest("shellcheck", "finds nothing in the program", () => {
  const { stdout } = run(
    "shellcheck",
    // One item in a list is right where a spec has one, and words are split on purpose.
    ["-s", "sh", "-e", "SC2043,SC2086", "-"],
    script,
  );
  expect(stdout).toBe("");
});

const spec = `version: 1
roles:
  node:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many clients
      net.ipv4.tcp_fin_timeout: 30 # Short lives
`;

loaderTest(
  "unshare",
  "sees a value of the kernel change, and come back",
  () => {
    inTemporaryFolder((folder) => {
      const file = join(folder, "tuning.yaml");
      writeFileSync(file, spec);
      const set = (value: number): string =>
        `echo ${value} > /proc/sys/net/core/somaxconn`;
      const verify = `${shellWords([process.execPath, bin, "verify", "-f", file])}; echo "exit $?"`;
      const { stdout, stderr } = inSandbox(
        [
          set(8192),
          "echo 30 > /proc/sys/net/ipv4/tcp_fin_timeout",
          verify,
          set(4096),
          verify,
          set(8192),
          verify,
        ].join("\n"),
      );
      expect(stderr).toBe("");
      expect(stdout.replaceAll(/^node \(.*\)$/gmu, "node")).toBe(
        `node
  as the spec says

1 node: 2 equal
exit 0
node
  SETTING             SPEC  NODE  LINE
  net.core.somaxconn  8192  4096  ${file}:6:7
      this is the kernel's default: the setting was not applied, or before the key existed

1 node: 1 equal, 1 different
exit 1
node
  as the spec says

1 node: 2 equal
exit 0
`,
      );
    });
  },
);

test("a name with a blank cannot leave its word", () => {
  const { stdout } = run("sh", [
    "-c",
    collectorScript({
      sysctls: [keyOf(["net", "a; echo BAD; $(echo BAD)"])],
      files: [],
      modules: [],
      services: [],
      interfaces: [],
    }),
  ]);
  expect(stdout).not.toMatch(/^BAD/mu);
});
