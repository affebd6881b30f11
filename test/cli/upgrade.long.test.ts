import { expect, test } from "vitest";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
node: { kubernetes: "1.36" }
roles:
  web:
    node: { os: linux, kernel: "6.1.100", distribution: k3s }
    sysctl:
      net.ipv6.route.max_size: 16384 # Room for routes
  store:
    node: { os: talos, osVersion: "1.13" }
    sysctl:
      vm.swappiness: 10 # Less swap
workloads:
  app:
    sysctl:
      net.ipv4.tcp_notsent_lowat: 131072 # Latency
hosts:
  web1: { role: web }
`;

function run(...args: readonly string[]): ReturnType<Workspace["run"]> {
  return new Workspace({ "tuning.yaml": spec }).run(["upgrade", ...args]);
}

test("several upgrades: lines, pods, files, and what remains to be written", () => {
  const { code, out, err } = run(
    "--kernel",
    "6.1..6.12",
    "--kubernetes",
    "..1.37",
    "--talos",
    "..1.14",
  );
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(out).toBe(`kernel 6.1.100 to 6.12: role \`web\`
talos 1.13 to 1.14: role \`store\`
kubernetes 1.36 to 1.37: role \`web\`, role \`store\`

Another meaning
  tuning.yaml:7:7: warning: \`net.ipv6.route.max_size\` has no effect [no-effect]
      why: it limited cached IPv6 routes until Linux 6.3 deprecated it; garbage collection now limits them
      help: remove it, or write \`null\` to keep the reason

In pods
  tuning.yaml:15:7: note: \`net.ipv4.tcp_notsent_lowat\` needs no allow-list any more
      why: it is safe for pods from Kubernetes 1.37 on

Files
  out/k3s/host-web1/config.yaml.d/90-tuning.yaml  changed  +2 -5
  out/k3s/role-web/config.yaml.d/90-tuning.yaml   changed  +2 -5
  out/pods/app/values.yaml                        changed  +0 -2
  out/talos/role-store/machine-sysctls.yaml       changed  +8 -12

Then write into the spec
  tuning.yaml:2:21: \`kubernetes: "1.37"\` instead of 1.36
  tuning.yaml:5:32: \`kernel: "6.12"\` instead of 6.1.100
  tuning.yaml:9:35: \`osVersion: "1.14"\` instead of 1.13

1 change needs work, 1 other change, 4 files differ
`);
});

test("nothing changes", () => {
  const text = run("--kernel", "6.1..6.1.120");
  expect({ code: text.code, out: text.out }).toEqual({
    code: 0,
    out: 'kernel 6.1.100 to 6.1.120: role `web`\n\nThen write into the spec\n  tuning.yaml:5:32: `kernel: "6.1.120"` instead of 6.1.100\n\nnothing changes\n',
  });
  const markdown = run("--kernel", "6.1..6.1.120", "--format", "markdown");
  expect({ code: markdown.code, out: markdown.out }).toEqual({
    code: 0,
    out: "",
  });
});

test("a bot that runs again after the spec states the new release", () => {
  const { code, out } = run("--kubernetes", "1.35..1.36");
  expect({ code, out }).toEqual({
    code: 0,
    out: "note: the spec states kubernetes 1.36 already\n\nnothing changes\n",
  });
});

test("the comment on a change", () => {
  const { code, out } = run("--kernel", "..6.12", "--format", "markdown");
  expect(code).toBe(1);
  expect(out).toBe(`kernel 6.1.100 to 6.12: role \`web\`. 1 change needs work.

- **needs work** Another meaning: \`net.ipv6.route.max_size\` has no effect (\`tuning.yaml:7:7\`): it limited cached IPv6 routes until Linux 6.3 deprecated it; garbage collection now limits them; remove it, or write \`null\` to keep the reason
`);
});

test("what machines read", () => {
  const { code, out } = run("--talos", "..1.14", "--format", "json");
  // Talos 1.14 has a file of its own for the kubelet, which somebody must apply.
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    version: 1,
    command: "upgrade",
    ok: false,
    upgrades: [
      {
        name: "talos",
        from: ["1.13"],
        to: "1.14",
        nodes: [{ kind: "role", name: "store" }],
      },
    ],
    changes: [],
    files: [
      {
        change: "added",
        path: "out/talos/role-store/machine-kubelet.yaml",
        added: 18,
        removed: 0,
      },
      {
        change: "changed",
        path: "out/talos/role-store/machine-sysctls.yaml",
        added: 8,
        removed: 12,
      },
    ],
    facts: [
      {
        place: "tuning.yaml:9:35",
        name: "osVersion",
        from: "1.13",
        to: "1.14",
      },
    ],
    remarks: [],
  });
});

test.each([
  [
    "no upgrade",
    [],
    "error: no upgrade is given [nothing-to-upgrade]\n  help: write at least one of `--kernel`, `--talos`, `--nixos`, `--kubernetes`, `--cilium` and `--distro`, such as `--kernel ..6.18`\n",
  ],
  [
    "another release",
    ["--kernel", "5.10..6.18"],
    "error: no node of the spec has kernel 5.10 [nothing-to-upgrade]\n  help: write the release that the spec states, such as `--kernel 6.1.100..6.18`\n",
  ],
  [
    "another system",
    ["--nixos", "25.05..25.11"],
    "error: no node of the spec has nixos 25.05 [nothing-to-upgrade]\n  help: leave out `--nixos`\n",
  ],
  [
    "a release that is none",
    ["--kernel", "6.1...6.2"],
    "error: option '--kernel <A..B>' argument '6.1...6.2' is invalid. It must be two releases, such as 6.12..6.18, or the new one, such as ..6.18.\n(run \"tunegen upgrade --help\" for options)\n",
  ],
  [
    "a distribution without its release",
    ["--distro", "debian..debian-13"],
    "error: `debian` has no release [unknown-distro]\n  help: write the release, too, such as debian-13\n",
  ],
])("%s", (_, args, expected) => {
  const { code, err } = run(...args);
  expect({ code, err }).toEqual({ code: 2, err: expected });
});

test("a release that no node states", () => {
  const { code, err } = new Workspace({
    "tuning.yaml": `version: 1
roles:
  web: { node: { os: talos, osVersion: "1.11" }, sysctl: { vm.swappiness: 10 } }
`,
  }).run(["upgrade", "--kernel", "..6.18"]);
  expect({ code, err }).toEqual({
    code: 2,
    err: "error: no node of the spec states its kernel release [nothing-to-upgrade]\n  help: write both releases, such as `--kernel 6.12..6.18`\n",
  });
});
