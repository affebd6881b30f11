import { describe, expect, it } from "vitest";
import { nixos } from "../../../src/import/nixos/index.js";
import { readModule, readSysctls } from "./read.js";

describe("the value of a sysctl", () => {
  it.each([
    ["4096", "4096"],
    ['"4096"', "4096"],
    ["true", "1"],
    ["false", "0"],
    ["(-1)", "-1"],
    ["-1", "-1"],
    ['"4096 87380 16777216"', "4096 87380 16777216"],
    ["''4096 87380''", "4096 87380"],
    ["''\n      1 2 3\n    ''", "1 2 3"],
    ['"|/bin/x \\"a\\" \\${b} $${c} %p"', '|/bin/x "a" ${b} $${c} %p'],
    ["''a ''${b} '''c''' ''\\t$${d}''", "a ${b} ''c'' \t$${d}"],
    ["null", "null"],
    ["16 * 1024 * 1024", "16777216"],
    ["10 - 5 + 1", "6"],
    ["100 / 10 * 2", "20"],
    ["2 + 3 * 4 - (1 + 1)", "12"],
    ["builtins.floor (0.1 * 100)", "10"],
    ["lib.max 4 (lib.min 9 7)", "7"],
    ['toString (4 * 1024) + " " + builtins.toString 5', "4096 5"],
    ['"${toString 4096} 1"', "4096 1"],
    ['lib.concatStringsSep " " [ "1" "2" ]', "1 2"],
    ['lib.concatMapStringsSep " " toString [ 1 2 ]', "1 2"],
    ["if 1 < 2 then 5 else 6", "5"],
    ["let a = 2; b = a * 2; in b", "4"],
    ["(rec { a = 2; b = a * 2; }).b", "4"],
    ["(x: x * 2) 4", "8"],
    ["({ a, b ? 3, }: a * b) { a = 2; }", "6"],
    ["config.x or 7", undefined],
    ["{ a = 1; }.b or 7", "7"],
    ["with { a = 9; }; a", "9"],
    ['lib.toInt "12"', "12"],
    ["/* why */ 5", "5"],
  ])("%s", (expression, text) => {
    const [line] = readSysctls(`"vm.x_y" = ${expression};`)
      .filter((found) => found.includes(" sysctl "))
      .map((found) => found.split(" = ")[1]?.split(" | ")[0]);
    expect(line).toBe(text);
  });

  it.each([
    ["lib.mkDefault 1", 1000],
    ["lib.mkForce 1", 50],
    ["lib.modules.mkForce 1", 50],
    ["lib.mkOverride 90 1", 90],
    ["lib.mkVMOverride 1", 10],
    ["lib.mkOptionDefault 1", 1500],
    ["mkForce 1", 50],
    ["(lib.mkForce (1))", 50],
    ["lib.mkBefore 1", undefined],
    ["1", undefined],
  ])("%s has the priority %s", (expression, priority) => {
    const text = `{ lib, ... }: { boot.kernel.sysctl."vm.swappiness" = ${expression}; }`;
    const [setting] = nixos.read({ name: "a.nix", text }).settings;
    expect(setting).toMatchObject({ value: "1", nixPriority: priority });
  });

  it("that needs an evaluation is left", () => {
    expect(
      readSysctls(
        '"net.core.somaxconn" = config.my.backlog;',
        '"net.ipv4.conf.${config.my.iface}.rp_filter" = 2;',
        '"vm.swappiness" = pkgs.foo.bar;',
      ),
    ).toEqual([
      "3:1 left: `net.core.somaxconn` is not taken: `config.my.backlog` needs evaluation",
      '4:1 left: the name `"net.ipv4.conf.${config.my.iface}.rp_filter"` needs evaluation',
      "5:1 left: `vm.swappiness` is not taken: `pkgs.foo.bar` needs evaluation",
    ]);
  });

  it("that NixOS refuses is taken as it was meant", () => {
    expect(
      readSysctls(
        "vm.swappiness = 10;",
        "net.core = { somaxconn = 4096; };",
        '"vm.dirty_ratio" = 1.5;',
        '"net/ipv4/ip_forward" = 1;',
        '"net/ipv4/conf/eth0.100/rp_filter" = 0;',
      ),
    ).toEqual([
      "3:1 sysctl vm.swappiness = 10",
      "4:14 sysctl net.core.somaxconn = 4096",
      "5:1 sysctl vm.dirty_ratio = 1.5",
      "6:1 sysctl net.ipv4.ip_forward = 1",
      "7:1 sysctl net/ipv4/conf/eth0.100/rp_filter = 0",
      "3:1 changed: `vm.swappiness` has no quotes, so that NixOS takes it for sets in each other and refuses it; it is taken as one key",
      "4:14 changed: `net.core.somaxconn` has no quotes, so that NixOS takes it for sets in each other and refuses it; it is taken as one key",
      "5:1 changed: `vm.dirty_ratio` is the number 1.5 with a fraction, which NixOS refuses",
    ]);
  });
});

