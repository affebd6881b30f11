import { join } from "node:path";
import { expect } from "vitest";
import { evaluateNix, nix } from "../support/nix.js";
import { programTest } from "../support/programs.js";
import { readTree } from "../support/tree.js";

const repository = join(import.meta.dirname, "..", "..");

/** All Nix files that are committed as expected output, and the repository's own. */
const modules = ["test/golden", "out"].flatMap((folder) =>
  Object.keys(readTree(join(repository, folder)))
    .filter((path) => path.endsWith(".nix"))
    .map((path) => join(repository, folder, path)),
);

programTest(nix, "every Nix file parses and evaluates", () => {
  const imports = modules.map(
    (path) =>
      `(import ${JSON.stringify(path)} { lib = { mkOverride = p: v: v; mkForce = v: v; mkDefault = v: v; }; config = { }; pkgs = { }; })`,
  );
  evaluateNix(
    `builtins.map (m: builtins.removeAttrs m [ "disabledModules" ]) [ ${imports.join(" ")} ]`,
  );
  expect(modules.length).toBeGreaterThan(5);
});
