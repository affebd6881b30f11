import { spec } from "../../../templates/report/facts.html.hbs";
import { listed } from "../../explain/layout.js";
import type { FactsReport } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";

interface FactsView {
  readonly names: readonly string[];
  readonly hasOthers: boolean;
  readonly rows: readonly {
    readonly name: string;
    readonly sub: string;
    readonly values: readonly {
      readonly text: string;
      readonly isMuted: boolean;
    }[];
    readonly others: string;
  }[];
}

const render = htmlTemplate<FactsView>(spec);

/** Renders the facts of each role, and of the hosts that state others. */
export function factsHtml({ names, rows }: FactsReport): Html {
  return render({
    names,
    hasOthers: rows.some(({ others }) => others !== ""),
    rows: rows.map((row) => ({
      name: listed(row.names),
      sub: row.kind === "role" ? "role" : `host, ${row.role}`,
      values: row.values.map((text) => ({
        text: text ?? (row.isKnown ? "unknown" : "error"),
        isMuted: text === undefined,
      })),
      others: row.others,
    })),
  });
}
