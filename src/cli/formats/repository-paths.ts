import { dirname, join, relative, resolve } from "node:path";
import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { isAbsent } from "../../output/absent.js";
import type { Source, Span } from "../../core/source.js";

/**
 * Names the files of diagnostics by their paths in the Git work tree around a folder, as code hosts do; outside of one they
 * keep their names.
 */
export function withRepositoryPaths(
  diagnostics: readonly Diagnostic<Code>[],
  folder: string = process.cwd(),
): readonly Diagnostic<Code>[] {
  const root = diagnostics.length === 0 ? undefined : workTree(folder);
  if (root === undefined || root === resolve(folder)) return diagnostics;
  const renamed = new Map<Source, Source>();
  const inRoot = (span: Span): Span => {
    const { source } = span;
    const name = relative(root, resolve(folder, source.name));
    const copy = renamed.get(source) ?? {
      ...source,
      name: source.name.startsWith("<")
        ? source.name
        : name.replaceAll("\\", "/"),
    };
    renamed.set(source, copy);
    return { ...span, source: copy };
  };
  return diagnostics.map((diagnostic) => {
    const { span, related, repeated } = diagnostic;
    return {
      ...diagnostic,
      ...(span && { span: inRoot(span) }),
      ...(related && {
        related: related.map((each) => ({ ...each, span: inRoot(each.span) })),
      }),
      ...(repeated && {
        repeated: repeated.map((each) => ({
          ...each,
          span: inRoot(each.span),
        })),
      }),
    };
  });
}

/** The nearest folder upwards with `.git`, which is a file in a work tree or submodule. */
function workTree(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (!isAbsent(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}
