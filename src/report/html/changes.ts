import { spec } from "../../../templates/report/changes.html.hbs";
import type { Change } from "../../diff/types.js";
import { riskClasses } from "../../risk/classes.js";
import type { ChangesReport } from "../types.js";
import { type Html, htmlTemplate, prose } from "./template.js";

interface ChangesView extends Pick<ChangesReport, "headline"> {
  readonly remarks: readonly Html[];
  readonly sections: readonly {
    readonly title: string;
    readonly means: string;
    readonly rows: readonly {
      readonly name: string;
      readonly subject: string;
      readonly before: string;
      readonly after: string;
      readonly why: Html;
      readonly note: Html | false;
    }[];
  }[];
  readonly notes: readonly {
    readonly subject: string;
    readonly texts: readonly Html[];
  }[];
  readonly files: readonly { readonly state: string; readonly path: string }[];
}

const render = htmlTemplate<ChangesView>(spec);

/** Renders what changes since another spec, the riskiest first. */
export function changesHtml({
  headline,
  remarks,
  sections,
  notes,
  files = [],
}: ChangesReport): Html {
  return render({
    headline,
    remarks: remarks.map(prose),
    notes: notes.map(({ subject, texts }) => ({
      subject,
      texts: texts.map(prose),
    })),
    files: files.map(({ state, path }) => ({ state, path })),
    sections: sections.map(({ risk, together }) => ({
      ...riskClasses[risk],
      rows: together.flatMap(({ subject, changes }) =>
        changes.map((change) => ({
          subject,
          name: change.name,
          before: sideText(change.before, change),
          after: sideText(change.after, change),
          why: prose(change.why.join(" ")),
          note: change.risk.note !== undefined && prose(change.risk.note),
        })),
      ),
    })),
  });
}

function sideText(value: string | undefined, { standard }: Change): string {
  if (value !== undefined) return value;
  return standard === undefined ? "not set" : `not set (default ${standard})`;
}
