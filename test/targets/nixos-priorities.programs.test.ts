import { describe, expect } from "vitest";
import { compiled } from "../support/compile.js";
import { nix } from "../support/nix.js";
import { programTest, run } from "../support/programs.js";

/**
 * A reduction of nixpkgs' module system to one value of boot.kernel.sysctl: lib.modules.filterOverrides keeps the
 * definitions of the lowest number, and lib.options.mergeOneOption, or for two keys the largest integer, makes one of them.
 * Sources: nixpkgs, lib/modules.nix, lib/options.nix and nixos/modules/config/sysctl.nix.
 */
const merged = (module: string, key: string, own: string): string => `let
  lib = {
    mkOverride = priority: content: { _type = "override"; inherit priority content; };
    mkDefault = lib.mkOverride 1000;
    mkForce = lib.mkOverride 50;
  };
  priorityOf = def: if builtins.isAttrs def then def.priority else 100;
  contentOf = def: if builtins.isAttrs def then def.content else def;
  highest = defs: builtins.foldl' (a: b: if priorityOf b < a then priorityOf b else a) 9999 defs;
  filterOverrides = defs: map contentOf (builtins.filter (def: priorityOf def == highest defs) defs);
  mergeOneOption = defs:
    if builtins.length defs != 1 then throw "defined multiple times while it's expected to be unique"
    else builtins.head defs;
  sysctl = value:
    if builtins.isInt value || builtins.isString value || builtins.isBool value || value == null then value
    else throw "not of type sysctl option value";
  largest = defs:
    if builtins.all (def: def == null || (builtins.isInt def && def >= 0)) defs
    then builtins.foldl' (a: b: if a == null || b > a then b else a) null defs
    else throw "not of type null or unsigned integer";
  merge = key: defs:
    if key == "net.core.rmem_max" || key == "net.core.wmem_max" then largest defs
    else sysctl (mergeOneOption defs);
  module = (${module}) { inherit lib; };
in
merge "${key}" (filterOverrides ([ module.boot.kernel.sysctl."${key}" ] ++ ${own}))`;

function spec(setting: string, priority: number): string {
  return `version: 1
targets: { nixos: { priority: ${priority} } }
roles:
  search:
    why: Search engines
    node: { os: nixos, osVersion: "25.11", distribution: rke2, kubernetes: "1.34", kernel: "6.12" }
    sysctl:
      ${setting} # Wanted
`;
}

const FAILS = "defined multiple times";

/** What a setting comes to beside a definition of NixOS, and whether a rule says so. */
describe.each([
  ["vm.max_map_count", 2097152, "[ (lib.mkDefault 1048576) ]", 1048576],
  ["net.ipv6.conf.default.use_tempaddr", 0, '[ "2" ]', "2"],
  ["kernel.panic", 20, "[ 10 ]", 10],
  ["vm.swappiness", 10, "[ ]", undefined],
  ["net.core.rmem_max", 16777216, "[ (lib.mkDefault 212992) ]", 212992],
] as const)("%s", (key, wanted, own, ofNixos) => {
  const theirs = own.includes("mkDefault") ? 1000 : own === "[ ]" ? 9999 : 100;

  for (const priority of [50, 100, 900, 1000]) {
    programTest(nix, `at ${priority}`, () => {
      const { files, findings } = compiled(spec(`${key}: ${wanted}`, priority));
      const rules = findings
        .map(({ rule }) => rule)
        .filter((rule) => rule.startsWith("nixos-"));
      // A conflict stops the build, so the module is made with another key and renamed.
      const [text = ""] =
        files.length > 0
          ? files
              .filter(({ target }) => target === "nixos")
              .map((file) => file.text)
          : compiled(spec(`vm.min_free_kbytes: ${wanted}`, priority))
              .files.filter(({ target }) => target === "nixos")
              .map((file) => file.text.replaceAll("vm.min_free_kbytes", key));
      const { status, stdout, stderr } = run(
        nix,
        ["--store", "dummy://", "--eval", "--strict", "--json", "-"],
        merged(text, key, own),
      );
      if (key !== "net.core.rmem_max" && priority === theirs) {
        expect(status).not.toBe(0);
        expect(stderr).toContain(FAILS);
        expect(rules).toEqual(["nixos-defined-twice"]);
        return;
      }
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toBe(priority > theirs ? ofNixos : wanted);
      expect(rules).toEqual(priority > theirs ? ["nixos-overridden"] : []);
    });
  }
});
