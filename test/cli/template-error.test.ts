import Handlebars from "handlebars";
import { expect, test } from "vitest";
import { templateError } from "../../src/cli/template-error.js";
import { positionAt } from "../../src/core/source.js";

/** What a template's error says, and the text that it points at. */
function errorOf(text: string): string {
  const name = "own/nixos/module.hbs";
  try {
    Handlebars.parse(text);
    Handlebars.compile(text, { strict: true, knownHelpersOnly: true })({
      header: ["a"],
      groups: [{}],
    });
  } catch (thrown) {
    const { span, message } = templateError({ name, text }, thrown);
    if (span === undefined) return message;
    const { line, column } = positionAt(span.source, span.start);
    const at = text.slice(span.start, span.end);
    return `${String(line)}:${String(column)} ${at}: ${message}`;
  }
  return "no error";
}

const prefix = "the template cannot be rendered:";

test.each([
  ["{{header}}", "no error"],
  [
    "a\n{{#each groups}}{{nothing}}{{/each}}\n",
    `2:19 nothing: ${prefix} it is given no value named \`nothing\` here`,
  ],
  [
    "a\n {{header.x.y}}",
    `2:4 header.x.y: ${prefix} it is given no value named \`y\` here`,
  ],
  [
    "{{#foo header}}{{/foo}}",
    `1:1 {{#foo header}}{{/foo}}: ${prefix} there is no helper named \`foo\``,
  ],
  [
    "{{#foo header}}\n{{/foo}}\n",
    `1:1 {{#foo header}}: ${prefix} there is no helper named \`foo\``,
  ],
  ["a\r\nb {{#if", `2:1 b {{#if: ${prefix} Handlebars cannot parse it here`],
  ["{{#if header}}{{/each}}", `1:4 if: ${prefix} if doesn't match each`],
  [
    "{{#each header}}{{nothing}}{{/each}}",
    "own/nixos/module.hbs cannot be rendered: it is given no value named `nothing`",
  ],
  [
    "{{> foo}}",
    "own/nixos/module.hbs cannot be rendered: The partial foo could not be found",
  ],
])("%j: %s", (text, expected) => {
  expect(errorOf(text)).toBe(expected);
});
