import { expect } from "vitest";
import { run } from "./programs.js";

export const nix = "nix-instantiate";

const evaluation = ["--store", "dummy://", "--eval", "--strict", "--json"];

/** Evaluates a Nix expression to plain data; the test fails where Nix refuses it or warns. */
export function evaluateNix(expression: string): unknown {
  const { status, stdout, stderr } = run(nix, [...evaluation, "-"], expression);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** Evaluates the file of a NixOS module, called with `config` only, as `nix-instantiate FILE --arg config null` does. */
export function evaluateNixFile(file: string): unknown {
  // --arg makes nix-instantiate call a function; `{ ... }` accepts any argument.
  const { status, stdout, stderr } = run(nix, [
    ...evaluation,
    ...["--arg", "config", "null"],
    file,
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}
