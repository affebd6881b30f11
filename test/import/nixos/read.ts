import { nixos } from "../../../src/import/nixos/index.js";
import { told } from "../told.js";

/** What is read of a module, one line for each; without the fact that every module has. */
export function readModule(text: string): readonly string[] {
  const reading = nixos.read({ name: "module.nix", text });
  return told(reading).filter((line) => line !== "1:1 os: nixos");
}

/** What is read of a module with these lines in its set of sysctls; the first of them is line 3. */
export function readSysctls(...lines: readonly string[]): readonly string[] {
  return readModule(
    [
      "{ config, lib, pkgs, ... }: {",
      "  boot.kernel.sysctl = {",
      ...lines,
      "  };",
      "}",
    ].join("\n"),
  );
}
