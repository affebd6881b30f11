import { type Diagnostic, error } from "../../core/diagnostic.js";
import { joinNames } from "../../core/name-list.js";
import { statedFacts } from "../../platform/facts.js";
import { type Upgrade, upgradeNames } from "../../upgrade/names.js";
import { upgradeSpec } from "../../upgrade/upgrade.js";
import { needsWork, type UpgradeReach } from "../../upgrade/types.js";
import { openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import type { UpgradeOptions } from "../options.js";
import { upgradeJson, upgradeMarkdown } from "../upgrade/machine-formats.js";
import { upgradeText } from "../upgrade/text.js";
import { loadPlan } from "./load-plan.js";

/** Runs `tunegen upgrade`: compares what a spec comes to before and after upgrades. It reads the spec and writes nothing. */
export async function upgrade(options: UpgradeOptions): Promise<ExitCode> {
  const terminal = openConsole(options);
  const { out } = terminal;
  const fail = (errors: readonly Diagnostic[]): ExitCode => {
    printDiagnostics(errors, terminal);
    return EXIT.usage;
  };
  const upgrades = upgradesOf(options);
  const wrong =
    upgrades.length === 0 ? [nothingAsked()] : upgrades.flatMap(unknownDistro);
  if (wrong.length > 0) return fail(wrong);
  const loaded = await loadPlan(options.file, terminal, "plan");
  if (loaded === undefined) return EXIT.usage;
  const { spec, plan } = loaded;
  const upgraded = await upgradeSpec(spec, upgrades, {
    specName: plan.specName,
  });
  const missed = upgraded.reaches.filter(
    ({ applies, isDone }) => !applies && !isDone,
  );
  if (missed.length > 0) return fail(missed.map(noNode));
  out.print(
    {
      text: () => upgradeText(upgraded, out.paint),
      json: () => upgradeJson(upgraded),
      markdown: () => upgradeMarkdown(upgraded),
    }[options.format](),
  );
  return needsWork(upgraded) ? EXIT.findings : EXIT.fine;
}

function upgradesOf(options: UpgradeOptions): readonly Upgrade[] {
  return upgradeNames.flatMap((name) => {
    const range = options[name];
    return range === undefined ? [] : [{ name, ...range }];
  });
}

function nothingAsked(): Diagnostic {
  return error("nothing-to-upgrade", undefined, "no upgrade is given", {
    help: `write at least one of ${joinNames(upgradeNames.map((name) => `\`--${name}\``))}, such as \`--kernel ..6.18\``,
  });
}

/** Reports names of distributions that are none. */
function unknownDistro({ name, from, to }: Upgrade): readonly Diagnostic[] {
  const errors: Diagnostic[] = [];
  if (name !== "distro") return errors;
  for (const written of [from, to])
    if (written !== undefined)
      statedFacts.distro.read(
        written,
        written,
        ({ code = "unknown-distro", message, help }) => {
          errors.push(error(code, undefined, message, { help }));
        },
        { kernelBuild: () => undefined },
      );
  return errors;
}

function noNode({ upgrade, unstated, others }: UpgradeReach): Diagnostic {
  const { name, from, to } = upgrade;
  const release = name === "distro" ? "`distro`" : `${name} release`;
  const stated =
    others.length > 0
      ? `write ${from === undefined ? "both releases" : "the release that the spec states"}, such as \`--${name} ${others[0] ?? ""}..${to}\``
      : unstated.length > 0 || name === "cilium"
        ? `state the release in the spec, or write \`--${name} A..${to}\``
        : `leave out \`--${name}\``;
  return error(
    "nothing-to-upgrade",
    undefined,
    name === "cilium"
      ? `the spec has no \`cilium.version\`${from === undefined ? "" : ` ${from}`}`
      : from === undefined
        ? `no node of the spec states its ${release}`
        : `no node of the spec has ${name} ${from}`,
    { help: stated },
  );
}
