import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { bundleClients } from "../../scripts/site-clients.js";
import { siteInput } from "../../scripts/site-files.js";
import type { Compiler } from "../../site/client/playground/api.js";
import { errorCodes } from "../../src/core/diagnostics/registry.js";
import { compile } from "../../src/index.js";
import { rules } from "../../src/rules/registry.js";

const root = join(import.meta.dirname, "..", "..");
const { scripts } = await bundleClients();

/** Runs scripts as the page does, without a page. */
function compilerWith(names: readonly string[]): Compiler {
  const context = createContext({
    document: { dispatchEvent: () => true },
    Event,
    structuredClone,
    URL,
  });
  for (const name of names)
    runInContext(
      scripts.find(({ path }) => path === `playground-${name}.js`)?.text ?? "",
      context,
    );
  const { tunegenCompiler } = context as {
    readonly tunegenCompiler?: Compiler;
  };
  if (tunegenCompiler === undefined) throw new Error("no compiler");
  return tunegenCompiler;
}

const whole = compilerWith(["matchers", "arguments", "compiler"]);
const bare = compilerWith(["compiler"]);

const specs = new Map([
  ...rules.flatMap(({ name, page }) => {
    const { failing, passing } = page();
    return [
      [`${name}, failing`, failing.spec] as const,
      [`${name}, passing`, passing.spec] as const,
    ];
  }),
  ...Object.entries(errorCodes).flatMap(([code, entry]) => {
    const page = entry.page();
    return "failing" in page ? [[code, page.failing.spec] as const] : [];
  }),
  ...["test/golden", "test/errors", "site/examples"]
    .flatMap(specsIn)
    .map((path) => [path, readFileSync(join(root, path), "utf8")] as const),
]);

function specsIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), {
    recursive: true,
    encoding: "utf8",
  })
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => join(folder, path));
}

describe("the compiler of the playground", () => {
  test.each([...specs])("compiles as the library does: %s", (_, spec) => {
    const { result, missed } = whole.compile(spec);
    expect(missed).toEqual([]);
    expect(JSON.parse(JSON.stringify(result))).toEqual(
      JSON.parse(JSON.stringify(compile(spec))),
    );
  });

  test("needs nothing besides for the spec that the page starts with", () => {
    const [first] = siteInput([]).examples;
    expect(bare.compile(first?.spec ?? "").missed).toEqual([]);
  });

  test("tells which parts a spec needs besides", () => {
    const spec = (more: string) => `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
${more}`;
    const missed = (more: string) => bare.compile(spec(more)).missed;
    expect(missed("    sysctl: { vm.swappiness: 10 }\n")).toEqual([]);
    expect(missed("    kernelArgs: { quiet: true }\n")).toEqual(["arguments"]);
    expect(
      missed('monitoring:\n  roles: { worker: { instance: "w.*" } }\n'),
    ).toEqual(["matchers"]);
  });
});
