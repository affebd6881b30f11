import { expect, test } from "vitest";
import { cpuMask } from "../../src/targets/talos/udev-rules.js";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { scriptOf } from "./run.js";
test("a name that is a script stays a name", () => {
  // The schema lets no such name pass; the encoder would hold it all the same.
  expect(scriptOf('interfaces: ["e*"]', "affinity: spread")).toContain(
    "set -- 'e*'\n",
  );
});

/** The one file of a node of some operating system that has a section `interrupts`. */
function fileOf(os: string, ending: string): string {
  const plan = planOf(`version: 1
roles:
  worker:
    node: { os: ${os}, cpus: 2 }
    interrupts:
      interfaces: [eth0, "enp*"]
      affinity: spread
      rps: all # It's "quoted" and \${antiquoted}
`);
  const files = emitAll(plan).filter(({ path }) => path.endsWith(ending));
  expect(files).toHaveLength(1);
  return files[0]?.text ?? "";
}

test("Talos gets a udev rule for each queue that there may be", () => {
  expect(fileOf("talos", "machine-sysctls.yaml").match(/^ +- .*$/gmu)).toEqual(
    ["eth0", "enp*"].flatMap((name) =>
      [0, 1].map(
        (queue) =>
          `      - 'SUBSYSTEM=="net", ACTION=="add|move", KERNEL=="${name}", TEST=="queues/rx-${queue}/rps_cpus", ATTR{queues/rx-${queue}/rps_cpus}="00000003"'`,
      ),
    ),
  );
});

test.each([
  [[0], "00000001"],
  [[31], "80000000"],
  [[0, 31], "80000001"],
  [[32], "00000001,00000000"],
  [[0, 39], "00000080,00000001"],
  [[199], "00000080,00000000,00000000,00000000,00000000,00000000,00000000"],
])("CPUs %j are the mask %s", (cpus, mask) => {
  expect(cpuMask(cpus)).toBe(mask);
});
