import type { Random } from "./random.js";
import type { Sample } from "./sample.js";
import { type Meant, someSettings, someWords } from "./settings.js";

/** Writes a NixOS module as people write it. */
export function nixosSample(random: Random): Sample {
  const meant = someSettings(random, 16);
  const lets: string[] = [];
  const inner = random.chance(70)
    ? sets(random, meant, lets)
    : paths(random, meant, lets);
  const others: [string, string][] = [];
  const body = [...inner];
  if (random.chance(30)) {
    body.push('boot.kernelModules = [ "br_netfilter" "nf_conntrack" ];');
    others.push(["modules.br_netfilter", "{}"], ["modules.nf_conntrack", "{}"]);
  }
  if (random.chance(30))
    body.push(
      `networking.hostName = "raccoon0${random.number(9)}";`,
      "services.openssh.enable = true;",
    );
  const head = random.pick([
    "{ config, lib, pkgs, ... }:",
    "{ lib, ... }:",
    "{ config, pkgs, lib, modulesPath, ... }@args:",
    "{ ... }:",
  ]);
  const withLib = random.chance(30) ? ["with lib;"] : [];
  const letLines =
    lets.length === 0 ? [] : ["let", ...lets.map((each) => `  ${each}`), "in"];
  return {
    name: "tuning.nix",
    text: [
      ...(random.chance(30) ? [`# ${someWords(random)}`] : []),
      head,
      ...(random.chance(20) ? ["", "# The module"] : []),
      ...(withLib.length > 0 || random.chance(50) ? withLib : []),
      ...letLines,
      "{",
      ...body.map((each) => `  ${each}`),
      "}",
      "",
    ].join("\n"),
    meant,
    others,
  };
}

function sets(
  random: Random,
  meant: readonly Meant[],
  lets: string[],
): readonly string[] {
  const lines = meant.flatMap((each) => [
    ...(random.chance(25) ? [`  # ${someWords(random)}`] : []),
    ...(random.chance(8) ? [`  /* ${someWords(random)} */`] : []),
    ...(random.chance(8) ? [`  # "net.ipv4.tcp_sack" = 0;`] : []),
    ...(random.chance(10) ? [""] : []),
    `  "${random.chance(6) ? each.key.replaceAll(".", "/") : each.key}" = ${value(random, each, lets)};${random.chance(15) ? ` # ${someWords(random)}` : ""}`,
  ]);
  switch (random.number(5)) {
    case 0:
      return [
        "boot = {",
        "  kernel = {",
        "    sysctl = {",
        ...lines.map((line) => `    ${line}`),
        "    };",
        "  };",
        "};",
      ];
    case 1:
      return [
        "boot.kernel = {",
        "  sysctl = {",
        ...lines.map((line) => `  ${line}`),
        "  };",
        "};",
      ];
    case 2:
      return [
        "boot.kernel.sysctl = lib.mkMerge [",
        "  {",
        ...lines,
        "  }",
        "  { }",
        "];",
      ];
    case 3: {
      const at = random.number(lines.length + 1);
      const cut = lines
        .slice(0, at)
        .every((line) => !line.trimEnd().endsWith("*/"))
        ? at
        : 0;
      return [
        "boot.kernel.sysctl = {",
        ...lines.slice(0, cut),
        "} // {",
        ...lines.slice(cut),
        "};",
      ];
    }
    default:
      return ["boot.kernel.sysctl = {", ...lines, "};"];
  }
}

function paths(
  random: Random,
  meant: readonly Meant[],
  lets: string[],
): readonly string[] {
  return meant.flatMap((each) => [
    ...(random.chance(20) ? [`# ${someWords(random)}`] : []),
    `boot.kernel.sysctl."${each.key}" = ${value(random, each, lets)};`,
  ]);
}

function value(random: Random, { value: text }: Meant, lets: string[]): string {
  const plain = literal(random, text, lets);
  const simple = /^(?:[0-9]+|"[^"]*"|true|false)$/u.test(plain)
    ? plain
    : `(${plain})`;
  switch (random.number(9)) {
    case 0:
      return `lib.mkDefault ${simple}`;
    case 1:
      return `lib.mkForce ${simple}`;
    case 2:
      return `lib.mkOverride ${random.pick(["10", "90", "900"])} ${simple}`;
    default:
      return plain;
  }
}

function literal(random: Random, text: string, lets: string[]): string {
  if (/^-[0-9]+$/u.test(text))
    return random.pick([text, `(${text})`, `"${text}"`]);
  if (!/^[0-9]+$/u.test(text))
    return random.chance(15) ? `''${text}''` : `"${text}"`;
  const number = Number(text);
  switch (random.number(8)) {
    case 0:
      return `"${text}"`;
    case 1:
      return number <= 1 ? (number === 1 ? "true" : "false") : text;
    case 2: {
      const name = `size${lets.length}`;
      lets.push(`${name} = ${text};`);
      return random.pick([name, `"\${toString ${name}}"`, `toString ${name}`]);
    }
    case 3:
      return number % 1024 === 0 && number > 0
        ? `${number / 1024} * 1024`
        : text;
    case 4:
      return number % 1048576 === 0 && number > 0
        ? `(${number / 1048576} * 1024 * 1024)`
        : text;
    default:
      return text;
  }
}
