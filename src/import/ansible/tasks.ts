import { takeModule } from "../talos/kernel.js";
import type { Findings } from "../yaml/findings.js";
import {
  pairOf,
  textAt,
  type YamlMap,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
} from "../yaml/node.js";
import { takeSysctl } from "../yaml/sysctls.js";
import { hasExpression } from "../yaml/templates.js";
import { nodeAt, type Shape, type Visit } from "../yaml/visit.js";

const sysctlModule =
  /^(?:(?:ansible\.(?:posix|builtin)|community\.general)\.)?sysctl$/u;
const modprobeModule =
  /^(?:(?:ansible\.builtin|community\.general)\.)?modprobe$/u;

/** Reads tasks of Ansible that set sysctls or load modules. Source: ansible.posix 2.1, plugins/modules/sysctl.py. */
export const ansibleTask: Shape = (map, visit) => {
  const task = map.pairs.find(
    ({ key, value }) =>
      (sysctlModule.test(key) || modprobeModule.test(key)) &&
      (value.kind === "map"
        ? pairOf(value, "name") !== undefined ||
          pairOf(value, "key") !== undefined
        : /\bname=/u.test(textAt(value) ?? "")),
  );
  if (task === undefined) return takeBlock(map, visit);
  const { findings, place } = visit;
  findings.seen("ansible");
  const when = pairOf(map, "when");
  const condition =
    when === undefined ? place.condition : findings.quote(when.value);
  findings.section({ start: task.keyStart, end: task.keyEnd }, map);
  const before = findings.drafts.length;
  takeTask(task, map, visit);
  const name = map.pairs.find(({ key }) => key === "name" || key === "vars");
  // A task is one thing to its reader: the comment above it is that of its setting.
  const added = findings.drafts.slice(before);
  if (condition !== undefined)
    for (const { path, key } of added)
      findings.condition(
        key,
        `\`${path.slice(1).join(".")}\` is under the condition \`${condition}\``,
        "move it to the roles that it is for",
      );
  return map.pairs.filter((pair) => pair !== name || pair.key === "name");
};

function takeBlock(map: YamlMap, visit: Visit): readonly YamlPair[] {
  const when = pairOf(map, "when");
  const block = pairOf(map, "block");
  if (when === undefined || block === undefined) return [];
  visit.walk(block.value, { condition: visit.findings.quote(when.value) });
  return [block];
}

function takeTask(
  task: YamlPair,
  map: YamlMap,
  { place, findings }: Visit,
): void {
  const isModule = modprobeModule.test(task.key);
  const fields = task.value.kind === "map" ? task.value : freeForm(task.value);
  const name = pairOf(fields, "name") ?? pairOf(fields, "key");
  if (name?.value.kind !== "scalar") return;
  const holder = nodeAt(place);
  const value = pairOf(fields, isModule ? "params" : "value")?.value;
  const items = loopOf(map);
  const rounds = items ?? [undefined];
  if (items === undefined && hasExpression(name.value.text)) {
    findings.left(
      task.value,
      `\`${findings.quote(name.value)}\` is in a variable`,
      "import the file that has the variable, too",
    );
    return;
  }
  if (textAt(fields, "state") === "absent") {
    findings.left(
      name.value,
      `\`${findings.nameOf(name.value.text, name.value)}\` is taken out of its file by \`state: absent\``,
      "leave it out of the spec, or set it to `null` in a role",
    );
    return;
  }
  for (const item of rounds) {
    const key = resolve(name.value, item, findings);
    if (key === undefined) {
      findings.left(
        item ?? name.value,
        `\`${findings.quote(item ?? name.value)}\` has no constant name`,
        "add the setting to the spec",
      );
      continue;
    }
    const place = item === undefined ? name.value : key;
    const from = item === undefined ? map.start : item.start;
    if (isModule) {
      takeModule(
        {
          kind: "map",
          pairs: [
            { key: "name", keyStart: key.start, keyEnd: key.end, value: key },
          ],
          start: from,
          end: (item ?? map).end,
        },
        holder,
        findings,
      );
      continue;
    }
    const resolved =
      value?.kind === "scalar"
        ? (resolve(value, item, findings) ?? value)
        : value;
    takeSysctl(
      { key: key.text, place, from, value: resolved },
      { holder, findings, convertsBooleans: true },
    );
  }
}

/** `name=vm.swappiness value=10 state=present` */
function freeForm(node: YamlNode): YamlNode {
  const text = textAt(node) ?? "";
  const pairs = [...text.matchAll(/(\w+)=("[^"]*"|'[^']*'|\S+)/gu)].map(
    ([, key = "", written = ""]): YamlPair => ({
      key,
      keyStart: node.start,
      keyEnd: node.end,
      value: {
        kind: "scalar",
        type: "string",
        text: written.replace(/^["']|["']$/gu, ""),
        start: node.start,
        end: node.end,
      },
    }),
  );
  return { kind: "map", pairs, start: node.start, end: node.end };
}

/** The items of a constant loop; undefined without a loop, and for one over a variable. */
function loopOf(map: YamlMap): readonly YamlNode[] | undefined {
  const loop = map.pairs.find(({ key }) =>
    /^(?:loop|with_(?:items|list|dict|flattened|community\.general\.\w+))$/u.test(
      key,
    ),
  )?.value;
  if (loop?.kind === "list")
    return loop.items.flatMap((item) =>
      item.kind === "list" ? item.items : [item],
    );
  if (loop?.kind !== "map") return undefined;
  return loop.pairs.map(({ key, keyStart, keyEnd, value }): YamlNode => {
    const name: YamlScalar = {
      kind: "scalar",
      type: "string",
      text: key,
      start: keyStart,
      end: keyEnd,
    };
    const place = { keyStart, keyEnd };
    return {
      kind: "map",
      pairs: [
        { key: "key", ...place, value: name },
        { key: "value", ...place, value },
      ],
      start: keyStart,
      end: Math.max(keyEnd, value.end),
    };
  });
}

/** Replaces `{{ item.name }}` by what the item has; undefined where it has nothing, or the text is another expression. */
function resolve(
  written: YamlScalar,
  item: YamlNode | undefined,
  findings: Findings,
): YamlScalar | undefined {
  if (!hasExpression(written.text)) return written;
  const text = findings.source.text.slice(written.start, written.end);
  const [, field = "", index] =
    /^["']?\{\{\s*item(?:\.(\w+(?:\.\w+)*)|\[['"](\w+)['"]\])?\s*(?:\|\s*(?:string|int))?\s*\}\}["']?$/u.exec(
      text,
    ) ?? ["", "-"];
  let found: YamlNode | undefined = field === "-" ? undefined : item;
  for (const key of (index ?? field).split(".").filter((part) => part !== ""))
    found = pairOf(found, key)?.value;
  return found?.kind === "scalar" ? found : undefined;
}
