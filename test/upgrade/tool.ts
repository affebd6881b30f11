import { formatPlace } from "../../src/core/source.js";
import { readSpec } from "../../src/language/read.js";
import { targets } from "../../src/targets/emit.js";
import type { UpgradeName } from "../../src/upgrade/names.js";
import type { Upgraded } from "../../src/upgrade/types.js";
import { upgradeSpec } from "../../src/upgrade/upgrade.js";

/** Upgrades a spec, such as by `["kernel", "6.1", "6.12"]`; without the release before, `["kernel", undefined, "6.12"]`. */
export async function upgraded(
  text: string,
  ...upgrades: readonly (readonly [UpgradeName, string | undefined, string])[]
): Promise<Upgraded> {
  const { spec, errors } = readSpec(
    { name: "tuning.yaml", text },
    { targets, readInclude: (name) => ({ name, text: "" }) },
  );
  if (spec === undefined || errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join("\n"));
  return upgradeSpec(
    spec,
    upgrades.map(([name, from, to]) => ({ name, from, to })),
  );
}

/** The changes, one line each: `gone! tuning.yaml:6:7 message`; with `!` where they need work. */
export function lines({ changes }: Upgraded): readonly string[] {
  return changes.map(
    ({ section, told: { span, severity, message } }) =>
      `${section}${severity === "note" ? "" : "!"} ${span === undefined ? "" : formatPlace(span).replace("tuning.yaml:", "")} ${message}`,
  );
}
