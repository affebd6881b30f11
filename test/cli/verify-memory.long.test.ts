import { linkSync, mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { Workspace } from "./tunegen.js";

test.each([
  ["verify", "--format", "json"],
  ["capture", "-o", "-"],
])("%s keeps no text of a node once it is read", (command, ...flags) => {
  const workspace = new Workspace({
    "tuning.yaml": `version: 1
roles:
  web: { node: { os: linux }, sysctl: { net.ipv4.tcp_rmem: 4096 131072 6291456 } }
`,
    // 4 MiB: all of them are more than the memory below.
    "sysctl.txt": `kernel.osrelease = 6.12.48+deb13-amd64
net.ipv4.tcp_rmem = 4096 131072 33554432
${`dev.padding = ${"x".repeat(4080)}\n`.repeat(1024)}`,
  });
  mkdirSync(workspace.path("dumps"));
  for (let node = 0; node < 40; node += 1)
    linkSync(
      workspace.path("sysctl.txt"),
      workspace.path(`dumps/raccoon${node}.example.org.txt`),
    );
  const { code, out } = workspace.run(
    [command, "--role", "web", ...flags, "dumps"],
    { env: { NODE_OPTIONS: "--max-old-space-size=100" } },
  );
  expect(code).toBe(command === "capture" ? 0 : 1);
  expect(out).toContain("raccoon39.example.org");
});
