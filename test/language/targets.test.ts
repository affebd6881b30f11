import { describe, expect, test } from "vitest";
import { compile } from "../../src/index.js";
import { found } from "../support/compile.js";

const roles = `version: 1
roles:
  a: { node: { os: nixos, distribution: k3s } }
  b: { node: { os: talos, osVersion: "1.11" } }
  c: { node: { os: linux }, modules: { tcp_bbr: {} } }
cilium: { bpf: { natMax: 262144 } }
`;

function paths(text: string): readonly string[] {
  return compile(text).files.map(({ path }) => path);
}

describe("where files go", () => {
  test("below out/ unless said otherwise", () => {
    expect(paths(roles)).toEqual([
      "out/cilium/values.yaml",
      "out/k3s/role-a/config.yaml.d/90-tuning.yaml",
      "out/nixos/role-a.nix",
      "out/sysctl.d/role-c/sysctl.d/99-tuning.conf",
      "out/sysctl.d/role-c/modules-load.d/90-tuning.conf",
      "out/talos/role-b/machine-sysctls.yaml",
    ]);
  });

  test.each([
    ["out: generated/files", "generated/files/nixos/role-a.nix"],
    ["out: generated/", "generated/nixos/role-a.nix"],
    ["out: .", "nixos/role-a.nix"],
    ["out: ''", "nixos/role-a.nix"],
    [
      'targets: { nixos: { path: "hosts/{name}/{kind}-{name}.nix" } }',
      "hosts/a/role-a.nix",
    ],
  ])("%s", (line, path) => {
    expect(paths(`${roles}${line}\n`)).toContain(path);
  });

  test("a path of its own is relative to the spec, whatever `out` says", () => {
    expect(
      paths(
        `${roles}out: x\ntargets: { cilium: { path: apps/values.yaml } }\n`,
      ),
    ).toContain("apps/values.yaml");
  });
});

describe("placeholders", () => {
  test.each([
    ["nixos", "path", "{role}.nix"],
    ["nixos", "path", "{Name}.nix"],
    ["nixos", "path", "{}.nix"],
    ["talos", "path", "{ name }.yaml"],
    ["talos", "proxyPath", "{name}.yaml"],
    ["k3s", "path", "{kind}-{name}-{os}.yaml"],
    ["sysctl.d", "path", "{host}.conf"],
    ["sysctl.d", "modulesPath", "{host}.conf"],
    ["cilium", "path", "{name}/values.yaml"],
  ])("%s.%s: %s", (target, field, path) => {
    const [line = "", ...others] = found(
      `version: 1\ntargets:\n  ${target}:\n    ${field}: "${path}"\n`,
    );
    expect(line).toBe(`4:${field.length + 7} unknown-placeholder`);
    expect(others).toEqual([]);
  });

  test.each(["{kind}", "{name}", "{name}{name}", "a{b", "a}b", "{a/b}"])(
    "%s is none or a known one",
    (path) => {
      expect(
        found(`version: 1\ntargets: { nixos: { path: "x/${path}.nix" } }\n`),
      ).toEqual([]);
    },
  );
});

describe("options", () => {
  test.each([
    ["nixos: { priority: -1 }", "2:31 wrong-shape"],
    ["nixos: { priority: 10001 }", "2:31 wrong-shape"],
    ["nixos: { priority: 1.5 }", "2:31 wrong-shape"],
    ["nixos: { priority: mkForce }", "2:31 wrong-shape"],
    ["nixos: { k3sFlags: flags }", "2:31 wrong-shape"],
    ["nixos: { path: 5 }", "2:27 wrong-shape"],
    ["nixos: { path: [a] }", "2:27 wrong-shape"],
    ["cilium: { keys: chart }", "2:28 wrong-shape"],
    ["cilium: { keys: [charts] }", "2:29 wrong-shape"],
    ["sysctl: {}", "2:12 unknown-field"],
    ["k3s: { modulesPath: x }", "2:19 unknown-field"],
  ])("%s", (option, expected) => {
    expect(found(`version: 1\ntargets: { ${option} }\n`)).toEqual([expected]);
  });
});
