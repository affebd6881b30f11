import { spec } from "../../../templates/report/cluster.html.hbs";
import type { ClusterReport } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";
import { placeWords } from "./words.js";

interface ClusterView {
  readonly parts: readonly {
    readonly title: string;
    readonly why: string;
    readonly settings: readonly {
      readonly name: string;
      readonly value: string;
      readonly why: string;
      readonly place: string;
    }[];
  }[];
}

const render = htmlTemplate<ClusterView>(spec);

/** Renders the settings of Cilium and of mounts. */
export function clusterHtml(parts: readonly ClusterReport[]): Html {
  return render({
    parts: parts.map(({ title, why = "", settings }) => ({
      title,
      why,
      settings: settings.map((setting) => ({
        ...setting,
        place: placeWords(setting.place),
      })),
    })),
  });
}
