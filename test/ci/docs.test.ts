import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod/mini";
import { ciFile } from "../../src/cli/init/extras.js";
import { version } from "../../src/cli/version.js";
import { action, readYamlFile, root } from "./action.js";

const text = readFileSync(join(root, "docs/ci.md"), "utf8");

function blocksOf(language: string): readonly string[] {
  const blocks = text.matchAll(
    new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "gu"),
  );
  return [...blocks].map(([, block = ""]) => block);
}

describe("docs/ci.md", () => {
  test.each(["github", "gitlab"] as const)(
    "shows what init writes for %s",
    (ci) => {
      expect(text).toContain(
        `<!-- init ${ci} -->\n\n\`\`\`yaml\n${ciFile(ci, "tuning.yaml")?.text ?? ""}\`\`\`\n`,
      );
    },
  );

  test("has YAML that can be read", () => {
    expect(blocksOf("yaml")).toHaveLength(4);
    for (const block of blocksOf("yaml"))
      expect(parse(block)).toBeTypeOf("object");
  });

  test("gives the action inputs that it has", () => {
    const uses = z.object({
      jobs: z.object({
        check: z.object({
          steps: z.array(
            z.object({
              uses: z.string(),
              with: z.optional(z.record(z.string(), z.string())),
            }),
          ),
        }),
      }),
    });
    const [step] = blocksOf("yaml")
      .filter((block) => block.includes("OWNER/tunegen@"))
      .flatMap((block) => {
        const { data } = uses.safeParse(parse(block));
        return data?.jobs.check.steps ?? [];
      })
      .filter((each) => each.uses.startsWith("OWNER/tunegen@"));
    expect(step?.uses).toBe(`OWNER/tunegen@v${version}`);
    expect(Object.keys(action.inputs)).toEqual(
      expect.arrayContaining(Object.keys(step?.with ?? {})),
    );
  });

  test("names the hooks of pre-commit that there are", () => {
    const hooks = z
      .array(z.object({ id: z.string() }))
      .parse(readYamlFile(".pre-commit-hooks.yaml"))
      .map(({ id }) => id);
    const named = [...text.matchAll(/\btunegen-(?:check|build|lint)\b/gu)].map(
      ([id]) => id,
    );
    expect(new Set(named)).toEqual(new Set(hooks));
  });

  test("has Renovate find the version in every command of CI", () => {
    const renovate = z.object({
      customManagers: z.tuple([
        z.object({ matchStrings: z.tuple([z.string()]) }),
      ]),
    });
    const [manager] = renovate.parse(
      JSON.parse(blocksOf("json")[0] ?? ""),
    ).customManagers;
    for (const ci of ["github", "gitlab"] as const) {
      const found = [
        ...(ciFile(ci, "tuning.yaml")?.text ?? "").matchAll(
          new RegExp(manager.matchStrings[0], "gu"),
        ),
      ].map(({ groups }) => groups?.["currentValue"]);
      expect(new Set(found)).toEqual(new Set([version]));
    }
  });
});
