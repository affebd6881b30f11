import { type LimitItem, limitNames } from "../../core/limits.js";
import type { Item } from "../layout.js";
import { loginBound } from "../limit-values.js";
import type { SpecValue } from "../types.js";
import type { Assigned, Part } from "./assignment.js";
import { endComment } from "./end-comment.js";
import type { LineReader } from "./read-lines.js";

/** What limits.conf(5) has besides the limits of the spec. */
const others = new Set([
  "rss",
  "maxlogins",
  "maxsyslogins",
  "nonewprivs",
  "priority",
  "locks",
  "nice",
  "chroot",
]);

/** Whether a line has the four fields of limits.conf(5), with an item and a type that it knows. */
export function isLimit(text: string): boolean {
  const [, type = "", item = "", value] = text.split(/\s+/u);
  return (
    value !== undefined &&
    ["soft", "hard", "-"].includes(type) &&
    (itemNamed(item) !== undefined || others.has(item))
  );
}

function itemNamed(name: string): LimitItem | undefined {
  return limitNames.find((each) => each === name);
}

/** Makes a reader of lines such as `* soft nofile 65536`, the limits of every user; those of other users are left. */
export function limitReader(): LineReader {
  const ofAll = new Map<string, string>();
  return (part: Part): Assigned => {
    const { source, text, start } = part;
    const { body, comment } = endComment(part);
    const [domain = "", type = "", name = "", value = ""] = body.split(/\s+/u);
    const item = itemNamed(name);
    if (isLimit(body) && item !== undefined && domain === "*") {
      ofAll.set(`${type} ${item}`, value);
      const at = start + text.indexOf(item, domain.length);
      return {
        setting: {
          holder: { kind: "node" },
          path: type === "-" ? ["limits", item] : ["limits", item, type],
          value: loginBound(item, value),
          nixPriority: undefined,
          span: { source, start: at, end: at + item.length },
        },
        comment,
        remarks: [],
      };
    }
    // `*` does not include root, for whom tunegen writes the same lines.
    if (domain === "root" && ofAll.get(`${type} ${name}`) === value)
      return { setting: undefined, comment: undefined, remarks: [] };
    const span = { source, start, end: start + body.length };
    const message = !isLimit(body)
      ? `\`${body}\` is not a line of limits.conf`
      : item === undefined
        ? `\`${body}\`: the spec has no limit \`${name}\``
        : `\`${body}\` is for \`${domain}\`, and limits of the spec are for every user`;
    return {
      setting: undefined,
      comment: undefined,
      remarks: [{ kind: "left", span, message }],
    };
  };
}

type SettingItem = Extract<Item, { kind: "setting" }>;

/** Joins the soft and the hard limit of an item, which the spec has together; one without the other counts for both. */
export function withPairs(items: readonly Item[]): readonly Item[] {
  const pairs = new Map<string, { soft?: SpecValue; hard?: SpecValue }>();
  const firsts = new Map<string, SettingItem>();
  for (const item of items) {
    const [, name = "", bound] = pathOf(item);
    if (item.kind !== "setting" || bound === undefined) continue;
    if (!firsts.has(name)) firsts.set(name, item);
    const pair = { ...pairs.get(name), [bound]: item.setting.value };
    pairs.set(name, pair);
  }
  return items.flatMap((item): readonly Item[] => {
    const [section = "", name = "", bound] = pathOf(item);
    if (item.kind !== "setting" || bound === undefined) return [item];
    if (firsts.get(name) !== item) return [];
    const { soft, hard } = pairs.get(name) ?? {};
    const value =
      soft === undefined || hard === undefined || soft === hard
        ? (soft ?? hard ?? "")
        : { soft, hard };
    return [
      { ...item, setting: { ...item.setting, path: [section, name], value } },
    ];
  });
}

function pathOf(item: Item): readonly string[] {
  return item.kind === "setting" ? item.setting.path : [];
}
