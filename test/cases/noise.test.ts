import picocolors from "picocolors";
import { describe, expect, test } from "vitest";
import { isPinnedByGuides } from "../../src/catalogue/hardening-keys.js";
import { githubAnnotations } from "../../src/cli/formats/github.js";
import { sarifLog } from "../../src/cli/formats/sarif.js";
import { printDiagnostic } from "../../src/cli/formats/text.js";
import { compileSource } from "../../src/compile.js";
import { linesText } from "../../src/core/lines-text.js";
import { compiled } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

const role = (...settings: readonly string[]): string => `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-12, kernel: "6.1", arch: amd64 }
    sysctl:
${settings.map((line) => `      ${line} # The benchmark asks for it\n`).join("")}`;

test("a default that hardening guides ask for is no finding", () => {
  expect(
    lineFindings(
      role(
        "net.ipv4.icmp_echo_ignore_broadcasts: 1",
        "net.ipv4.tcp_syncookies: 1",
        "kernel.randomize_va_space: 2",
        "fs.suid_dumpable: 0",
        "kernel.sysrq: 438",
        "net.ipv4.tcp_sack: 1",
      ),
      (rule) => rule === "equals-default",
    ),
  ).toEqual(["11:7 equals-default"]);
});

test.each([
  ["net.ipv6.conf.all.accept_dad: 0"],
  ["net.ipv4.conf.eth0.secure_redirects: 0"],
])("%s has no effect, which is its only finding", (line) => {
  expect(lineFindings(role(line), () => true)).toEqual(["6:7 no-effect"]);
});

test("which keys guides ask for", () => {
  expect(isPinnedByGuides("kernel.ctrl-alt-del")).toBe(true);
  expect(isPinnedByGuides("net.ipv6.conf.default.accept_ra")).toBe(true);
  // Either value is fine for Lynis.
  expect(isPinnedByGuides("net.ipv4.tcp_timestamps")).toBe(false);
  // A Kubernetes node needs the opposite.
  expect(isPinnedByGuides("net.ipv4.ip_forward")).toBe(false);
});

const shared = (
  [first, ...lines]: readonly string[],
  rest: string,
): string => `version: 1
profiles:
  p:
    why: Everything that a guide lists
    sysctl:
      ${[first, ...lines].join("\n      ")}
roles:
${rest}`;

/** The findings of a rule, in short. */
function told(text: string, wanted: string): readonly object[] {
  return compiled(text)
    .findings.filter(({ rule }) => rule === wanted)
    .map(({ line, column, message, related, nodes }) => ({
      at: `${line ?? 0}:${column ?? 0}`,
      message,
      ...(related && {
        related: related.map((each) => `${each.line}:${each.column}`),
      }),
      nodes: nodes?.map(({ kind, name }) => `${kind} ${name}`).join(", "),
    }));
}

describe("settings that equal the default", () => {
  const three = [
    "net.ipv4.tcp_sack: 1",
    "net.ipv4.tcp_window_scaling: 1",
    "vm.swappiness: 10",
    "net.ipv4.tcp_dsack: 1",
  ];
  const two = "  a: { node: { os: linux }, profiles: [p] }\n";

  test("are one finding for each profile, with each place", () => {
    expect(told(shared(three, two), "equals-default")).toEqual([
      {
        at: "6:7",
        message: "3 settings are already the default: lines 6, 7 and 9",
        related: ["7:7", "9:7"],
        nodes: "role a",
      },
    ]);
  });

  test("are found apart where their nodes differ", () => {
    const text = shared(
      three,
      `${two}  b: { node: { os: linux }, profiles: [p], sysctl: { net.ipv4.tcp_sack: 0 } }\n`,
    );
    expect(told(text, "equals-default")).toEqual([
      {
        at: "6:7",
        message: "`net.ipv4.tcp_sack` is already 1 by default",
        nodes: "role a",
      },
      {
        at: "7:7",
        message: "2 settings are already the default: lines 7 and 9",
        related: ["9:7"],
        nodes: "role a, role b",
      },
    ]);
  });

  test("are accepted one by one", () => {
    const [, second = "", ...rest] = three;
    const accepted =
      "net.ipv4.tcp_sack: { value: 1, accept: { equals-default: A pin } }";
    const text = shared([accepted, second, ...rest], two);
    expect(told(text, "equals-default")).toEqual([
      {
        at: "7:7",
        message: "2 settings are already the default: lines 7 and 9",
        related: ["9:7"],
        nodes: "role a",
      },
    ]);
    expect(told(text, "accept-unused")).toEqual([]);
    const idle = accepted.replace("value: 1", "value: 0");
    expect(told(shared([idle, ...rest], two), "accept-unused")).toHaveLength(1);
  });

  test("of many lines are counted in the message", () => {
    const lines = Array.from({ length: 10 }, (_, index) => ({
      span: { source: blank, start: index * 4, end: index * 4 + 1 },
    }));
    expect(linesText(lines)).toBe("lines 1, 3, 5, 7, 9, 11, 13, 15 and 2 more");
    expect(linesText(lines.slice(0, 1))).toBe("line 1");
  });
});

const plain = picocolors.createColors(false);
const blank = { name: "tuning.yaml", text: " \n".repeat(20) };

describe("the nodes of a finding", () => {
  const dead = ["net.ipv4.tcp_sack: 0", "kernel.hung_task_timeout_secs: 30"];
  const some = `  a: { node: { os: talos, osVersion: "1.13", arch: amd64 }, profiles: [p] }
  b: { node: { os: linux, arch: amd64 }, profiles: [p] }
hosts:
  h1: { role: a }
  h2: { role: b, node: { os: talos, osVersion: "1.13" } }
`;

  test("are those that have the setting", () => {
    const text = shared(
      ["net.ipv4.route.max_size: 1"],
      `  a: { node: { os: linux }, profiles: [p] }
  b: { node: { os: linux }, profiles: [p], sysctl: { net.ipv4.route.max_size: null } }
hosts:
  h1: { role: a }
  h2: { role: a, sysctl: { vm.swappiness: 10 } }
`,
    );
    expect(told(text, "no-effect")).toEqual([
      {
        at: "6:7",
        message: "`net.ipv4.route.max_size` has no effect",
        nodes: "role a, host h1, host h2",
      },
    ]);
  });

  test("are those with the error", () => {
    expect(told(shared(dead, some), "not-in-kernel")).toEqual([
      {
        at: "7:7",
        message:
          "the kernel of Talos 1.13 does not have `kernel.hung_task_timeout_secs`",
        nodes: "role a, host h1, host h2",
      },
    ]);
  });

  test("are named in text where others have the setting, too", () => {
    const text = shared(dead, some);
    const { errors } = compileSource(
      { name: "tuning.yaml", text },
      { readInclude: () => blank },
    );
    const [printed = ""] = errors.map((each) => printDiagnostic(each, plain));
    expect(printed).toContain("\n  on: role `a`, host `h2`\n  why: ");
    const [annotation = ""] = githubAnnotations(errors).split("\n");
    expect(annotation).toContain("%0Aon: role `a`, host `h2`%0Awhy: ");
    expect(JSON.stringify(sarifLog(errors))).toContain(
      '"properties":{"nodes":[{"kind":"role","name":"a"},{"kind":"host","name":"h1"},{"kind":"host","name":"h2"}]}',
    );
  });
});
