import { type Command, Option } from "commander";
import { type UpgradeName, upgradeNames } from "../../upgrade/names.js";
import { readDistros, readReleases, withConsole } from "../command-options.js";
import type { Operate } from "../commands/operate.js";
import type { ExitCode } from "../exit.js";
import type { UpgradeOptions } from "../options.js";

/** Adds `upgrade`, with an option for each thing that can be upgraded. */
export function addUpgrade(
  tunegen: Command,
  load: () => Operate,
  end: (code: ExitCode) => void,
): void {
  const upgrade = withConsole(tunegen.command("upgrade"), [
    "text",
    "json",
    "markdown",
  ])
    .description(
      "tell what new releases change for the spec: lines that are gone, refused, needless or set by another program, and files that differ; exit code 1 if something needs work",
    )
    .option(
      "-f, --file <path>",
      "path of the spec, - for standard input",
      "tuning.yaml",
    );
  for (const name of upgradeNames)
    upgrade.addOption(
      new Option(`--${name} <A..B>`, texts[name]).argParser(
        name === "distro" ? readDistros : readReleases,
      ),
    );
  upgrade.action(async (options: UpgradeOptions) => {
    end(await load().upgrade(options));
  });
}

const texts = {
  kernel: "Linux A to B, such as 6.12..6.18, or ..6.18 from what the spec says",
  talos: "Talos A to B, or ..B",
  nixos: "NixOS A to B, or ..B",
  kubernetes: "Kubernetes A to B, or ..B",
  cilium: "Cilium's chart A to B, or ..B",
  distro: "distribution A to B, such as debian-12..debian-13, or ..B",
} as const satisfies Record<UpgradeName, string>;
