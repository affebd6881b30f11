import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errnoWords, isDiskError } from "../output/errno.js";
import { type Diagnostic, error } from "../spec/diagnostic.js";
import { didYouMean } from "../spec/nearest.js";
import { builtinTemplates, type Templates } from "../targets/render.js";

/** The templates of `--templates DIR`, compiled. The compiler is loaded only where somebody asks for it. */
export async function loadTemplates(folder: string | undefined): Promise<{
  readonly templates: Partial<Templates>;
  readonly faults: readonly Diagnostic[];
}> {
  if (folder === undefined) return { templates: {}, faults: [] };
  const { default: Handlebars } = await import("handlebars");
  const names = Object.keys(builtinTemplates);
  const faults: Diagnostic[] = [];
  const templates: Record<string, (view: unknown) => string> = {};
  let files: readonly string[] = [];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith(".hbs"));
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    faults.push(
      error(
        "unreadable-templates",
        undefined,
        `the templates in ${folder} cannot be read: ${errnoWords(thrown)}`,
        {
          help: "name a folder of .hbs files with --templates",
        },
      ),
    );
  }
  for (const file of files) {
    const path = join(folder, file);
    const name = file.slice(0, -".hbs".length);
    if (!names.includes(name)) {
      faults.push(
        error(
          "unknown-template",
          undefined,
          `${path} stands in for no template`,
          { help: didYouMean(name, names) },
        ),
      );
      continue;
    }
    const text = readFileSync(path, "utf8");
    try {
      // Parsed here, so that a fault in it is told before anything is built.
      Handlebars.parse(text);
      templates[name] = Handlebars.compile(text, {
        noEscape: true,
        strict: true,
        knownHelpersOnly: true,
        preventIndent: true,
      });
    } catch (thrown) {
      const reason =
        thrown instanceof Error
          ? (thrown.message.split("\n")[0] ?? "")
          : String(thrown);
      faults.push(
        error(
          "broken-template",
          undefined,
          `${path} is no template: ${reason.replace(/:$/u, "")}`,
        ),
      );
    }
  }
  return { templates, faults };
}
