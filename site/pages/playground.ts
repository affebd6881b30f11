import { template } from "../../src/targets/shared/template.js";
import { spec } from "../templates/playground.html.hbs";
import type { Content, SiteFile } from "./layout.js";

/** A spec that the playground offers. */
export interface Example {
  readonly name: string;
  readonly spec: string;
}

const page = template<Record<string, unknown>>("site/playground", spec);

/** Makes the page of the playground, which shows the first example. Its scripts load all others. */
export function playgroundContent(examples: readonly Example[]): Content {
  return {
    path: "playground.html",
    title: "Playground",
    description: "Write a spec in the browser, and see its files and findings",
    section: "playground",
    wide: true,
    scripts: ["playground.js", "playground-compiler.js"],
    html: page.render({
      examples: examples.map(({ name }) => name),
      first: examples[0]?.spec ?? "",
    }),
  };
}

/** Makes the script with the examples, which is loaded when one is chosen. */
export function examplesScript(examples: readonly Example[]): SiteFile {
  const specs = examples.map(({ spec }) => spec);
  return {
    path: "playground-examples.js",
    text: `globalThis.tunegenExamples=${JSON.stringify(specs).replaceAll("<", "\\u003c")};\n`,
  };
}
