import { expect, test } from "vitest";
import { commandTable } from "../../src/cli/man/table.js";
import { allPages, guides, type Page, proseOf } from "./pages.js";

test("a command in the guides that is not run says why", () => {
  const silent = guides().flatMap(({ path, text }) =>
    Array.from(
      text.matchAll(/^(.*)\n\n```(?:sh|bash|shell)\n([^]*?)```/gmu),
      ([, before = "", block]) => ({ path, before, block }),
    ).filter(({ before }) => !/^<!-- not run: .+ -->$/u.test(before)),
  );
  expect(silent).toEqual([]);
});

const tunegen = commandTable();

/** The commands of a page: in code, in `sh`, and behind the prompts of `console`. */
function commandsIn(page: Page): readonly string[] {
  const inline = proseOf(page).matchAll(/`([^`\n]+)`/gu);
  const blocks = page.text.matchAll(/^```(?:sh|console)\n([^]*?)^```$/gmu);
  return [
    ...Array.from(inline, ([, code = ""]) => code),
    ...Array.from(blocks, ([block, body = ""]) =>
      body
        .split("\n")
        .filter(
          (line) => !block.startsWith("```console") || line.startsWith("$ "),
        )
        .map((line) => line.replace(/^\$ /u, "")),
    ).flat(),
  ].flatMap((code) =>
    Array.from(
      code.matchAll(/(?:^|[|&] )(?:npx )?tunegen ([^|&;<>#()]+)/gu),
      ([, command = ""]) => command.trim(),
    ),
  );
}

/** The words of a command that tunegen does not know. */
function unknownIn(line: string): readonly string[] {
  const [name = "", ...words] = line.split(/\s+/u);
  const command = tunegen.commands.find((each) => each.name() === name);
  if (command === undefined) return name.startsWith("-") ? [] : [name];
  const options = command.options.flatMap(({ short, long }) => [short, long]);
  return words
    .map((word) => word.replace(/=.*/u, ""))
    .filter((word) => /^--?[a-z]/u.test(word) && !options.includes(word));
}

test("every command and option in the pages exists", () => {
  const found = allPages().flatMap((page) =>
    commandsIn(page)
      .map((line) => ({ path: page.path, line, unknown: unknownIn(line) }))
      .filter(({ unknown }) => unknown.length > 0),
  );
  expect(found).toEqual([]);
  expect(unknownIn("verify --role web --of=x a.txt")).toEqual(["--of"]);
  expect(unknownIn("verfy --role web")).toEqual(["verfy"]);
});
