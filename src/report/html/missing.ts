import { spec } from "../../../templates/report/missing.html.hbs";
import type { Missing, Report } from "../types.js";
import { type Html, htmlTemplate, prose } from "./template.js";
import { findingId, findingPlace } from "./words.js";

interface MissingView {
  readonly rows: readonly {
    /** The fragment of its error. */
    readonly finding: string;
    readonly message: Html;
    readonly place: string;
    readonly texts: readonly Html[];
  }[];
}

const render = htmlTemplate<MissingView>(spec);

/** Renders what each error takes away. */
export function missingHtml(
  missing: readonly Missing[],
  { findings }: Pick<Report, "findings">,
): Html {
  return render({
    rows: missing.flatMap(({ finding, texts }) => {
      const error = findings[finding];
      return error === undefined
        ? []
        : [
            {
              finding: findingId(finding),
              message: prose(error.message),
              place: findingPlace(error),
              texts: texts.map(prose),
            },
          ];
    }),
  });
}