describe("where sysctls are", () => {
  const taken = ["sysctl vm.swappiness = 10"];
  it.each([
    ['{ boot.kernel.sysctl = { "vm.swappiness" = 10; }; }'],
    ['{ boot.kernel.sysctl."vm.swappiness" = 10; }'],
    ['{ boot = { kernel = { sysctl = { "vm.swappiness" = 10; }; }; }; }'],
    ['{ boot.kernel = { sysctl."vm.swappiness" = 10; }; }'],
    ['{ boot.kernel.sysctl.${"vm.swappiness"} = 10; }'],
    ['{ config.boot.kernel.sysctl."vm.swappiness" = 10; }'],
    ['{ config = { boot.kernel.sysctl."vm.swappiness" = 10; }; }'],
    [
      '{ lib, ... }: with lib; { boot.kernel.sysctl = mkMerge [ { "vm.swappiness" = 10; } ]; }',
    ],
    [
      '{ lib, ... }: let s = { "vm.swappiness" = 10; }; in { boot.kernel.sysctl = s; }',
    ],
    [
      'let s = rec { a = { "vm.swappiness" = n; }; n = 10; }; in { boot.kernel.sysctl = { } // s.a; }',
    ],
    [
      '{ lib, ... }: { boot.kernel.sysctl = lib.genAttrs [ "vm.swappiness" ] (_: 10); }',
    ],
    [
      '{ lib, ... }: { boot.kernel.sysctl = lib.mapAttrs (_: toString) { "vm.swappiness" = 10; }; }',
    ],
    [
      '{ boot.kernel.sysctl = builtins.listToAttrs [ { name = "vm.swappiness"; value = 10; } ]; }',
    ],
    [
      '{ boot.kernel.sysctl = { "vm.swappiness" = 60; } // { "vm.swappiness" = 10; }; }',
    ],
    [
      '{ lib, ... }: { boot.kernel.sysctl = lib.mkIf true { "vm.swappiness" = 10; }; }',
    ],
    ['{ "vm.swappiness" = 10; }'],
    ['inputs: { lib, ... }@args: { boot.kernel.sysctl."vm.swappiness" = 10; }'],
    ['{ boot.kernel.sysctl = let v = 10; in { "vm.swappiness" = v; }; }'],
    [
      '{ lib, ... }: let inherit (lib) mkDefault; d = mkDefault; in { boot.kernel.sysctl."vm.swappiness" = d 10; }',
    ],
  ])("%s", (text) => {
    const source = { name: "a.nix", text };
    expect(nixos.recognises(source)).toBe(true);
    expect(readModule(text).map((line) => line.replace(/^\S+ /u, ""))).toEqual(
      taken,
    );
  });

  it("are the owner's own option, a flake and a specialisation", () => {
    expect(
      readModule(`{
  my.tuning.sysctls = { "vm.swappiness" = 10; };
  specialisation.fast.configuration = { boot.kernel.sysctl."vm.dirty_ratio" = 5; };
}`),
    ).toEqual([
      "2:25 sysctl vm.swappiness = 10",
      "3:60 sysctl vm.dirty_ratio = 5",
      "1:1 note: 2 other options are no tuning, and left where they are",
      "2:23 note: `my.tuning.sysctls` is not an option of NixOS; what it has from line 2 on is taken as sysctls, because its names are theirs",
      "3:39 note: the module in `specialisation.fast.configuration` is taken, too",
    ]);
  });
});

