import { describe, expect, test } from "vitest";
import { lineFindings } from "../rules/line-findings.js";
import { compiled, found } from "../support/compile.js";

/** A role with lines of a spec below its facts. */
const role = (
  lines: readonly string[],
  facts = "distro: bottlerocket, distribution: eks",
): string => `version: 1
roles:
  node:
    why: a test
    node: { ${facts} }
${lines.map((line) => `    ${line}\n`).join("")}`;

const sysctl = (line: string): string => role(["sysctl:", `  ${line}`]);

const fileOf = (text: string): string =>
  compiled(text).files.find(({ target }) => target === "bottlerocket")?.text ??
  "";

/** The settings of a role without comments. */
const settingsOf = (text: string): string =>
  fileOf(text).replaceAll(/^ *#.*\n/gmu, "");

test("nothing else is written for it", () => {
  const { files } = compiled(
    role([
      "sysctl: { net.core.somaxconn: 8192 }",
      "modules: { sctp: null }",
      "limits: { nofile: 4096, services: [containerd] }",
      "kernelArgs: { quiet: true }",
      "allowedUnsafeSysctls: [net.core.somaxconn]",
    ]),
  );
  expect(files.map(({ path }) => path)).toEqual([
    "out/bottlerocket/role-node.toml",
  ]);
});

describe("settings that it cannot express are errors", () => {
  test.each([
    ['kernel.core_pattern: "|/bin/handler \\"%e\\"" # Quoted', "7:7"],
    ['kernel.core_pattern: "|/bin/handler \\\\%e" # A backslash', "7:7"],
    ["net.ipv4.conf.eth0/100.rp_filter: 1 # A VLAN", "7:7"],
    ['"net.ipv4.conf.eth0:1.rp_filter": 1 # An alias', "7:7"],
  ])("%s", (line, place) => {
    expect(
      lineFindings(sysctl(line), (rule) =>
        ["cannot-be-set", "interface-at-boot"].includes(rule),
      ),
    ).toEqual([`${place} cannot-be-set`]);
  });

  test("a pattern", () => {
    const text = sysctl("net.ipv4.conf.*.rp_filter: 1 # All of them");
    expect(found(text)).toEqual(["7:7 glob-not-possible"]);
    const [finding] = compiled(text).findings.filter(
      ({ rule }) => rule === "glob-not-possible",
    );
    expect(finding?.why).toBe(
      "Bottlerocket refuses all settings with it: a key has up to 128 letters, digits and characters of `._/-`",
    );
  });

  test("an empty value", () => {
    expect(found(sysctl('kernel.core_pattern: "" # No dumps'))).toEqual([
      "7:7 cannot-be-set",
    ]);
  });
});

test("it keeps no order", () => {
  const text = role([
    "sysctl:",
    "  net.ipv4.conf.all.accept_redirects: 1 # Better routes",
    "  net.ipv4.ip_forward: 1 # The node routes",
  ]);
  expect(lineFindings(text, (rule) => rule === "order-dependent")).toEqual([
    "7:7 order-dependent",
  ]);
});

test("it does not apply a key again when its interface appears", () => {
  expect(
    lineFindings(
      sysctl("net.ipv4.conf.wg0.rp_filter: 1 # One path"),
      (rule) => rule === "interface-at-boot",
    ),
  ).toEqual(["7:7 interface-at-boot"]);
});

describe("kernel parameters", () => {
  test("have the parameters of modules", () => {
    const text = role([
      "modules: { nf_conntrack: { parameters: { hashsize: 65536 } } }",
    ]);
    expect(settingsOf(text)).toContain(`[settings.boot]
reboot-to-reconcile = true

[settings.boot.kernel-parameters]
"nf_conntrack.hashsize" = ["65536"]
`);
  });

  test("are each written once, the last value as in the command line", () => {
    const text = role([
      "modules: { nf_conntrack: { parameters: { hashsize: 65536 } } }",
      "kernelArgs: { nf-conntrack.hashsize: 131072 } # More",
    ]);
    expect(settingsOf(text)).toContain(
      '"nf-conntrack.hashsize" = ["65536", "131072"]\n',
    );
  });

  test("have dots in the name of a sysctl", () => {
    const text = role(["kernelArgs: { sysctl.vm/swappiness: 10 } # Early"]);
    expect(settingsOf(text)).toContain('"sysctl.vm.swappiness" = ["10"]\n');
  });
});

test("limits are those of containers, in bytes and seconds", () => {
  const text = role([
    "limits: { memlock: 64MiB, cpu: 10m, nofile: unlimited }",
  ]);
  expect(settingsOf(text)).toContain(`
[settings.oci-defaults.resource-limits.max-cpu-time]
soft-limit = 600
hard-limit = 600

[settings.oci-defaults.resource-limits.max-locked-memory]
soft-limit = 67108864
hard-limit = 67108864

[settings.oci-defaults.resource-limits.max-open-files]
soft-limit = "unlimited"
hard-limit = "unlimited"
`);
});

test.each([
  ["sysctl: { net.core.somaxconn: 8192 }", "1.0.3"],
  ["allowedUnsafeSysctls: [net.core.somaxconn]", "1.0.8"],
  ["kernelArgs: { quiet: true }", "1.10.0"],
  ["limits: { nofile: 4096 }", "1.15.0"],
  ["modules: { sctp: null }", "1.16.0"],
])("%s requires Bottlerocket %s", (line, release) => {
  expect(fileOf(role([line]))).toContain(
    `Requires Bottlerocket ${release} or later`,
  );
});

test("a switched-off target leaves settings without a file", () => {
  const text = `${role([
    "sysctl: { net.core.somaxconn: 8192 }",
    "limits: { nofile: 4096, services: [containerd] }",
    "allowedUnsafeSysctls: [net.core.somaxconn]",
  ])}targets: { bottlerocket: false }\n`;
  expect(lineFindings(text, (rule) => rule === "reaches-no-file")).toEqual([
    "6:15 reaches-no-file",
    "7:15 reaches-no-file",
    "8:28 reaches-no-file",
  ]);
});
