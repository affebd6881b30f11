import { runInNewContext } from "node:vm";
import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import {
  compileOptions,
  templateModule,
} from "../../scripts/template-compiler.js";
import { helpers } from "../../src/targets/shared/template.js";
import * as blocks from "../../src/targets/shared/template-blocks.js";

const handlebars = Handlebars.create();
handlebars.registerHelper(helpers);

/** Renders a view by a template as tunegen compiles its own. */
function rendered(source: string, view: object, path = "a.hbs"): string {
  const module = templateModule(source, path);
  const script = module.replace(/^import .*\n/u, "").replace("export", "");
  const spec = runInNewContext(`${script}; spec`, {
    ...blocks,
  }) as TemplateSpecification;
  return handlebars.template<object>(spec)(view);
}

const item = { name: "a", size: 0, tags: ["x", "y"], none: [], off: false };
const view = {
  ...item,
  items: [item, { ...item, name: "b", size: 2, tags: [] }],
  nested: { name: "inner", list: [[1, 2], [], [3]] },
  html: '<a href="x">&',
  isOn: true,
};

describe("a template of tunegen's own renders as Handlebars renders it", () => {
  test.each([
    "{{name}} {{nested.name}} {{size}}",
    "{{#each items}}{{name}},{{/each}}.",
    "{{#each tags}}{{this}}\n{{/each}}",
    "{{#each items}}{{#each tags}}{{this}}{{/each}};{{/each}}",
    "{{#each nested.list}}[{{#each this}}{{this}}{{/each}}]{{/each}}",
    "{{#each none}}a{{else}}none: {{name}}{{/each}}",
    "{{#each off}}a{{else}}off{{/each}}{{#each off}}b{{/each}}",
    "{{#each items}}{{name}}{{else}}none{{/each}}",
    "{{#if isOn}}on{{/if}}{{#if off}}off{{/if}}{{#if none}}empty{{/if}}",
    "{{#if size}}a{{else}}zero{{/if}}",
    "{{#if off}}a{{else if none}}b{{else if name}}{{name}}{{else}}c{{/if}}",
    "{{#each items}}{{#if size}}{{size}}{{else}}-{{/if}}{{/each}}",
    "{{#unless off}}{{name}}{{/unless}}{{#unless name}}a{{else}}b{{/unless}}",
    "{{#unless tags}}a{{/unless}}",
    "{{#shared items}}{{#each this}}{{name}}{{/each}}{{/shared}}",
    "{{#shared nested}}{{name}}{{/shared}} {{#shared nested}}[{{name}}]{{/shared}}",
    "{{#each items}}{{#unless @first}}, {{/unless}}{{name}}{{/each}}",
    "{{#each items}}{{#each tags}}{{@index}}{{../name}}{{/each}}{{/each}}",
    "{{#each items as |each|}}{{each.name}}{{/each}}",
    "a\n{{#if isOn}}\nb\n{{/if}}\nc {{~#if isOn~}} d {{~/if}}\n",
  ])("%s", (source) => {
    expect(rendered(source, view)).toBe(
      handlebars.compile<object>(source, compileOptions)(view),
    );
  });

  test("with its values escaped for a page", () => {
    const source = "{{html}} {{#each items}}{{name}}{{/each}} {{{html}}}";
    const escaping = { ...compileOptions, noEscape: false };
    const expected = handlebars.compile<object>(source, escaping)(view);
    expect(rendered(source, view, "a.html.hbs")).toBe(expected);
    expect(expected).toContain("&lt;a");
  });
});

test("a block is rendered once for the same view, and again for another", () => {
  let count = 0;
  const counted = (name: string) => ({
    get name() {
      count += 1;
      return name;
    },
  });
  const [first, second] = [counted("a"), counted("b")];
  const source = "{{#each these}}{{#shared this}}{{name}}{{/shared}}{{/each}}";
  expect(rendered(source, { these: [first, first, second, first] })).toBe(
    "aaba",
  );
  expect(count).toBe(2);
});

test("a misspelt name fails with its place", () => {
  expect(() => rendered("\n{{#each items}}{{nmae}}{{/each}}", view)).toThrow(
    '"nmae" not defined in [object Object] - 2:17',
  );
});

test("a list that is none fails instead of being left out", () => {
  expect(() => rendered("{{#each name}}a{{/each}}", view)).toThrow(
    "`each` is for lists",
  );
});

test.each([
  ["{{#with nested}}a{{/with}}", "say here what `with` compiles to"],
  [
    "{{#if size includeZero=true}}a{{/if}}",
    "`if` has no parameters with names here",
  ],
])("what would be lost stops the build of tunegen: %s", (source, message) => {
  expect(() => templateModule(source, "a.hbs")).toThrow(message);
});
