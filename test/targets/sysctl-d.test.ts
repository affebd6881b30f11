import { expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import type { Sysctl } from "../../src/settings/sysctl/index.js";
import { emitAll } from "../../src/targets/emit.js";
import { nodeOf, planOf } from "./plan.js";
import { groupOf, moduleOf, sysctlOf } from "./settings.js";

function filesOf(sysctls: readonly Sysctl[]): readonly string[] {
  const groups = [groupOf("profile", "p", sysctls)];
  const plan = planOf([nodeOf({ os: "linux" }, { groups })]);
  return emitAll(plan, ["sysctl.d"]).map(({ text }) => text);
}

test("a value of several lines is refused", () => {
  const sysctls = [sysctlOf("kernel.core_pattern", "core\nkernel.panic = 0")];
  expect(() => filesOf(sysctls)).toThrow(EncodeError);
});

test("an empty value leaves no white space behind", () => {
  const [text] = filesOf([sysctlOf("net.ipv4.ip_local_reserved_ports", "")]);
  expect(text).toMatch(/\nnet\.ipv4\.ip_local_reserved_ports =\n/u);
});

test.each([
  ["etc/{name}/modules-load.d/a.conf", "etc/w/modprobe.d/a.conf"],
  ["etc/{name}/modules.conf", "etc/w/modprobe.d/modules.conf"],
])("module parameters beside %s are in %s", (modulesPath, path) => {
  const module = [moduleOf("zram", { parameters: { num_devices: "2" } })];
  const plan = planOf([nodeOf({ os: "linux" }, { name: "w", module })], {
    targets: { "sysctl.d": { modulesPath } },
  });
  expect(emitAll(plan, ["sysctl.d"]).map((file) => file.path)).toContain(path);
});
