import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import Handlebars from "handlebars";
import { format, getFileInfo, resolveConfig } from "prettier";
import { templateText } from "./template-text.js";

/** @import { Kind, Names } from "./kinds.js" */

/**
 * Creates the files and adds the lines to the registry: all of them or, after an error, none.
 *
 * @param {Names} names
 * @param {Kind} kind
 * @param {string} root
 * @returns {Promise<{ readonly created: readonly string[], readonly changed: string }>}
 */
export async function scaffold(names, kind, root) {
  const registry = kind.registry(names);
  const before = await readFile(join(root, registry), "utf8");
  const after = await formatted(registry, kind.register(before, names), root);
  const files = await Promise.all(
    Object.entries(kind.files(names)).map(
      async ([path, template]) =>
        /** @type {const} */ ([
          path,
          await formatted(path, fill(template, names), root),
        ]),
    ),
  );
  /** @type {string[]} */
  const made = [];
  try {
    for (const [path, text] of files) {
      const file = join(root, path);
      const folder = await mkdir(dirname(file), { recursive: true });
      if (folder !== undefined) made.push(folder);
      await writeFile(file, text, { flag: "wx" });
      made.push(file);
    }
    await writeFile(join(root, registry), after);
  } catch (thrown) {
    for (const path of made) await rm(path, { recursive: true, force: true });
    await writeFile(join(root, registry), before);
    throw thrown;
  }
  return { created: files.map(([path]) => path), changed: registry };
}

/**
 * @param {string} template
 * @param {Names} names
 */
function fill(template, names) {
  const isSystem = names.folder === "os";
  return Handlebars.compile(templateText(template), {
    noEscape: true,
    strict: true,
  })({
    ...names,
    fact: names.folder,
    label: isSystem ? "systemLabel" : "distributionLabel",
  });
}

/**
 * Lays out a file as `npm run format` does.
 *
 * @param {string} path
 * @param {string} text
 * @param {string} root
 */
async function formatted(path, text, root) {
  const filepath = join(root, path);
  const { ignored, inferredParser } = await getFileInfo(filepath, {
    ignorePath: join(root, ".prettierignore"),
  });
  if (ignored || inferredParser === null) return text;
  const config = await resolveConfig(filepath, { editorconfig: true });
  return await format(text, { ...config, filepath });
}
