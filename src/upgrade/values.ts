import type { Diagnostic } from "../core/diagnostic.js";
import type { Setting } from "../settings/setting.js";
import {
  type NodeKind,
  nodeKindNames,
  nodeKinds,
  type SettingOf,
} from "../settings/registry.js";
import { settingPath } from "../settings/setting-text.js";
import type { NodePair } from "./pairs.js";
import { turns } from "./pods.js";
import type { Section } from "./sections.js";

/** A setting that the files have otherwise. */
export interface ValueChange<Kind extends NodeKind = NodeKind> {
  readonly setting: Pick<Setting, "origin" | "valueSpan">;
  readonly kind: Kind;
  readonly told: Diagnostic<Section>;
}

/** Tells which settings of a node the files have with another value, no longer, or as well. */
export function valueChanges(pair: NodePair): readonly ValueChange[] {
  return nodeKindNames.flatMap((kind) => ofKind(kind, pair));
}

function ofKind<Kind extends NodeKind>(
  kind: Kind,
  pair: NodePair,
): readonly ValueChange<Kind>[] {
  const { before, after, alike } = pair;
  const [old, now] = [before, after].map((node) => {
    const settings: readonly SettingOf<Kind>[] = node.settings[kind];
    return new Map(settings.map((setting) => [setting.id, setting]));
  });
  if (old === undefined || now === undefined) return [];
  const text = (setting: SettingOf<Kind> | undefined): string | undefined => {
    const value = setting?.value;
    return value === undefined ? undefined : nodeKinds[kind].text(value);
  };
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(
    (id): readonly ValueChange<Kind>[] => {
      const [was, is] = [old.get(id), now.get(id)];
      const setting = is ?? was;
      const [from, to] = [text(was), text(is)];
      if (setting === undefined || from === to) return [];
      // A floor that the default reaches is told with the default.
      if (is !== undefined && "left" in is && is.left === "floor") return [];
      // What pods may set is told of the pods.
      if (
        kind === "allowance" &&
        (turns(id, true, pair) || turns(id, false, pair))
      )
        return [];
      return [
        {
          setting,
          kind,
          told: {
            severity: "note",
            code: "value",
            span: setting.origin.span,
            message: messageOf(`\`${settingPath(kind, setting)}\``, from, to),
            reach: { nodes: alike },
          },
        },
      ];
    },
  );
}

function messageOf(
  name: string,
  from: string | undefined,
  to: string | undefined,
): string {
  if (to === undefined) return `${name} is no longer written`;
  if (from === undefined)
    return `${name} is written now${to === "" ? "" : `, as ${to}`}`;
  return `${name} is ${to} instead of ${from}`;
}
