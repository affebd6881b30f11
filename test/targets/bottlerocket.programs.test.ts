import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { z } from "zod";
import { programTest, run } from "../support/programs.js";

const bound = z.union([z.int().min(-1), z.literal("unlimited")]);

/**
 * What Bottlerocket accepts, of the settings that tunegen writes.
 * Source: bottlerocket-os/bottlerocket 1.19.0, sources/models/src/lib.rs, de.rs and modeled-types/src/shared.rs.
 */
const model = z.strictObject({
  settings: z.strictObject({
    kernel: z
      .strictObject({
        sysctl: z
          .record(z.string().regex(/^[a-zA-Z0-9./_-]{1,128}$/u), z.string())
          .optional(),
        modules: z
          .record(
            z.string().regex(/^[A-Za-z0-9_-]{1,56}$/u),
            z.strictObject({ allowed: z.boolean(), autoload: z.boolean() }),
          )
          .optional(),
      })
      .optional(),
    boot: z
      .strictObject({
        "reboot-to-reconcile": z.boolean(),
        "kernel-parameters": z.record(
          z.string().regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/u),
          z.array(z.string()),
        ),
      })
      .optional(),
    "oci-defaults": z
      .strictObject({
        "resource-limits": z.record(
          z.string(),
          z.strictObject({ "soft-limit": bound, "hard-limit": bound }),
        ),
      })
      .optional(),
    kubernetes: z
      .strictObject({ "allowed-unsafe-sysctls": z.array(z.string()) })
      .optional(),
  }),
});

const folder = join(
  import.meta.dirname,
  "..",
  "golden/bottlerocket/out/bottlerocket",
);

const read =
  "import json, sys, tomllib; json.dump(tomllib.loads(sys.stdin.read()), sys.stdout)";

programTest("python3", "reads the settings that Bottlerocket accepts", () => {
  const names = readdirSync(folder);
  expect(names).toContain("role-eks.toml");
  for (const name of names) {
    const text = readFileSync(join(folder, name), "utf8");
    const { stdout, stderr } = run("python3", ["-c", read], text);
    expect(stderr).toBe("");
    const settings: unknown = JSON.parse(stdout);
    if (name === "role-empty.toml") expect(settings).toEqual({});
    else expect(model.safeParse(settings).error, name).toBeUndefined();
  }
});
