import { elsewhereNames } from "../../src/catalogue/elsewhere.js";
import { whenRemoved } from "../../src/catalogue/lookup.js";
import { wholeKernels } from "../../src/explain/key/kernels.js";
import type { KeyExplanation } from "../../src/explain/types.js";
import { template } from "../../src/targets/shared/template.js";
import { grouped } from "../shared/grouped.js";
import { spec } from "../templates/keys.html.hbs";
import type { Content } from "./layout.js";
import type { Texts } from "./texts.js";

const page = template<Record<string, unknown>>("site/keys", spec);

/** Makes the page that lists all keys, by their first two parts. */
export function keysContent(
  all: readonly KeyExplanation[],
  texts: Texts,
): Content {
  const path = "keys/index.html";
  const groups = grouped(all, ({ key }) => groupOf(key));
  return {
    path,
    title: "Keys",
    description: "Every sysctl that tunegen knows, with what it does",
    section: "keys",
    html: page.render({
      count: all.length.toLocaleString("en"),
      first: wholeKernels[0] ?? "",
      last: wholeKernels.at(-1) ?? "",
      groups: [...groups].map(([name, own]) => ({
        name,
        count: own.length,
        keys: own.map(({ key, catalogue, removed: gone, elsewhere }) => ({
          key,
          address: `${key}.html`,
          summary:
            gone !== undefined && catalogue === undefined
              ? `Removed ${whenRemoved(gone)}`
              : texts.inline(
                  catalogue?.summary ?? elsewhere?.where ?? "",
                  path,
                ),
        })),
      })),
      families: elsewhereNames()
        .filter(([name]) => name.endsWith("*"))
        .map(([name, where]) => ({ name, where: texts.inline(where, path) })),
    }),
  };
}

function groupOf(key: string): string {
  const parts = key.split(".");
  return parts[0] === "net" && parts.length > 2
    ? parts.slice(0, 2).join(".")
    : (parts[0] ?? "");
}
