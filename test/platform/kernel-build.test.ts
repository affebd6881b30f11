import { expect, test } from "vitest";
import { readSpec } from "../../src/language/read.js";
import { baselineOf } from "../../src/platform/baseline.js";
import { findKey } from "../../src/catalogue/lookup.js";
import type { NodePlan } from "../../src/plan/types.js";
import { targets } from "../../src/targets/emit.js";
import { key } from "../catalogue/support.js";
import { found, nodeOf, planOf } from "../support/compile.js";

const spec = `version: 1
node: { os: linux, kernelBuild: ./kernels/own.yaml }
roles:
  own: { sysctl: { vm.swappiness: 10 } }
  listed:
    node: { kernelBuild: debian/12-cloud/amd64 }
    sysctl: { vm.swappiness: 10 }
hosts:
  big: { role: listed, node: { kernelBuild: ./kernels/pages.yaml } }
`;

const files = {
  "./kernels/own.yaml": `platform: custom
kernel: "6.6.10"
arch: amd64
source: /proc/config.gz
options: { HZ: 1000, DETECT_HUNG_TASK: n, DEFAULT_MMAP_MIN_ADDR: 65536 }
`,
  "./kernels/pages.yaml": `kernel: "6.12.48"
arch: arm64
options: { HZ: 100, ARM64_16K_PAGES: y }
`,
};

const plan = planOf(spec, files);

/** In microseconds, two ticks of the kernel. */
function budget(node: NodePlan): string | undefined {
  const id = "net.core.netdev_budget_usecs";
  return baselineOf(findKey(key(id)), id, node)?.value;
}

test.each([
  ["own", "6.6.10", "amd64", 4096n, "2000"],
  ["listed", "6.1.192", "amd64", 4096n, "8000"],
  ["big", "6.12.48", "arm64", 16384n, "20000"],
])("%s: Linux %s on %s", (name, kernel, arch, pageSize, usecs) => {
  const node = nodeOf(plan, name);
  expect(node.facts).toMatchObject({ kernel, arch, pageSize });
  // The planned node has the build in its platform only.
  expect(node.facts).not.toHaveProperty("kernelBuild");
  expect(budget(node)).toBe(usecs);
});

test("a file is read once, however many roles and hosts name it", () => {
  const read: string[] = [];
  const text = `version: 1
roles:
  a: { node: { os: linux, kernelBuild: ./kernels/own.yaml } }
  b: { node: { os: linux, kernelBuild: ./kernels/own.yaml } }
`;
  const { errors } = readSpec(
    { name: "tuning.yaml", text },
    {
      targets,
      readInclude: (path) => {
        read.push(path);
        return { name: path, text: files["./kernels/own.yaml"] };
      },
    },
  );
  expect(errors).toEqual([]);
  expect(read).toEqual(["./kernels/own.yaml"]);
});

test("an option that the file does not have is unknown, not off", () => {
  const { builds } = nodeOf(plan, "own").platform;
  if (builds === undefined || !("build" in builds)) throw new Error("no build");
  expect(builds.build.option("DETECT_HUNG_TASK")).toBe("n");
  expect(builds.build.option("DEFAULT_MMAP_MIN_ADDR")).toBe("65536");
  expect(builds.build.option("NF_CONNTRACK")).toBeUndefined();
});

test.each([
  ["n", ["5:15 not-in-kernel"], undefined],
  ["m", [], ["tcp_cubic"]],
  ["y", [], []],
])("cubic on a kernel with TCP_CONG_CUBIC=%s", (option, errors, modules) => {
  const text = `version: 1
roles:
  a:
    node: { os: linux, kernelBuild: ./kernels/own.yaml }
    sysctl: { net.ipv4.tcp_congestion_control: cubic }
`;
  const own = files["./kernels/own.yaml"].replace(
    "HZ: 1000",
    `HZ: 1000, TCP_CONG_CUBIC: ${option}`,
  );
  const read = { "./kernels/own.yaml": own };
  expect(found(text, read)).toEqual(errors);
  if (modules === undefined) return;
  const loaded = nodeOf(planOf(text, read), "a").settings.module;
  expect(loaded.map(({ id }) => id)).toEqual(modules);
});
