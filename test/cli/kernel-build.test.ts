import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildFromConfig } from "../../src/catalogue/builds/config.js";
import { knownOptions } from "../../src/catalogue/builds/table.js";
import { nodeOf, planOf } from "../support/compile.js";
import { Workspace } from "./tunegen.js";

/** As complete as that of a small kernel. What it does not mention is off. */
const config = [
  "#",
  "# Automatically generated file; DO NOT EDIT.",
  "# Linux/x86 6.6.10-own Kernel Configuration",
  "#",
  "CONFIG_X86_64=y",
  "CONFIG_HZ=1000",
  'CONFIG_DEFAULT_TCP_CONG="bbr"',
  'CONFIG_UEVENT_HELPER_PATH=""',
  "# CONFIG_IPV6 is not set",
  "CONFIG_NF_CONNTRACK=m",
  ...Array.from({ length: 400 }, (_, at) => `CONFIG_DRIVER_${String(at)}=m`),
  "",
].join("\n");

const spec = `version: 1
roles:
  worker: { node: { os: linux, kernelBuild: ./kernel.yaml } }
`;

test("the file has the options of the configuration, also compressed", () => {
  const workspace = new Workspace({
    config,
    "config.gz": gzipSync(config),
  });
  const { code, out, err } = workspace.run(["kernel-build", "config"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out.split("\n").slice(1, 6)).toEqual([
    "platform: custom",
    'kernel: "6.6.10"',
    "arch: amd64",
    'source: "config"',
    "options:",
  ]);
  const compressed = workspace.run(["kernel-build", "config.gz"]).out;
  expect(compressed).toBe(out.replace('"config"', '"config.gz"'));

  const { builds } = nodeOf(
    planOf(spec, { "./kernel.yaml": out }),
    "worker",
  ).platform;
  const own = buildFromConfig(config);
  if (builds === undefined || !("build" in builds) || "fault" in own)
    throw new Error("no build");
  const optionsOf = (option: (symbol: string) => string | undefined) =>
    knownOptions().map((symbol) => [symbol, option(symbol)]);
  expect(optionsOf(builds.build.option)).toEqual(optionsOf(own.option));
  expect(builds.build.option("UEVENT_HELPER_PATH")).toBe("");
});

test("standard input is read, and the version can be given", () => {
  const text = config.replace("# Linux/x86 6.6.10-own Kernel", "# Some");
  const workspace = new Workspace();
  const args = ["kernel-build", "-", "--kernel", "v6.12.1"];
  const { out } = workspace.run(args, { input: gzipSync(text) });
  expect(out).toContain('kernel: "6.12.1"\n');
  expect(workspace.run(["kernel-build", "-"], { input: text })).toMatchObject({
    code: 2,
    err: "error: <stdin> does not name the version of the kernel [not-a-kernel-config]\n  help: add it: --kernel 6.12.48\n",
  });
});

test.each<[string, string | Buffer, string]>([
  ["an image", Buffer.from([1, 0, 2]), "it is not a text"],
  ["a fragment", config.split("CONFIG_DRIVER_90")[0] ?? "", "only a part of"],
  ["half of a gzip file", gzipSync(config).subarray(0, 400), "incomplete"],
  ["another file", "a: b\n", "does not contain any CONFIG_ lines"],
])("%s is an error", (_, content, message) => {
  const { code, out, err } = new Workspace({ file: content }).run([
    "kernel-build",
    "file",
  ]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
});
