import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { action, readYamlFile } from "./action.js";

describe("action.yml", () => {
  const { steps } = action.runs;

  test("puts no text of the workflow into a script: it gets all of it from its environment", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  test("every script says its shell, as GitHub requires of such actions", () => {
    for (const { run, shell } of steps)
      expect(shell).toBe(run === undefined ? undefined : "bash");
  });

  test("every input is used, and none is used that there is not", () => {
    const used = new Set(
      [...JSON.stringify(steps).matchAll(/inputs\.(\w+)/gu)].map(
        ([, name]) => name,
      ),
    );
    expect([...used].sort()).toEqual(Object.keys(action.inputs).sort());
  });
});

test("the workflow runs .ci/run, with rights to read only", () => {
  const workflow = z
    .object({
      permissions: z.strictObject({ contents: z.literal("read") }),
      jobs: z.object({
        test: z.object({
          steps: z.array(z.object({ run: z.optional(z.string()) })),
        }),
      }),
    })
    .parse(readYamlFile(".github/workflows/ci.yml"));
  expect(workflow.jobs.test.steps.at(-1)?.run).toBe(".ci/run");
});

describe("forms of issues", () => {
  const field = z.strictObject({
    type: z.enum(["input", "textarea"]),
    id: z.string().check(z.regex(/^[\w-]+$/u)),
    attributes: z.strictObject({
      label: z.string(),
      description: z.optional(z.string()),
      render: z.optional(z.string()),
    }),
    validations: z.optional(z.strictObject({ required: z.boolean() })),
  });
  const form = z.strictObject({
    name: z.string(),
    description: z.string(),
    labels: z.array(z.string()),
    body: z.array(field).check(z.minLength(1)),
  });

  test.each(["bug", "missing", "wrong-advice"])(
    "%s has GitHub's shape",
    (name) => {
      const { body } = form.parse(
        readYamlFile(`.github/ISSUE_TEMPLATE/${name}.yml`),
      );
      expect(new Set(body.map(({ id }) => id)).size).toBe(body.length);
    },
  );
});
