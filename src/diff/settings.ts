import { withWords, valueWords } from "../explain/quantities.js";
import { ownedPlace } from "../explain/places.js";
import { type SetValue, setValues } from "../plan/set-values.js";
import type { NodePlan } from "../plan/types.js";
import { comparedValue } from "../platform/baseline.js";
import { fieldDefaults } from "../platform/component/proxy-fields.js";
import type { Standard } from "../risk/kept.js";
import { settingRisk } from "../risk/of-setting.js";
import { type NodeKind, nodeKindNames } from "../settings/registry.js";
import type { Setting } from "../settings/setting.js";
import { settingPath } from "../settings/setting-text.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { Change } from "./types.js";

/** Lists the settings of a node that differ, in the order of the kinds and of the new spec. */
export function settingChanges(
  before: NodePlan,
  after: NodePlan,
): readonly Change[] {
  if (before.settings === after.settings) return [];
  return nodeKindNames.flatMap((kind) => ofKind(kind, before, after));
}

function ofKind(
  kind: NodeKind,
  before: NodePlan,
  after: NodePlan,
): readonly Change[] {
  const old = setValues(kind, before);
  const now = setValues(kind, after);
  const ids = new Set([...now.keys(), ...old.keys()]);
  return [...ids].flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    const setting = is?.setting ?? was?.setting;
    if (setting === undefined || was?.text === is?.text) return [];
    const standard = standardOf(kind, setting, after);
    const why = setting.why.length > 0 ? setting.why : setting.ownerWhy;
    return [
      {
        kind,
        name: settingPath(kind, setting),
        before: was && shown(kind, was, before),
        after: is && shown(kind, is, after),
        standard:
          standard &&
          `${standard.words}${standard.by === undefined ? "" : `, set by ${standard.by}`}`,
        why: why === undefined ? [] : [why].flat(),
        place: ownedPlace(setting.origin),
        overrode: is === undefined ? [] : setting.overrode.map(ownedPlace),
        because: causesOf(setting),
        risk: settingRisk(
          kind,
          {
            id,
            before: was?.text,
            after: is?.text,
            standard,
            services: [
              ...new Set(
                [after, before].flatMap(({ settings }) =>
                  settings.limitService.map((service) => service.id),
                ),
              ),
            ],
          },
          after,
        ),
      },
    ];
  });
}

/** A value for people: with a unit where that is easier to read. */
function shown(
  kind: NodeKind,
  { setting, text }: SetValue<Setting>,
  { facts }: NodePlan,
): string {
  if (isSysctl(kind, setting))
    return withWords(text, valueWords(text, setting.known?.unit, facts));
  return text === "" ? "set" : text;
}

function isSysctl(kind: NodeKind, setting: Setting): setting is Sysctl {
  return kind === "sysctl" && "baseline" in setting;
}

/** What a node has without a setting. */
function standardOf(
  kind: NodeKind,
  setting: Setting,
  { facts }: NodePlan,
): Standard | undefined {
  if (kind === "kubeProxy") {
    const words = Object.entries(fieldDefaults).find(
      ([field]) => field === setting.id,
    )?.[1];
    return words === undefined
      ? undefined
      : { words, by: undefined, certain: words };
  }
  if (!isSysctl(kind, setting)) return undefined;
  const { baseline, known } = setting;
  if (baseline?.value === undefined) return undefined;
  const { value, sure, by } = baseline;
  const words = withWords(value, valueWords(value, known?.unit, facts));
  return {
    words: `${sure ? "" : "about "}${words}`,
    by,
    certain: comparedValue(baseline),
  };
}

/** Lists the settings that require a setting. */
export function causesOf(setting: Setting): readonly string[] {
  const because: unknown = "because" in setting ? setting.because : [];
  return Array.isArray(because)
    ? because.flatMap((cause: unknown) => nameOfCause(cause))
    : [];
}

/** A cause is the id of a setting, or has one. */
function nameOfCause(cause: unknown): readonly string[] {
  if (typeof cause === "string") return [cause];
  return typeof cause === "object" &&
    cause !== null &&
    "id" in cause &&
    typeof cause.id === "string"
    ? [cause.id]
    : [];
}
