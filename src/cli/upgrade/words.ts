import { joinNames } from "../../core/name-list.js";
import { reachText } from "../../core/reach.js";
import type { Upgraded, UpgradeReach } from "../../upgrade/types.js";

/** `kernel 6.12 to 6.18: role web`. */
export function reachLine({ upgrade, from, nodes }: UpgradeReach): string {
  const where = reachText({ nodes, among: nodes });
  return `${upgrade.name} ${joinNames(from)} to ${upgrade.to}${where === undefined ? "" : `: ${where}`}`;
}

/** `2 changes need work, 1 other change, 3 files differ (1 added)`: what is not there is not named. */
export function countsText({ changes, files }: Upgraded): string {
  const work = changes.filter(({ told }) => told.severity !== "note").length;
  const other = changes.length - work;
  const shapes = (["added", "removed", "renamed"] as const).flatMap((shape) => {
    const { length } = files.filter(({ change }) => change === shape);
    return length === 0 ? [] : [`${length} ${shape}`];
  });
  const parts = [
    ...(work === 0
      ? []
      : [`${counted(work, "change")} ${work === 1 ? "needs" : "need"} work`]),
    ...(other === 0 ? [] : [counted(other, "other change")]),
    ...(files.length === 0
      ? []
      : [
          `${counted(files.length, "file")} ${files.length === 1 ? "differs" : "differ"}${shapes.length === 0 ? "" : ` (${shapes.join(", ")})`}`,
        ]),
  ];
  return parts.length === 0 ? "nothing changes" : parts.join(", ");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
