import { allKeys } from "../../src/catalogue/lookup.js";
import { template } from "../../src/targets/shared/template.js";
import { highlight } from "../shared/highlight.js";
import { specAddress } from "../shared/spec-address.js";
import { spec as homeSpec } from "../templates/home.html.hbs";
import { assistScript } from "./assist.js";
import { allCodes, codeContent, codesContent } from "./codes.js";
import {
  type Document,
  documentContent,
  documentsContent,
  linksOf,
  shownDocuments,
} from "./documents.js";
import { keysContent } from "./keys-list.js";
import { allExplained, keyContent } from "./keys.js";
import { licencesContent, type Package } from "./licences.js";
import { type Content, framed, type SiteFile } from "./layout.js";
import { platformContents } from "./platforms.js";
import {
  type Example,
  examplesScript,
  playgroundContent,
} from "./playground.js";
import { searchRows, searchScript } from "./search.js";
import { textsWith } from "./texts.js";

export type { SiteFile } from "./layout.js";

/** What the site is made of besides the records of src/. */
export interface SiteInput {
  readonly version: string;
  /** The address below which the files of the repository are. */
  readonly repository: string;
  readonly documents: readonly Document[];
  /** The packages in the scripts of the site. */
  readonly packages: readonly Package[];
  /** The specs that the playground offers, the first one is shown. */
  readonly examples: readonly Example[];
}

const home = template<Record<string, unknown>>("site/home", homeSpec);

/** Makes all pages of the site, and the data of its scripts. */
export function buildSite(input: SiteInput): readonly SiteFile[] {
  const { version, repository } = input;
  const keys = allExplained();
  const codes = allCodes();
  const documents = shownDocuments(input.documents);
  const texts = textsWith(
    new Set(keys.map(({ key }) => key)),
    linksOf(input.documents, repository),
  );
  const documentPages = documents.map((each) => documentContent(each, texts));
  const contents: readonly Content[] = [
    homeContent(
      allKeys().length,
      keys.length,
      codes.filter(({ of }) => of === "rule").length,
    ),
    playgroundContent(input.examples),
    keysContent(keys, texts),
    ...keys.map((key) => keyContent(key, texts)),
    codesContent("rule", codes, texts),
    codesContent("error", codes, texts),
    ...codes.map((code) => codeContent(code, keys, texts)),
    ...platformContents(texts),
    documentsContent(documentPages),
    ...documentPages,
    licencesContent(input.packages),
  ];
  return [
    ...contents.map((content) => framed(content, version)),
    examplesScript(input.examples),
    assistScript(),
    searchScript(searchRows(keys, codes, documentPages)),
  ];
}

/** A mistake that many specs have, as the home page shows it. */
const FIRST = `version: 1
roles:
  worker:
    node: { os: nixos, distribution: k3s, kernel: "6.12" }
    sysctl:
      net.netfilter.nf_conntrack_max: 262144 # Many connections
`;

function homeContent(measured: number, keys: number, rules: number): Content {
  return {
    path: "index.html",
    title: "tunegen: kernel tuning that takes effect",
    description:
      "tunegen compiles one typed kernel tuning spec into all the configuration that a Kubernetes node's tuning needs",
    section: undefined,
    html: home.render({
      measured: measured.toLocaleString("en"),
      others: (keys - measured).toLocaleString("en"),
      rules,
      spec: highlight(FIRST, "yaml"),
      tryIt: `playground.html${specAddress(FIRST)}`,
    }),
  };
}
