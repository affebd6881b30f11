import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { precompiledTemplates } from "./templates.js";

/**
 * Loads a function of src/ into a script: no build is needed before.
 *
 * @template Result
 * @param {string} module `src/memory/docs.ts`
 * @param {string} name of a function without parameters that it exports
 * @returns {Promise<() => Result>}
 */
export async function loadFunction(module, name) {
  const scratch = await mkdtemp(join(tmpdir(), "tunegen-script-"));
  try {
    const outfile = join(scratch, "module.cjs");
    await build({
      entryPoints: [fileURLToPath(new URL(`../${module}`, import.meta.url))],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      plugins: [precompiledTemplates.esbuild()],
      logLevel: "warning",
    });
    const { default: loaded } =
      /** @type {{ default: Record<string, () => Result> }} */ (
        await import(outfile)
      );
    const found = loaded[name];
    if (found === undefined) throw new Error(`${module} exports no ${name}`);
    return found;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
