import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { collectorScript } from "../../src/live/collector.js";
import { readLive } from "../../src/live/read-live.js";
import { rollbackFiles } from "../../src/rollback/forms/files.js";
import { undoNode } from "../../src/rollback/undo-node.js";
import { readsOf } from "../../src/verify/reads.js";
import { compiled, planOf } from "../support/compile.js";
import { loaders, shellCommand, shellWords } from "../support/loaders.js";
import { evaluateNix } from "../support/nix.js";
import { programTest, run } from "../support/programs.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";
import { inTemporaryFolder } from "../support/temporary.js";

/** Pairs that the kernel refuses in the wrong order, either way; a pair of which a write changes the other; vectors. */
const spec = `version: 1
roles:
  web:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Many clients
      net.ipv4.tcp_rmem: [4096, 131072, 16MiB] # Long paths
      net.ipv4.ip_local_port_range: [500, 65000] # Many connections
      net.ipv4.ip_unprivileged_port_start: 400 # Low ports
      net.ipv4.ipfrag_high_thresh: 64MiB # Large datagrams
      net.ipv4.ipfrag_low_thresh: 48MiB # Large datagrams
      net.ipv6.ip6frag_low_thresh: 1MiB # Little memory
      net.ipv6.ip6frag_high_thresh: 2MiB # Little memory
      net.ipv4.conf.all.accept_redirects: 0 # No redirects
      net.ipv4.ip_forward: 1 # A router
`;

/** What the namespace has before, in an order that the kernel accepts. */
const before: readonly (readonly [string, string])[] = [
  ["net/core/somaxconn", "777"],
  ["net/ipv4/tcp_rmem", "4096 65536 1048576"],
  ["net/ipv4/ip_local_port_range", "40000 50000"],
  ["net/ipv4/ip_unprivileged_port_start", "2000"],
  ["net/ipv4/ipfrag_low_thresh", "1000000"],
  ["net/ipv4/ipfrag_high_thresh", "2000000"],
  ["net/ipv6/ip6frag_high_thresh", "90000000"],
  ["net/ipv6/ip6frag_low_thresh", "80000000"],
  ["net/ipv4/ip_forward", "0"],
  ["net/ipv4/conf/all/accept_redirects", "1"],
];

const plan = planOf(spec);
const [node] = plan.nodes;
if (node === undefined) throw new Error("no node");

const set = before
  .map(([path, value]) => `echo '${value}' > /proc/sys/${path}`)
  .join("\n");
const show = `for key in ${before.map(([path]) => path).join(" ")}; do echo "$key $(cat /proc/sys/$key)"; done`;
const shown = before.map(([path, value]) => `${path} ${value}\n`).join("");

/** What undoes the tuning, by the values that the collector sees in the namespace. */
function rollback(): Readonly<Record<string, string>> {
  if (node === undefined) throw new Error("no node");
  const { stdout } = inSandbox(`${set}\n${collectorScript(readsOf(node))}`);
  const [observation] = readLive(stdout, "dump").observations;
  const files = rollbackFiles(
    undoNode(node, plan, observation),
    "tuning.yaml",
    { gone: [], changed: [] },
  );
  return Object.fromEntries(
    files.map(({ path, text }) => [path.replace(/^.*\//u, ""), text]),
  );
}

function tuning(): string {
  const file = compiled(spec).files.find(({ path }) =>
    /sysctl\.d\/[^/]*\.conf$/u.test(path),
  );
  if (file === undefined) throw new Error("no file");
  return file.text;
}

/** Sets, applies the tuning, undoes it, and shows the keys after both. */
function undone(undo: (folder: string) => string, apply: string): void {
  const all = rollback();
  inTemporaryFolder((folder) => {
    for (const [name, text] of Object.entries({
      ...all,
      "tuning.conf": tuning(),
    }))
      writeFileSync(join(folder, name), text);
    const { stdout, stderr } = inSandbox(
      [
        set,
        `${apply} ${shellWords([join(folder, "tuning.conf")])} > /dev/null`,
        'echo "tuned $?"',
        show,
        `${undo(folder)} > /dev/null`,
        'echo "undone $?"',
        show,
      ].join("\n"),
    );
    const [, tuned = "", after = ""] =
      /^tuned 0\n([^]*)undone 0\n([^]*)$/u.exec(stdout) ?? [];
    expect(after.replaceAll("\t", " "), stdout + stderr).toBe(shown);
    for (const [path, value] of before)
      expect(tuned.replaceAll("\t", " ")).not.toContain(`${path} ${value}\n`);
  });
}

for (const loader of loaders) {
  const apply = shellCommand(loader, { strict: true });
  loaderTest(loader.program, `${loader.name} sets what there was`, () => {
    undone(
      (folder) => `${apply} ${shellWords([join(folder, "old-values.conf")])}`,
      apply,
    );
  });
}

for (const shell of [["dash"], ["busybox", "sh"]]) {
  loaderTest(shell[0] ?? "", "the script sets what there was", () => {
    undone(
      (folder) => shellWords([...shell, join(folder, "old-values.sh")]),
      "sysctl -p",
    );
  });

  loaderTest(shell[0] ?? "", "the script says what it cannot set", () => {
    inTemporaryFolder((folder) => {
      const file = join(folder, "old-values.sh");
      const text = rollback()["old-values.sh"] ?? "";
      writeFileSync(
        file,
        text
          .replace(
            "old /proc/sys/net/core/somaxconn 777",
            "old /proc/sys/net/core/somaxconn x",
          )
          .replace("net/ipv4/tcp_rmem", "net/ipv4/none"),
      );
      const { stdout, stderr } = inSandbox(
        `${shellWords([...shell, file])}; echo "exit $?"`,
      );
      expect(stdout).toBe("exit 1\n");
      expect(stderr).toContain("/proc/sys/net/core/somaxconn: not set to x\n");
      expect(stderr).toContain(
        "/proc/sys/net/ipv4/none: no such file, nothing to undo\n",
      );
    });
  });
}

programTest("shellcheck", "finds nothing in the script", () => {
  inTemporaryFolder((folder) => {
    const file = join(folder, "old-values.sh");
    writeFileSync(file, rollback()["old-values.sh"] ?? "");
    const { status, stdout } = run("shellcheck", ["--shell", "sh", file]);
    expect(stdout).toBe("");
    expect(status).toBe(0);
    expect(readFileSync(file, "utf8")).toMatch(/^#!\/bin\/sh\n/u);
  });
});

programTest("nix-instantiate", "reads the module", () => {
  const nixPlan = planOf(
    'version: 1\nroles:\n  web:\n    node: { os: nixos, osVersion: "25.05" }\n    sysctl: { vm.swappiness: 5, kernel.core_pattern: core }\n',
  );
  const [nixNode] = nixPlan.nodes;
  if (nixNode === undefined) throw new Error("no node");
  const [observation] = readLive(
    "tunegen-dump 1\nhost a\nkernel 6.12.48\nsysctl vm/swappiness = 60\nsysctl kernel/core_pattern = |/x '${y}' $(z)\nend\n",
    "dump",
  ).observations;
  const module = rollbackFiles(
    undoNode(nixNode, nixPlan, observation),
    "tuning.yaml",
    { gone: [], changed: [] },
  ).find(({ path }) => path.endsWith(".nix"));
  expect(
    evaluateNix(
      `((${module?.text ?? ""}) { }).systemd.services.tunegen-rollback.script`,
    ),
  ).toContain(
    "\nold /proc/sys/kernel/core_pattern '|/x '\\''${y}'\\'' $(z)'\n",
  );
});