describe("several definitions of a setting", () => {
  it("has the last one, and the one with the lowest priority", () => {
    expect(
      readSysctls(
        '"vm.swappiness" = 10;',
        '"vm.swappiness" = 20;',
        '"vm.dirty_ratio" = lib.mkForce 5;',
        '"vm.dirty_ratio" = 6;',
      ),
    ).toEqual([
      "4:1 sysctl vm.swappiness = 20",
      "5:1 sysctl vm.dirty_ratio = 5",
      "3:1 changed: `vm.swappiness` is set again in line 4, which NixOS refuses; the last value, `20`, is taken instead of `10`",
      "6:1 note: `vm.dirty_ratio` is set again in line 5 with the priority 50; that value, `5`, is taken, as NixOS does",
    ]);
  });

  it("keeps both sides of a condition", () => {
    expect(
      readModule(`{ config, lib, ... }: {
  boot.kernel.sysctl = lib.mkMerge [
    { "vm.swappiness" = if config.db then 1 else 10; }
    (lib.mkIf config.db { "vm.dirty_ratio" = 5; })
  ];
  config = lib.mkIf config.on { boot.kernel.sysctl = { } // lib.optionalAttrs config.big { "fs.nr_open" = 2; }; };
}`),
    ).toEqual([
      "3:7 sysctl vm.swappiness = 1",
      "4:27 sysctl vm.dirty_ratio = 5",
      "6:92 sysctl fs.nr_open = 2",
      "3:7 left: `vm.swappiness` is `10` under `not (config.db)`; `1` of line 3 is taken",
      "3:28 condition: set only under `config.db`: `vm.swappiness`",
      "4:15 condition: set only under `config.db`: `vm.dirty_ratio`",
      "6:21 condition: set only under `config.on`: `fs.nr_open`",
      "6:79 condition: set only under `config.big`: `fs.nr_open`",
    ]);
  });
});

describe("a file that is not Nix", () => {
  it("is read around the broken part", () => {
    expect(
      readSysctls(
        '"net.core.somaxconn" = 4096',
        '"vm.swappiness" = 10;',
        '"vm.dirty_ratio" = 5;',
      ),
    ).toEqual([
      "5:1 sysctl vm.dirty_ratio = 5",
      '3:1 left: `net.core.somaxconn` is not taken: `4096 "vm.swappiness" =` needs evaluation',
      "4:1 left: `vm.swappiness` is not taken, because the file is not Nix here",
      "4:17 left: this is not Nix; what is around it is read as far as possible",
    ]);
  });

  it("is read up to where it is cut", () => {
    expect(
      readModule(
        '{ boot.kernel.sysctl = {\n"net.core.somaxconn" = 4096;\n"vm.swappiness" = ',
      ),
    ).toEqual([
      "2:1 sysctl net.core.somaxconn = 4096",
      '3:1 left: `vm.swappiness` is not taken: `"vm.swappiness" = ` is not complete',
      "3:19 left: the file ends in the middle of an expression; what is before it is read",
    ]);
  });

  it.each([
    "apiVersion: v1\nkind: Pod\n# a = 1;\n",
    "machine:\n  sysctls:\n    net.core.somaxconn: 1\n    a: b = 1;\n",
    "net.core.somaxconn = 1\n",
    "# a = 1\n",
    'locals { a = { "net.core.somaxconn" = 1 } }',
    "",
    "{ stdenv }: stdenv.mkDerivation { pname = 1; }",
  ])("%j is not recognised", (text) => {
    expect(nixos.recognises({ name: "a", text })).toBe(false);
  });
});
