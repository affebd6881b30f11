import { mkdirSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildLoaded } from "../../src/cli/commands/build.js";
import {
  type CompiledBefore,
  compiledBefore,
  keepCompiled,
} from "../../src/cli/commands/compiled-before.js";
import { load } from "../../src/cli/commands/load.js";
import type { CommonOptions } from "../../src/cli/options.js";
import { toFinding } from "../../src/core/finding.js";
import { rules } from "../../src/rules/registry.js";
import { Workspace } from "./tunegen.js";

const cacheOfUser = process.env["XDG_CACHE_HOME"];
let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace();
  process.env["XDG_CACHE_HOME"] = workspace.path("cache");
  mkdirSync(workspace.path("cache"));
});
afterEach(() => {
  if (cacheOfUser === undefined) delete process.env["XDG_CACHE_HOME"];
  else process.env["XDG_CACHE_HOME"] = cacheOfUser;
});

function printed({
  errors,
  findings,
}: Pick<CompiledBefore, "errors" | "findings">): unknown {
  return [...errors, ...findings].map(toFinding);
}

test("what each rule finds is kept as it is printed", async () => {
  let count = 0;
  for (const { name, page } of rules) {
    workspace.write(`${name}/tuning.yaml`, page().failing.spec);
    const options: CommonOptions = {
      file: workspace.path(`${name}/tuning.yaml`),
      format: "text",
    };
    const loaded = await load(options);
    // A finding with severity error stops the build, and such a spec is never kept.
    if ((await buildLoaded(loaded, options)).code !== 0) continue;
    keepCompiled(loaded, options, "a");
    const kept = compiledBefore(options, "a");
    expect(kept && printed(kept), name).toEqual(printed(loaded.compiled));
    count += 1;
  }
  expect(count).toBeGreaterThan(rules.length / 2);
});
