import fc from "fast-check";
import { expect, it } from "vitest";
import { nixos } from "../../../src/import/nixos/index.js";

const keys = [
  "net.core.somaxconn",
  "net.core.rmem_max",
  "net.ipv4.tcp_rmem",
  "vm.swappiness",
  "vm.dirty_ratio",
  "fs.file-max",
  "kernel.panic",
  "net.ipv4.conf.all.rp_filter",
];

/** Expressions of one number, in the forms that people use. */
const forms: readonly ((number: number) => string)[] = [
  (n) => String(n),
  (n) => `"${n}"`,
  (n) => `lib.mkDefault ${n}`,
  (n) => `(lib.mkForce "${n}")`,
  (n) => `mkOverride 70 (${n})`,
  (n) => `(${n} + 1 - 1)`,
  (n) => `toString ${n}`,
  (n) => `let v = ${n}; in v`,
  (n) => `''\n      ${n}\n    ''`,
  (n) => `"\${toString ${n}}"`,
  (n) => `/* ''quoted" */ ${n}`,
  (n) => `if true then ${n} else 0`,
  (n) => `(x: x) ${n}`,
];

/** Bindings in the forms that people use. */
const places: readonly ((key: string, value: string) => string)[] = [
  (key, value) => `boot.kernel.sysctl."${key}" = ${value};`,
  (key, value) => `boot.kernel.sysctl.\${"${key}"} = ${value};`,
  (key, value) => `boot.kernel = { sysctl = { "${key}" = ${value}; }; };`,
  (key, value) =>
    `boot.kernel.sysctl = lib.mkIf true { "${key}" = ${value}; };`,
  (key, value) =>
    `boot.kernel.sysctl = { "${key.replaceAll(".", "/")}" = ${value}; } // { };`,
  (key, value) =>
    `boot.kernel.sysctl = with lib; mkMerge [ { "${key}" = ${value}; } ];`,
  (key, value) =>
    `# why it's "so"\n  boot.kernel.sysctl."${key}" = # ''here\n ${value};`,
];

it("takes exactly the settings that a module was written with", () => {
  const setting = fc.record({
    key: fc.constantFrom(...keys),
    number: fc.nat(),
    form: fc.constantFrom(...forms),
    place: fc.constantFrom(...places),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(setting, { selector: ({ key }) => key }),
      fc.constantFrom("\n", "\r\n"),
      (settings, end) => {
        const binds = settings.map(({ key, number, form, place }) =>
          place(key, form(number)),
        );
        const text = `{ lib, ... }:\n{\n  ${binds.join("\n  ")}\n}\n`;
        const { settings: read } = nixos.read({
          name: "a.nix",
          text: text.replaceAll("\n", end),
        });
        expect(read.map(({ path, value }) => [path[1], value])).toEqual(
          settings.map(({ key, number }) => [key, String(number)]),
        );
      },
    ),
  );
});

const pieces = [
  '"net.core.somaxconn" = 1;\n',
  '"vm.swappiness" = ;\n',
  "boot.kernel.sysctl = {",
  "}",
  "{",
  "''",
  '"',
  "${",
  "#",
  "/*",
  "*/",
  "let ",
  " in ",
  "(",
  ")",
  "[",
  "];",
  "x: ",
  "rec ",
  "with lib; ",
  "inherit (x) y;",
  "if a then b else c",
  "\n",
  "a.b.c = d // e;",
  "./${x}/y",
];

it("never throws, and accounts for each known key", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())),
      (parts) => {
        const text = `{ boot.kernel.sysctl = {\n"vm.dirty_ratio" = 5;\n${parts.join("")}`;
        const source = { name: "a.nix", text };
        nixos.recognises(source);
        const { settings, remarks, commentedOut } = nixos.read(source);
        const told = [...settings, ...remarks, ...commentedOut];
        expect(
          told.some(({ span }) =>
            text.slice(span.start).startsWith('"vm.dirty_ratio"'),
          ),
        ).toBe(true);
      },
    ),
  );
});
