import type { TargetFacts } from "../../core/target.js";
import type { Spec } from "../../language/model.js";
import type { Report } from "../rule.js";

/** Reports the sections beside those of nodes whose only target the spec switches off, once each. */
export function sectionsSwitchedOff(spec: Spec): readonly Report[] {
  return spec.targetFacts.flatMap((target) => {
    const { name, summary } = target;
    const off = spec.targets.get(name)?.off;
    if (off === undefined) return [];
    return writtenFor(target, spec).map(({ section, at, about }) => ({
      about,
      span: at,
      message: `\`${section}\` reaches no file`,
      why: `the target \`${name}\` is switched off (${summary})`,
      help: `remove \`${name}: false\` from \`targets\`, or remove the section`,
      related: [{ message: "switched off here", span: off }],
    }));
  });
}

interface Written {
  readonly section: string;
  readonly at: Report["span"];
  readonly about: Report["about"];
}

/** Finds what the spec has for a target that does not depend on nodes: the first of each section. */
function writtenFor(
  { section, handles }: TargetFacts,
  spec: Spec,
): readonly Written[] {
  const first = (name: string, carriers: readonly Carrier[]) =>
    carriers.slice(0, 1).map(({ span, accept }): Written => ({
      section: name,
      at: span,
      about: { accept },
    }));
  const own =
    section === undefined
      ? []
      : section === "rollout"
        ? spec.rollouts
        : [spec[section]].flatMap((each) => each ?? []);
  return [
    ...(section === undefined ? [] : first(section, own)),
    ...(handles["podSysctl"] === true
      ? first(
          "workloads",
          [...spec.workloads.values()].filter(({ isBare }) => !isBare),
        )
      : []),
    ...(handles["mountOption"] === true ? first("mounts", spec.mounts) : []),
  ];
}

type Carrier = Report["about"] & Pick<Report, "span">;
