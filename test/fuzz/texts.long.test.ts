import { ok } from "node:assert/strict";
import fc from "fast-check";
import { compileSource } from "../../src/compile.js";
import { importFiles } from "../../src/import/import-files.js";
import { writeSpec } from "../../src/import/spec/write.js";
import { compile } from "../../src/index.js";
import { readLive } from "../../src/live/read-live.js";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { valueText } from "../../src/settings/sysctl/value.js";
import { verifyNode } from "../../src/verify/verify-node.js";
import { Random } from "../import/census/random.js";
import { grafted, schemaSpec } from "./from-schema.js";
import { fuzzer, fuzzTests } from "./fuzz-test.js";
import { withString } from "./hostile.js";
import { importsBack, readsBack } from "./readers.js";
import { anySample, anyText, hostile, samples, slips } from "./samples.js";
import { sameTwice, soundCompile } from "./sound.js";

/** Compiles a text, and checks what was found in it, the files, and what they are imported as. */
function throughAll(text: string, read?: (path: string) => string): void {
  try {
    const result = soundCompile(text, read);
    sameTwice(result, text, read);
    result.files.forEach(readsBack);
    if (result.files.length > 0) importsBack(result.files);
  } catch (cause) {
    throw new Error(`of this spec:\n${text}`, { cause });
  }
}

const built = samples.flatMap(
  ({ text, read }) => compile(text, { read }).files,
);
const live = samples.flatMap(({ text, read }) => {
  const { plan, files } = compileSource(
    { name: "tuning.yaml", text },
    { readInclude: (name) => ({ name, text: read(name) }) },
  );
  return plan === undefined || files.length === 0 ? [] : [plan];
});

/** The forms in which values of a node come. */
const forms: readonly ((node: NodePlan) => string)[] = [
  (node) =>
    sysctlsOf(node)
      .map(([id, value]) => `${id} = ${value}\n`)
      .join(""),
  (node) =>
    sysctlsOf(node)
      .map(
        ([id, value]) =>
          `{"spec":{"key":"proc.sys.${id}"},"current":"${value}"}`,
      )
      .join("\n"),
  (node) =>
    sysctlsOf(node)
      .map(([id, value]) => `node_sysctl_${id.replaceAll(".", "_")} ${value}\n`)
      .join(""),
  (node) =>
    `tunegen-dump 1\nhost a\nkernel 6.12.48\ncmdline quiet\nmodule tcp_bbr loaded\n${sysctlsOf(
      node,
    )
      .map(([id, value]) => `sysctl ${id.replaceAll(".", "/")} = ${value}\n`)
      .join("")}irq eth0/24 = 0-3\nend\n`,
];

function sysctlsOf(node: NodePlan): readonly (readonly [string, string])[] {
  return node.settings.sysctl.map(({ id, value }) => [
    id,
    value === undefined ? "" : valueText(value),
  ]);
}

/** Imports a file, and compiles the spec that comes of it. */
function imported(name: string, text: string): void {
  const { draft } = importFiles(
    [{ source: { name, text }, role: undefined, isNamed: true }],
    undefined,
  );
  soundCompile(writeSpec(draft, "tuning.schema.json"));
}

function verified(node: NodePlan, plan: Plan, text: string): void {
  for (const observation of readLive(text, "seen.txt").observations)
    for (const said of JSON.stringify(
      verifyNode(node, plan, observation).comparisons,
      undefined,
      1,
    ).split("\n"))
      ok(!/\[object \w+\]|"undefined"|NaN/u.test(said), said);
}

fuzzTests({
  "any text is read or refused": fuzzer(200, anyText, (text) => {
    throughAll(text);
  }),
  "a spec after a few slips is read or refused": fuzzer(
    15,
    fc.tuple(anySample, slips),
    ([{ text, read }, slip]) => {
      throughAll(slip(text), read);
    },
  ),
  "a spec of the schema is read or refused": fuzzer(40, fc.nat(), (seed) => {
    throughAll(schemaSpec(new Random(seed)));
  }),
  "a spec with a part of the schema's is read or refused": fuzzer(
    20,
    fc.tuple(anySample, fc.nat()),
    ([{ text, read }, seed]) => {
      throughAll(grafted(text, new Random(seed)), read);
    },
  ),
  "a hostile string stays in its place": fuzzer(
    30,
    fc.tuple(anySample, fc.nat(), hostile),
    ([{ text, read }, at, string]) => {
      throughAll(withString(text, at, string), read);
    },
  ),
  "a generated file after a few slips is imported": fuzzer(
    100,
    fc.tuple(fc.constantFrom(...built), slips),
    ([{ path, text }, slip]) => {
      imported(path, slip(text));
    },
  ),
  "any file is imported": fuzzer(
    100,
    fc.tuple(fc.constantFrom(...built), anyText),
    ([{ path }, text]) => {
      imported(path, text);
    },
  ),
  "whatever was seen of a node is compared": fuzzer(
    50,
    fc.tuple(
      fc.constantFrom(...live),
      fc.constantFrom(...forms),
      slips,
      anyText,
    ),
    ([plan, form, slip, text]) => {
      for (const node of plan.nodes) {
        verified(node, plan, slip(form(node)));
        verified(node, plan, text);
      }
    },
  ),
});
