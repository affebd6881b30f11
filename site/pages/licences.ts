import { template } from "../../src/targets/shared/template.js";
import { spec } from "../templates/licences.html.hbs";
import type { Content } from "./layout.js";
import { paths, slug } from "./links.js";

/** A package of which a part is in the scripts of the site. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** SPDX, as its package.json has it. */
  readonly license: string;
  /** The file in which the licence is. */
  readonly text: string;
}

const page = template<Record<string, unknown>>("site/licences", spec);

/** Makes the page with the licences of the packages in the scripts. */
export function licencesContent(packages: readonly Package[]): Content {
  return {
    path: paths.licences,
    title: "Licences",
    description: "The packages in the scripts of this site, and their licences",
    section: undefined,
    html: page.render({
      packages: packages.map((each) => ({ ...each, anchor: slug(each.name) })),
    }),
  };
}
