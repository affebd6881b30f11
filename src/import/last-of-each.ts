import { positionAt } from "../core/source.js";
import type { Conditional } from "./layout.js";
import type { FoundSetting, Remark } from "./types.js";

/** Keeps the last of the settings with one path, as loaders do that write one line after the other. */
export function lastOfEach(all: readonly Conditional[]): {
  readonly settings: readonly Conditional[];
  readonly remarks: readonly Remark[];
} {
  const lasts = new Map<string, Conditional>();
  for (const each of all) lasts.set(idOf(each.setting), each);
  const settings: Conditional[] = [];
  const remarks: Remark[] = [];
  const reasons = new Map<Conditional, FoundSetting>();
  for (const each of all) {
    const last = lasts.get(idOf(each.setting));
    if (last === undefined) continue;
    if (last === each) {
      const setting = withReasonOf(reasons.get(last), each.setting);
      settings.push({ ...each, setting });
      continue;
    }
    remarks.push(superseded(each, last));
    if (isSame(each.setting, last.setting)) reasons.set(last, each.setting);
  }
  return { settings, remarks };
}

function idOf({ path }: FoundSetting): string {
  return path.join("\n");
}

function isSame(a: FoundSetting, b: FoundSetting): boolean {
  return JSON.stringify(a.value) === JSON.stringify(b.value);
}

/** The same value needs its reason once. */
function withReasonOf(
  earlier: FoundSetting | undefined,
  last: FoundSetting,
): FoundSetting {
  return earlier === undefined || last.reason !== undefined || last.group
    ? last
    : { ...last, reason: earlier.reason, group: earlier.group };
}

function superseded(
  { setting, condition }: Conditional,
  last: Conditional,
): Remark {
  const name = setting.path.slice(1).join(" ");
  const { line } = positionAt(
    last.setting.span.source,
    last.setting.span.start,
  );
  const value = words(setting);
  const same = isSame(setting, last.setting);
  if (!same && condition !== last.condition) {
    return {
      kind: "left",
      span: setting.span,
      message: `\`${name}\` is ${value}${condition === undefined ? "" : ` under \`${condition}\``}, and line ${line} sets ${words(last.setting)}${last.condition === undefined ? "" : ` under \`${last.condition}\``}; the last one is taken`,
      help: "if both are needed, give the nodes of each a role of their own",
    };
  }
  const comment = setting.reason?.text ?? "";
  const lost = same || comment === "" ? "" : `; its comment was: ${comment}`;
  return {
    kind: "note",
    span: setting.span,
    message: `\`${name}\` is set again in line ${line}; the last value, ${words(last.setting)}, is taken${same ? "" : ` instead of ${value}`}${lost}`,
  };
}

function words({ value }: FoundSetting): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
