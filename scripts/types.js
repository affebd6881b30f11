// Writes dist/index.d.ts: the types of the public API in one file. Run by `npm ci` (prepare) and `npm run build`.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = await rollup({
  input: join(root, "src", "index.ts"),
  plugins: [
    dts({
      tsconfig: join(root, "tsconfig.json"),
      // Types are checked by `npm run typecheck`; here they are only written.
      compilerOptions: { noCheck: true, stripInternal: true },
    }),
  ],
});
const { output } = await bundle.generate({ format: "es" });
await bundle.close();
const [{ code, imports }] = output;
// Users of the package do not have what is bundled into it, such as zod.
if (imports.length > 0 || code.includes("import("))
  throw new Error(`the public types need ${imports.join(", ")}:\n${code}`);
const path = join(root, "dist", "index.d.ts");
const text = await format(code, { parser: "typescript" });
// Whoever packs the package at the same time finds it whole.
if (text !== (await readFile(path, "utf8").catch(() => "")))
  await writeFile(path, text);
