import {
  Document,
  isMap,
  isScalar,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from "yaml";
import { kinds, kindNames } from "../../settings/registry.js";
import type { SpecValue } from "../types.js";
import type {
  Draft,
  DraftLayer,
  DraftSetting,
  DraftWorkload,
} from "./draft.js";
import {
  flowList,
  isObject,
  nodeOf,
  put,
  type YamlNode,
} from "./yaml-nodes.js";

/** In characters; longer reasons and lists become several lines. */
const WIDTH = 120;

/**
 * Writes a draft as the text of a spec.
 * @param schema where editors find the schema: a path relative to the spec, or an address
 */
export function writeSpec(draft: Draft, schema: string): string {
  const root = new YAMLMap();
  put(root, "version", 1);
  if (draft.facts.size > 0) put(root, "node", factsNode(draft.facts));
  for (const pair of sectionsOf(draft).items) {
    if (isScalar(pair.key)) pair.key.spaceBefore = true;
    root.add(pair);
  }
  return `# yaml-language-server: $schema=${schema}\n${yamlText(root)}`;
}

/** A section of a draft, as lines of its own for each entry. */
export interface SectionText {
  readonly section: string;
  readonly entries: readonly {
    readonly name: string;
    readonly lines: readonly string[];
  }[];
}

/** Writes the sections of a draft, to be added to those of a spec. */
export function sectionTexts(draft: Draft): readonly SectionText[] {
  return sectionsOf(draft).items.map(({ key, value }) => ({
    section: nameOf(key),
    entries: (isMap(value) ? value.items : []).map((entry) => {
      const alone = new YAMLMap();
      alone.add(entry);
      return {
        name: nameOf(entry.key),
        lines: yamlText(alone).trimEnd().split("\n"),
      };
    }),
  }));
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : "";
}

function yamlText(root: YAMLMap): string {
  const text = new Document(root).toString({
    lineWidth: WIDTH,
    flowCollectionPadding: false,
    blockQuote: "folded",
  });
  // The library ends no line behind a comment that is the last of a collection.
  return text.endsWith("\n") ? text : `${text}\n`;
}

/** What the top of the spec has beside its version and its facts. */
function sectionsOf(draft: Draft): YAMLMap {
  const root = new YAMLMap();
  const layers: readonly [string, YAMLMap][] = [
    ["profiles", mapOf(draft.profiles, layerNode)],
    ["roles", mapOf(draft.roles, layerNode)],
    ["workloads", mapOf(draft.workloads, workloadNode)],
  ];
  for (const [section, map] of layers)
    if (map.items.length > 0) put(root, section, map);
  for (const setting of draft.cluster) putAt(root, setting);
  return root;
}

function mapOf<Layer extends { readonly name: string }>(
  layers: readonly Layer[],
  node: (layer: Layer) => YAMLMap,
): YAMLMap {
  const map = new YAMLMap();
  for (const layer of layers) put(map, layer.name, node(layer));
  return map;
}

function layerNode(layer: DraftLayer): YAMLMap {
  const map = new YAMLMap();
  putReasons(map, layer);
  if (layer.facts.size > 0) put(map, "node", factsNode(layer.facts));
  if (layer.profiles.length > 0) put(map, "profiles", flowList(layer.profiles));
  for (const setting of inSections(layer.settings)) putAt(map, setting);
  const { commentedOut } = layer;
  if (commentedOut.length > 0) {
    const lines = [...new Set(commentedOut.map(({ text }) => text))];
    map.comment = ["Commented out in the file:", ...lines]
      .map((line) => ` ${line}`)
      .join("\n");
  }
  return map;
}

function workloadNode(workload: DraftWorkload): YAMLMap {
  const map = new YAMLMap();
  const { object, objectName, namespace, name } = workload;
  const kind = put(map, "kind", object ?? "Deployment");
  if (object === undefined)
    kind.comment = " TODO: the file does not say what the pods belong to";
  if (objectName === undefined)
    put(map, "name", name).comment =
      " TODO: the file does not say the name of the object";
  else if (objectName !== name) put(map, "name", objectName);
  if (namespace !== undefined) put(map, "namespace", namespace);
  if (workload.hostNetwork) put(map, "hostNetwork", true);
  for (const setting of workload.settings) putAt(map, setting);
  return map;
}

/** Sorts by section, in the order of the schema; within one, as found. */
function inSections(
  settings: readonly DraftSetting[],
): readonly DraftSetting[] {
  const order = kindNames.map((name) => kinds[name].section);
  const rank = ({ path }: DraftSetting): number => order.indexOf(path[0]);
  return [...settings].sort((a, b) => rank(a) - rank(b));
}

/** Lists of names, which have no mapping with values. */
const lists: ReadonlySet<string> = new Set([
  "allowedUnsafeSysctls",
  "limits.services",
]);

/** Puts a setting where its path says, with its reasons. */
function putAt(root: YAMLMap, setting: DraftSetting): void {
  const names = setting.path.slice(0, -1);
  const last = setting.path.at(-1) ?? "";
  if (lists.has(names.join("."))) {
    const list = below(root, names, () => new YAMLSeq());
    if (list instanceof YAMLSeq) list.add(withComment(last, setting));
    return;
  }
  const map = below(root, names, () => new YAMLMap());
  if (isMap(map)) put(map, last, valueNode(setting));
}

/** Returns the collection at a path, and makes what is missing on the way. */
function below(
  root: YAMLMap,
  names: readonly string[],
  make: () => YAMLMap | YAMLSeq,
): YAMLMap | YAMLSeq {
  let at: YAMLMap | YAMLSeq = root;
  for (const [index, name] of names.entries()) {
    if (!isMap(at)) return at;
    const known: unknown = at.get(name, true);
    const next =
      known instanceof YAMLMap || known instanceof YAMLSeq
        ? known
        : index === names.length - 1
          ? make()
          : new YAMLMap();
    if (next !== known) at.add(new Pair(new Scalar(name), next));
    at = next;
  }
  return at;
}

/** A longer reason stands below its setting. */
const LONGEST_COMMENT = 72;

function valueNode(setting: DraftSetting): YamlNode {
  const { value, why, refs, nixPriority, path } = setting;
  const isShort =
    refs.length === 0 &&
    nixPriority === undefined &&
    (why === undefined ||
      (why.length <= LONGEST_COMMENT && !/[\r\n]/u.test(why)));
  if (isShort) return withComment(value, setting);
  const map = new YAMLMap();
  // A module has its reason beside its parameters.
  if (path[0] === "modules") {
    if (isObject(value))
      for (const [name, each] of Object.entries(value))
        put(map, name, nodeOf(each));
  } else put(map, "value", nodeOf(value));
  putReasons(map, setting);
  if (nixPriority !== undefined) {
    const priority = new YAMLMap();
    put(priority, "priority", nixPriority);
    put(map, "nixos", priority);
  }
  return map;
}

function withComment(
  value: SpecValue,
  { why }: Pick<DraftSetting, "why">,
): YamlNode {
  const node = nodeOf(value);
  if (why !== undefined) node.comment = ` ${why}`;
  return node;
}

function putReasons(
  map: YAMLMap,
  { why, refs }: Pick<DraftSetting, "why" | "refs">,
): void {
  if (why !== undefined) put(map, "why", why);
  if (refs.length > 0) put(map, "refs", flowList(refs));
}

function factsNode(facts: DraftLayer["facts"]): YAMLMap {
  const map = new YAMLMap();
  for (const [name, value] of facts) put(map, name, value);
  return map;
}
