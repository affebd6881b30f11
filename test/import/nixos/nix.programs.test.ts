import { expect } from "vitest";
import { nixos } from "../../../src/import/nixos/index.js";
import { evaluateNix, nix } from "../../support/nix.js";
import { programTest } from "../../support/programs.js";

/** Expressions whose value Nix and the reader must agree on. */
const expressions = [
  "16 * 1024 * 1024",
  "10 - 5 + 1",
  "100 / 10 * 2",
  "7 / 2",
  "0 - 7 / 2",
  "2 + 3 * 4 - (1 + 1)",
  "if 1 + 1 == 2 && !false then 5 else 6",
  '"${toString (4 * 1024)} 1"',
  'toString (4 * 1024) + " " + builtins.toString 5',
  "''a ''${b} '''c''' ''\\t$${d} '$' \"x\" \\n''",
  '"|/bin/x \\"a\\" \\${b} $${c} \\\\ %p $"',
  "''\n    1\n      2\n  ${toString 3}\n   ''",
  "''\n\n      x  \n    y''",
  "''  ${toString 1} z\n  w''",
  "builtins.floor 3.7",
  "builtins.bitOr 5 10",
  "let a = { x.y = 1; x.z = a.x.y + 1; }; in a.x.z",
  "(rec { a = 2; b = a * 2; }).b",
  "let f = { a, b ? a * 3, ... }@all: b + all.a; in f { a = 2; c = 1; }",
  "let x = 1; in let inherit x; y = x; in with { x = 5; z = 7; }; x + z + y",
  "{ a = 1; }.b or 7",
  "(if { a = 1; } ? a then 1 else 2) /* ''x */ # y\n + 1",
  "({ a = 1; b = 2; } // { b = 3; }).b",
  'builtins.concatStringsSep " " (map (x: toString (x * 2)) ([ 1 ] ++ [ 2 3 ]))',
  '(builtins.listToAttrs [ { name = "k"; value = 9; } ]).k',
  "(builtins.mapAttrs (n: v: v + 1) { k = 1; }).k",
  "/** doc **/ 5",
  "let a' = 1; b-c = 2; in a' + b-c",
  "-3 + 1",
  "1 < 2 == true",
  "let path = ./a/${toString 1}/b; in 4",
];

programTest(nix, "the reader computes what Nix computes", () => {
  const list = expressions.map((expression) => `(${expression})`).join("\n");
  const values = evaluateNix(`[\n${list}\n]`);
  const text = `{ boot.kernel.sysctl = {\n${expressions
    .map((expression, index) => `"vm.k${index}" = ${expression};`)
    .join("\n")}\n}; }`;
  const { settings, remarks } = nixos.read({ name: "a.nix", text });
  const read = new Map(settings.map(({ path, value }) => [path[1], value]));
  expect(expressions.map((_, index) => read.get(`vm.k${index}`))).toEqual(
    Array.isArray(values) ? values.map(kernelText) : values,
  );
  expect(remarks.filter(({ kind }) => kind === "left")).toEqual([]);
});

/** What the kernel gets of a value that Nix computed. */
function kernelText(value: unknown): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  return String(value)
    .trim()
    .replaceAll(/\s*\n\s*/gu, " ");
}
