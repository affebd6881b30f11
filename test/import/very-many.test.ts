import { expect, test } from "vitest";
import { importFiles } from "../../src/import/import-files.js";

test("a module of NixOS may have very many comments", () => {
  const comments = Array.from({ length: 300_000 }, (_, at) => `  # ${at}\n`);
  const text = `{\n  boot.kernel.sysctl = {\n${comments.join("")}    "vm.swappiness" = 10;\n  };\n}\n`;
  const { remarks } = importFiles(
    [{ source: { name: "a.nix", text }, role: undefined, isNamed: true }],
    undefined,
  );
  expect(remarks).toEqual([]);
});
