import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { installOffline, packInto, root } from "./packing.js";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** A user's program; each line below `@ts-expect-error` fails to compile only if the types say what they should. */
const program = `import {
  compile,
  jsonSchema,
  type CompileOptions,
  type CompileResult,
  type Finding,
  type OutputFile,
  type Place,
  type Severity,
  type TargetName,
} from "tunegen";
import manifest from "tunegen/package.json" with { type: "json" };
import keys from "tunegen/tuning.schema.json" with { type: "json" };

const options: CompileOptions = { path: "tuning.yaml", read: (path) => path };
const { files, findings }: CompileResult = compile(\`version: 1
roles:
  worker: { node: { os: linux }, sysctl: { net.core.somaxcon: 8192 } }
\`, options);
const one: OutputFile | undefined = files.find(({ target }) => target === "sysctl.d");
const target: TargetName | undefined = one?.target;
const [first]: readonly Finding[] = findings;
const severity: Severity = first?.severity ?? "note";
const place: Partial<Place> = { line: first?.line ?? 0 };
const schema: object = jsonSchema();
const names: readonly string[] = [manifest.version, keys.$id];
// @ts-expect-error a severity is no number
const count: number = severity;
// @ts-expect-error what is returned is read-only
files.push({ target: "nixos", path: "a", text: "b" });
// @ts-expect-error there is no such target
const wrong: TargetName = "nix";

export const result = { rule: first?.rule, place, target, count, wrong, names, schema: Object.keys(schema) };
`;

const settings = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: "NodeNext",
    target: "ES2022",
    skipLibCheck: false,
    // Not even those of Node.
    types: [],
  },
};

test("a user with strict settings and nothing else installed compiles and runs against the package", () => {
  inTemporaryFolder((folder) => {
    expect(node(join(root, "scripts", "types.js"))).toEqual({
      status: 0,
      said: "",
    });
    installOffline(packInto(folder), folder);
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    writeFileSync(join(folder, "main.ts"), program);
    expect(node(tsc, "-p", folder)).toEqual({ status: 0, said: "" });
    const main = JSON.stringify(join(folder, "main.js"));
    const printed = `import { result } from ${main}; console.log(result.rule, result.place.line)`;
    expect(node("--input-type=module", "-e", printed)).toEqual({
      status: 0,
      said: "unknown-key 3\n",
    });
  });
});

function node(...args: readonly string[]): {
  readonly status: number | null;
  readonly said: string;
} {
  const { status, stdout, stderr } = run(process.execPath, args);
  return { status, said: stdout + stderr };
}
