import { addAll } from "../../core/add-all.js";
import { isPlausibleKey } from "./sysctl-key.js";
import { composeYaml, type Comment } from "./compose.js";
import type { Findings } from "./findings.js";
import {
  keyOf,
  pairOf,
  textAt,
  type LineMap,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
} from "./node.js";
import { expandJsonPatch } from "./json-patch.js";
import { takeSysctlText } from "./sysctl-text.js";
import { takeCommandLine } from "../kubernetes/flags.js";
import { takeArguments } from "./container-command.js";
import { nameAndValue, takeSysctls } from "./sysctls.js";
import { nodeAt, type Place, type Shape, type Visit } from "./visit.js";

/** Aliases of aliases can repeat a few lines so often that a walk would not end. */
const MOST_VISITS = 300;
/** Text in text in text: nobody writes more. */
const DEEPEST_TEXT = 6;

/** What may be worth a look in a text of several lines. */
const worthALook =
  /sysctl|machine|customization|kubelet|kube-?proxy|bpf|bandwidthManager|\b(?:net|vm|kernel|fs)[./]/iu;

/** Walks through all documents of a text, and through the texts that its scalars hold. */
export class Walk {
  readonly comments: Comment[] = [];
  readonly #visits = new WeakMap<YamlNode, number>();

  constructor(
    readonly findings: Findings,
    readonly shapes: readonly Shape[],
  ) {}

  /** Reads a text of YAML. */
  text(
    text: string,
    place: Place,
    lines: LineMap,
    depth = 0,
    hasPlaces = true,
  ): void {
    const { documents, comments } = composeYaml(text, lines);
    for (const { root, errors } of documents) {
      if (root !== undefined && root.kind !== "scalar")
        this.#node(root, { ...place, path: [] }, depth);
      const [error] = errors;
      if (error !== undefined && root?.kind !== "scalar") {
        this.findings.left(
          { start: error.offset, end: error.offset + 1 },
          `the YAML has an error here: ${error.message.replace(/\.?\n[^]*$|\.$/u, "")}`,
          "correct it, and import the file again; what could be read of the document was taken",
        );
      }
    }
    // Text in quotes has all of its comments in one place.
    if (hasPlaces) for (const comment of comments) this.comments.push(comment);
  }

  #node(node: YamlNode, place: Place, depth: number): void {
    const visits = (this.#visits.get(node) ?? 0) + 1;
    this.#visits.set(node, visits);
    if (visits === MOST_VISITS)
      this.findings.left(
        { start: node.start, end: node.end },
        `aliases repeat this more than ${MOST_VISITS} times; the others are not read`,
        "add the settings of the others to the spec",
      );
    if (visits >= MOST_VISITS) return;
    if (node.kind === "scalar") this.#scalar(node, place, depth);
    else if (node.kind === "list") this.#list(node, place, depth);
    else this.#map(node, place, depth);
  }

  #map(
    map: Extract<YamlNode, { kind: "map" }>,
    place: Place,
    depth: number,
  ): void {
    const visit = this.#visit(place, depth);
    let rest = map.pairs;
    for (const shape of this.shapes) {
      const done = shape(
        rest === map.pairs ? map : { ...map, pairs: rest },
        visit,
      );
      if (done.length === 0) continue;
      const taken = new Set(done);
      rest = rest.filter((pair) => !taken.has(pair));
    }
    rest = this.#guess(rest, map, place);
    const described = fileOf(map.pairs);
    for (const pair of rest) {
      const path = [...place.path, pair.key];
      const file =
        described ?? (pair.key.includes("sysctl.d/") ? pair.key : undefined);
      this.#node(
        pair.value,
        {
          ...place,
          path,
          key: keyOf(pair),
          ...(file === undefined ? {} : { file }),
        },
        depth,
      );
    }
  }

  /** Takes keys that are surely sysctls, wherever they are. */
  #guess(
    pairs: readonly YamlPair[],
    map: Extract<YamlNode, { kind: "map" }>,
    place: Place,
  ): readonly YamlPair[] {
    const sysctls = pairs.filter(
      ({ key, value }) =>
        isPlausibleKey(key) &&
        (value.kind !== "map" || pairOf(value, "value") !== undefined),
    );
    if (sysctls.length === 0) return pairs;
    takeSysctls({ ...map, pairs: sysctls }, this.#where(map, place));
    const taken = new Set(sysctls);
    return pairs.filter((pair) => !taken.has(pair));
  }

  /** A name such as `sysctl_settings` says what is below it; elsewhere only the keys do. */
  #where(node: YamlNode, place: Place): Parameters<typeof takeSysctls>[1] {
    const isNamed = place.path.some((key) => /sysctl/iu.test(key));
    this.findings.seen(isNamed ? "ansible" : "yaml");
    this.findings.section(place.key ?? node, node);
    const holder = nodeAt(place);
    return { holder, findings: this.findings, guessed: !isNamed };
  }

  #list(
    list: Extract<YamlNode, { kind: "list" }>,
    place: Place,
    depth: number,
  ): void {
    const patched = expandJsonPatch(list, this.findings);
    if (patched !== undefined) {
      for (const each of patched)
        this.#node(each, { ...place, path: [] }, depth);
      return;
    }
    if (takeArguments(list, place, this.findings)) return;
    const sysctls = list.items.filter((item) => {
      const name = nameAndValue(item);
      if (name !== undefined)
        return name.value !== undefined && isPlausibleKey(name.name.text);
      const [, key] = /^([^\s=]+)\s?=/u.exec(textAt(item) ?? "") ?? [];
      return key !== undefined && isPlausibleKey(key);
    });
    if (sysctls.length > 0) {
      takeSysctls({ ...list, items: sysctls }, this.#where(list, place));
    }
    const taken = new Set(sysctls);
    for (const item of list.items)
      if (!taken.has(item)) this.#node(item, place, depth);
  }

  #scalar(scalar: YamlScalar, place: Place, depth: number): void {
    const { text, lines = () => scalar.start } = scalar;
    if (text.length < 8 || depth >= DEEPEST_TEXT) return;
    const { findings } = this;
    if (takeCommandLine(text, scalar, nodeAt(place), findings)) {
      findings.seen("k3s");
      return;
    }
    if (!worthALook.test(text)) return;
    const comments = takeSysctlText(text, lines, place, findings);
    if (comments !== undefined) {
      findings.section({ start: scalar.start, end: scalar.start + 1 }, scalar);
      if (scalar.lines !== undefined) addAll(this.comments, comments);
      return;
    }
    if (!text.includes("\n") && !/^\s*[[{]/u.test(text)) return;
    if (/:(?:\s|$)|^\s*[[{]/u.test(text))
      this.text(text, place, lines, depth + 1, scalar.lines !== undefined);
  }

  #visit(place: Place, depth: number): Visit {
    return {
      place,
      findings: this.findings,
      walk: (node, changes) =>
        this.#node(node, { ...place, ...changes }, depth),
    };
  }
}

/** The path of the file that a mapping describes, as in cloud-init, Butane and Ansible's `copy`. */
function fileOf(pairs: readonly YamlPair[]): string | undefined {
  const found = pairs.find(
    ({ key, value }) =>
      (key === "path" || key === "dest") &&
      value.kind === "scalar" &&
      value.text.startsWith("/"),
  )?.value;
  return found?.kind === "scalar" ? found.text : undefined;
}
