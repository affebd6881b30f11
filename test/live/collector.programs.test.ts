import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { collectorScript } from "../../src/live/collector.js";
import { keyOf } from "../../src/core/key.js";
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
});

describe.each(["sh", "dash", "busybox sh", "bash --posix"])("%s", (shell) => {
  const [program = "", ...args] = shell.split(" ");

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
    }),
  ]);
  expect(stdout).not.toMatch(/^BAD/mu);
});
