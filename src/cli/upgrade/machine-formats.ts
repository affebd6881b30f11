import { toFinding } from "../../core/finding.js";
import { formatPlace } from "../../core/source.js";
import { visible } from "../../encode/visible.js";
import { sections } from "../../upgrade/sections.js";
import { needsWork, type Change, type Upgraded } from "../../upgrade/types.js";
import { printJson } from "../formats/json.js";
import { escapedMarkdown } from "../formats/markdown.js";
import { countsText, reachLine } from "./words.js";

/** What `upgrade --format json` prints; `docs/operate.md` documents the shape. */
export function upgradeJson(upgraded: Upgraded): string {
  const { reaches, remarks, changes, files, places } = upgraded;
  return printJson({
    version: 1,
    command: "upgrade",
    ok: !needsWork(upgraded),
    upgrades: reaches.map(({ upgrade, from, nodes }) => ({
      name: upgrade.name,
      from,
      to: upgrade.to,
      nodes: nodes.map(({ kind, name }) => ({ kind, name })),
    })),
    changes: changes.map(({ section, told }) => {
      const { rule, ...rest } = toFinding(told);
      return {
        change: section,
        needsWork: told.severity !== "note",
        ...rest,
        ...(rule !== section && { rule }),
      };
    }),
    files,
    facts: places.map(({ span, name, from, to }) => ({
      place: formatPlace(span),
      name,
      from,
      to: to ?? null,
    })),
    remarks,
  });
}

/** A table for the comment on a change; empty where nothing changes. */
export function upgradeMarkdown(upgraded: Upgraded): string {
  const { reaches, remarks, changes, files } = upgraded;
  if (changes.length === 0 && files.length === 0) return "";
  return `${[
    `${reaches.map((each) => cell(reachLine(each))).join("; ")}. ${cell(countsText(upgraded))}.`,
    ...list(remarks.map(cell)),
    ...list(
      [true, false].flatMap((work) =>
        changes
          .filter(({ told }) => (told.severity !== "note") === work)
          .map(changeItem),
      ),
    ),
    ...list(
      files.map(
        ({ change, path, before, added, removed }) =>
          `${before === undefined ? "" : `${code(before)} to `}${code(path)} ${change}, +${added} -${removed}`,
      ),
    ),
  ].join("\n\n")}\n`;
}

function list(items: readonly string[]): readonly string[] {
  return items.length === 0
    ? []
    : [items.map((item) => `- ${item}`).join("\n")];
}

function changeItem({ section, told }: Change): string {
  const { span, message, why, help, severity } = told;
  const more = [why, help].filter((text) => text !== undefined).join("; ");
  return [
    severity === "note" ? "" : "**needs work** ",
    `${sections[section]}: ${cell(message)}`,
    span === undefined ? "" : ` (${code(formatPlace(span))})`,
    more === "" ? "" : `: ${cell(more)}`,
  ].join("");
}

function code(text: string): string {
  return `\`${visible(text).replaceAll("`", "'")}\``;
}

function cell(text: string): string {
  return escapedMarkdown(text).replaceAll("\n", " ");
}
