import { isKey, parseKey } from "../../core/key.js";
import type { Owner } from "../../core/written.js";
import { fieldsCalled } from "../../language/other-words.js";
import {
  nodeKindNames,
  nodeKinds,
  type NodeKind,
} from "../../settings/registry.js";
import type { Part } from "../../diff/types.js";
import type { SpecPath } from "./error-paths.js";
import type { Gap, SettingGap } from "./gap.js";

/** Which nodes an error takes something from: all of them, or those of a layer. */
export type Reach = Owner | "all";

/** Returns a text for each reach that no other has, to look it up by. */
export function reachKey(reach: Reach): string {
  return reach === "all" ? reach : `${reach.kind} ${reach.name}`;
}

/** A gap before the finding is known. */
type Taken = Gap extends infer Each
  ? Each extends Gap
    ? Omit<Each, "finding">
    : never
  : never;

/** What an error takes away. */
export interface Loss {
  readonly gaps: readonly { readonly reach: Reach; readonly gap: Taken }[];
  /** What of the spec beside the settings of nodes is missing, in words. */
  readonly also: readonly string[];
  /** The role or host that may be missing as a whole. */
  readonly node?: Owner & { readonly kind: "role" | "host" };
  /** What else than nodes may be missing in part. */
  readonly part?: Part["kind"] | "any";
  /** Where roles or hosts may be missing whose names are not known. */
  readonly ofNodes?: "roles" | "hosts" | "any";
  /** Whether nothing is left to show. */
  readonly isWhole?: true;
  /** Whether profiles may be missing. */
  readonly ofProfiles?: true;
}

const NOTHING: Loss = { gaps: [], also: [] };

/** What has no effect on the values of nodes. */
const besides: ReadonlySet<string> = new Set([
  ...["why", "refs", "accept", "priority", "memoryBudget", "version"],
  ...["out", "targets", "prettier", "networkTest", "rollout"],
]);

/** The sections of a spec that another name may stand for. */
const sections: ReadonlySet<string> = new Set([
  ...["node", "include", "rules", "profiles", "roles", "hosts", "workloads"],
  ...["cilium", "mounts", "monitoring", ...besides],
]);

/** In place of the name of a field, where it could be any. */
export const ANY_FIELD = "";

const topOwner: Owner = { kind: "spec", name: "" };

/** Tells what an error at a place of the spec takes away. */
export function lossAt(path: SpecPath): Loss {
  const [section, name, ...rest] = path;
  if (section === undefined) return { ...NOTHING, isWhole: true };
  if (besides.has(section)) return NOTHING;
  switch (section) {
    case "node":
      return taking("all", { of: "facts" });
    case "include":
      return { ...NOTHING, ofProfiles: true };
    case "rules":
      return { ...NOTHING, also: ["the levels of some rules"] };
    case "profiles":
      return name === undefined
        ? { ...NOTHING, ofProfiles: true }
        : {
            ...ofLayer({ kind: "profile", name }, rest),
            ...(rest.length === 0 && { ofProfiles: true }),
          };
    case "roles":
    case "hosts": {
      if (name === undefined) return { ...NOTHING, ofNodes: section };
      const kind = section === "roles" ? "role" : "host";
      return { ...ofLayer({ kind, name }, rest), node: { kind, name } };
    }
    case "workloads":
      return {
        ...taking("all", settings("allowance", topOwner)),
        part: "workload",
        also: [
          name === undefined
            ? "what pods set for themselves"
            : `what the pods of workload ${name} set`,
        ],
      };
    case "cilium":
      return {
        ...taking("all", { of: "writers" }),
        part: "cilium",
        also: ["values of Cilium"],
      };
    case "mounts":
      return {
        ...NOTHING,
        part: "mount",
        also: [
          name === undefined ? "options of mounts" : `options of mount ${name}`,
        ],
      };
    case "monitoring":
      return {
        ...NOTHING,
        part: "monitoring",
        also: ["alerts and recording rules"],
      };
    default:
      return ofOther(section, path);
  }
}

/** A section of settings for all nodes, or a name that is not one of the language. */
function ofOther(section: string, path: SpecPath): Loss {
  const kinds = kindsOf(section);
  if (kinds.length > 0) return ofKinds(kinds, "all", topOwner);
  const meant = fieldsCalled(section).find((field) => sections.has(field));
  if (meant !== undefined) return lossAt([meant, ...path.slice(1)]);
  // It could be any section, and `node` is the one that changes most.
  return {
    ...taking("all", { of: "facts" }),
    also: [`what \`${section}\` was to set`],
    part: "any",
    ofNodes: "any",
  };
}

function ofLayer(owner: Owner, [part, ...rest]: SpecPath): Loss {
  if (part === undefined) return taking(owner, settings(undefined, owner));
  if (besides.has(part) || part === "role") return NOTHING;
  if (part === "node") return taking(owner, { of: "facts" });
  if (part === "profiles")
    return taking(owner, settings(undefined, { kind: "profile", name: "" }));
  const kinds = kindsOf(part);
  const [key, field] = rest;
  if (part === "sysctl" && key !== undefined) {
    if (field !== undefined && besides.has(field)) return NOTHING;
    const gap = settings("sysctl", owner, idOf(key));
    return taking(owner, { ...gap, isPart: field !== undefined });
  }
  return kinds.length > 0
    ? ofKinds(kinds, owner, owner)
    : {
        // It could be any field.
        gaps: [settings(undefined, owner), { of: "facts" } as const].map(
          (gap) => ({ reach: owner, gap }),
        ),
        also: [],
      };
}

function ofKinds(kinds: readonly NodeKind[], reach: Reach, owner: Owner): Loss {
  return {
    gaps: kinds.map((kind) => ({ reach, gap: settings(kind, owner) })),
    also: [],
  };
}

function taking(reach: Reach, gap: Taken): Loss {
  return { gaps: [{ reach, gap }], also: [] };
}

function settings(
  kind: NodeKind | undefined,
  owner: Owner,
  id?: string,
): SettingGap {
  return { of: "settings", kind, id, owner, isPart: false };
}

/** The kinds of settings of a section: `limits` has two. */
function kindsOf(section: string): readonly NodeKind[] {
  return nodeKindNames.filter((kind) => nodeKinds[kind].section === section);
}

/** A key in the spelling of settings; a name that is no key is kept. */
function idOf(written: string): string {
  const key = parseKey(written);
  return isKey(key) ? key.id : written;
}
