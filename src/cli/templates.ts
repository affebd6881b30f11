import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errnoWords, isDiskError } from "../output/errno.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { didYouMean } from "../core/nearest.js";
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
    } catch (thrown) {
      faults.push(templateFault(path, thrown));
      continue;
    }
    const render = Handlebars.compile<unknown>(text, {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
      preventIndent: true,
    });
    templates[name] = (view) => {
      try {
        return render(view);
      } catch (thrown) {
        throw new TemplateError(templateFault(path, thrown));
      }
    };
  }
  return { templates, faults };
}

/** A template of the user's that asks for what its view does not have. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";

  constructor(readonly fault: Diagnostic) {
    super(fault.message);
  }
}

function templateFault(path: string, thrown: unknown): Diagnostic {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const first = (reason.split("\n")[0] ?? "").replace(/:$/u, "");
  return error(
    "broken-template",
    undefined,
    `${path} cannot be rendered: ${first}`,
    { help: "the built-in template of that name shows what it is given" },
  );
}
