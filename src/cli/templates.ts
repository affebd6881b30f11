import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type Handlebars from "handlebars";
import { withLineFeeds } from "../output/disk.js";
import { errnoWords, isDiskError } from "../output/errno.js";
import { isNotInstalled, loadFrom } from "../output/optional-package.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { didYouMean } from "../core/nearest.js";
import { templateError } from "./template-error.js";
import { templateNames } from "../targets/emit.js";
import { helpers, type OwnTemplates } from "../targets/shared/template.js";

/** Compiles the templates of `--templates DIR`. The compiler is loaded only if the option is given. */
export async function loadTemplates(folder: string | undefined): Promise<{
  readonly templates: OwnTemplates;
  readonly errors: readonly Diagnostic[];
}> {
  const templates = new Map<string, (view: unknown) => string>();
  if (folder === undefined) return { templates, errors: [] };
  const known = templateNames();
  const { names, errors } = namesIn(folder);
  if (names.length === 0) return { templates, errors };
  const compiler = await loadHandlebars();
  if (compiler === undefined)
    return { templates, errors: [missingHandlebars(folder)] };
  for (const name of names) {
    const path = join(folder, `${name}.hbs`);
    if (!known.includes(name)) {
      errors.push(
        error(
          "unknown-template",
          undefined,
          `${path} does not match any built-in template`,
          { help: didYouMean(name, known) },
        ),
      );
      continue;
    }
    const text = readTemplate(path);
    if (typeof text === "object") {
      errors.push(text);
      continue;
    }
    try {
      // Parsed here, so that a syntax error is reported before anything is built.
      compiler.parse(text);
    } catch (thrown) {
      errors.push(templateError({ name: path, text }, thrown));
      continue;
    }
    compiler.registerHelper(helpers);
    const render = compiler.compile<unknown>(text, {
      noEscape: true,
      strict: true,
      knownHelpers: { shared: true },
      knownHelpersOnly: true,
      preventIndent: true,
    });
    templates.set(name, (view) => {
      try {
        return render(view);
      } catch (thrown) {
        throw new TemplateError(templateError({ name: path, text }, thrown));
      }
    });
  }
  return { templates, errors };
}

/** Reads a template with LF line ends: a checkout of git may have CRLF, which no consumer of the files expects. */
function readTemplate(path: string): string | Diagnostic {
  const fail = (reason: string): Diagnostic =>
    error(
      "unreadable-templates",
      undefined,
      `the template ${path} cannot be read: ${reason}`,
      { help: "make it a file that this user can read, or remove it" },
    );
  try {
    return statSync(path).isFile()
      ? withLineFeeds(readFileSync(path, "utf8"))
      : fail("it is not a regular file");
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return fail(errnoWords(thrown));
  }
}

/** Loads the compiler beside tunegen, or else that of the repository; undefined if neither is installed. */
async function loadHandlebars(): Promise<typeof Handlebars | undefined> {
  try {
    return (await import("handlebars")).default;
  } catch (thrown) {
    if (!isNotInstalled(thrown, "handlebars")) throw thrown;
    // What is loaded by a path has no type; this is the package of that name.
    return loadFrom(process.cwd(), "handlebars") as
      typeof Handlebars | undefined;
  }
}

function missingHandlebars(folder: string): Diagnostic {
  return error(
    "handlebars-missing",
    undefined,
    `the templates in ${folder} need handlebars, which is not installed`,
    { help: "run `npm install --save-dev handlebars`" },
  );
}

/** Lists the templates in a folder and its subfolders, one for each target: `talos/machine`. */
function namesIn(folder: string): { names: string[]; errors: Diagnostic[] } {
  try {
    const names = entriesOf(folder).flatMap((entry) =>
      entry.isDirectory()
        ? entriesOf(join(folder, entry.name)).flatMap((below) =>
            templateName(below).map((name) => `${entry.name}/${name}`),
          )
        : templateName(entry),
    );
    return { names, errors: [] };
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    const unreadable = error(
      "unreadable-templates",
      undefined,
      `the templates in ${folder} cannot be read: ${errnoWords(thrown)}`,
      {
        help: "name a folder of .hbs files with --templates",
      },
    );
    return { names: [], errors: [unreadable] };
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

function templateName({ name }: Dirent): readonly string[] {
  return name.endsWith(".hbs") ? [name.slice(0, -".hbs".length)] : [];
}

/** A user template that uses a field which its view does not have. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";

  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}
