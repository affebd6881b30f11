import {
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BASELINE } from "../../src/cli/baseline/baseline.js";
import { buildLoaded } from "../../src/cli/commands/build.js";
import {
  type CompiledBefore,
  compiledBefore,
  keepCompiled,
} from "../../src/cli/commands/compiled-before.js";
import { load, type Loaded } from "../../src/cli/commands/load.js";
import type { CommonOptions } from "../../src/cli/options.js";
import { toFinding } from "../../src/core/finding.js";
import { output, Workspace } from "./tunegen.js";

/** With a warning, whose place and nodes are kept as well. */
const spec = `version: 1
include: [more.yaml]
roles:
  worker:
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Longer queues
      net.ipv4.route.max_size: 4096 # Fewer routes
  box:
    node: { os: linux, kernel: "6.12" }
    profiles: [shared]
`;

const more = `version: 1
profiles:
  shared:
    sysctl:
      vm.swappiness: 10 # Swap late
`;

const baseline = '{\n  "version": 1,\n  "findings": [\n  ]\n}\n';

const cacheOfUser = process.env["XDG_CACHE_HOME"];
const entries = "cache/tunegen/specs";
let workspace: Workspace;
let options: CommonOptions;

/** What the next check finds. */
const found = (
  others: Partial<CommonOptions> = {},
  buildId = "a",
): CompiledBefore | undefined =>
  compiledBefore({ ...options, ...others }, buildId);

/** Builds, and keeps what the spec came to. */
async function built(): Promise<Loaded> {
  const loaded = await load(options);
  expect(await buildLoaded(loaded, options)).toMatchObject({ code: 0 });
  keepCompiled(loaded, options, "a");
  return loaded;
}

beforeEach(() => {
  workspace = new Workspace({ "tuning.yaml": spec, "more.yaml": more });
  process.env["XDG_CACHE_HOME"] = workspace.path("cache");
  mkdirSync(workspace.path("cache"));
  options = { file: workspace.path("tuning.yaml"), format: "text" };
});
afterEach(() => {
  if (cacheOfUser === undefined) delete process.env["XDG_CACHE_HOME"];
  else process.env["XDG_CACHE_HOME"] = cacheOfUser;
});

describe("what a spec came to", () => {
  test("is found as it was kept", async () => {
    const { compiled, request } = await built();
    const kept = found();
    expect(compiled.findings).not.toEqual([]);
    expect(kept && printed(kept)).toBe(printed(compiled));
    expect(kept?.request.location).toEqual(request?.location);
    expect(kept?.request.files).toEqual(
      compiled.files.map(({ target, output: name, path, text }) => ({
        target,
        output: name,
        path,
        text,
      })),
    );
  });

  test.each<[string, () => void]>([
    [
      "the spec",
      () => workspace.edit("tuning.yaml", (text) => text.replace("8", "9")),
    ],
    [
      "a comment of the spec",
      () => workspace.edit("tuning.yaml", (text) => `${text}# New\n`),
    ],
    [
      "an included file",
      () => workspace.edit("more.yaml", (text) => text.replace("10", "11")),
    ],
    ["an included file is gone", () => rmSync(workspace.path("more.yaml"))],
    [
      "an included file is a link to itself",
      () => {
        rmSync(workspace.path("more.yaml"));
        symlinkSync("more.yaml", workspace.path("more.yaml"));
      },
    ],
    ["a baseline", () => workspace.write(BASELINE, baseline)],
    ["a file", () => workspace.edit(output, (text) => `${text}# Mine\n`)],
    ["a file is gone", () => rmSync(workspace.path(output))],
    [
      "a file is a link to what it was",
      () => {
        renameSync(workspace.path(output), workspace.path("moved"));
        symlinkSync(workspace.path("moved"), workspace.path(output));
      },
    ],
    [
      "a folder is a link to what it was",
      () => {
        renameSync(workspace.path("out/nixos"), workspace.path("moved"));
        symlinkSync(workspace.path("moved"), workspace.path("out/nixos"));
      },
    ],
    ["what is kept", () => damage((bytes) => bytes.subarray(0, -1))],
    ["what is kept is empty", () => damage(() => Buffer.alloc(0))],
    [
      "a byte of what is kept",
      () =>
        damage((bytes) => {
          const copy = Buffer.from(bytes);
          copy[copy.length - 9] = (copy.at(-9) ?? 0) ^ 1;
          return copy;
        }),
    ],
    [
      "others may write to where it is kept",
      () => chmodSync(workspace.path(entries), 0o777),
    ],
  ])("is not found where this has changed: %s", async (_, change) => {
    await built();
    expect(found()).toBeDefined();
    change();
    expect(found()).toBeUndefined();
  });

  test("is not found where a baseline has changed, or is gone", async () => {
    workspace.write(BASELINE, baseline);
    await built();
    expect(found()).toBeDefined();
    workspace.write(BASELINE, `${baseline}\n`);
    expect(found()).toBeUndefined();
    workspace.write(BASELINE, baseline);
    expect(found()).toBeDefined();
    rmSync(workspace.path(BASELINE));
    expect(found()).toBeUndefined();
  });

  test.each<Partial<CommonOptions>>([
    { only: ["nixos"] },
    { out: "elsewhere" },
    { config: false },
    { baseline: "other.json" },
    { file: "other.yaml" },
    { templates: "templates" },
  ])("is not found with other options: %j", async (others) => {
    await built();
    expect(found(others)).toBeUndefined();
  });

  test("is found with other ways to print it", async () => {
    await built();
    expect(found({ format: "json", quiet: true, color: true })).toBeDefined();
  });

  test("is not found by another build of tunegen", async () => {
    await built();
    expect(found({}, "b")).toBeUndefined();
  });

  test("is not kept of templates and of standard input", async () => {
    const loaded = await load(options);
    for (const others of [{ templates: "templates" }, { file: "-" }])
      keepCompiled(loaded, { ...options, ...others }, "a");
    expect(workspace.files().join()).not.toContain(entries);
  });

  test("takes the place of what the spec came to before", async () => {
    await built();
    workspace.edit("tuning.yaml", (text) => text.replace("8192", "8193"));
    await built();
    expect(readdirSync(workspace.path(entries))).toHaveLength(1);
    expect(found()?.request.files[0]?.text).toContain("8193");
  });
});

/** The findings as they are printed, with all places and nodes. */
function printed({
  errors,
  findings,
}: Pick<CompiledBefore, "errors" | "findings">): string {
  return JSON.stringify([...errors, ...findings].map(toFinding));
}

/** Changes the one entry. */
function damage(change: (bytes: Buffer) => Buffer): void {
  const [name = ""] = readdirSync(workspace.path(entries));
  const path = `${entries}/${name}`;
  workspace.write(path, change(workspace.bytes(path)));
}
