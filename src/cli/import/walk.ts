import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ignore, { type Ignore } from "ignore";
import { compare } from "../../core/diagnostic.js";
import { isAbsent, statIfPresent } from "../../output/absent.js";
import { errnoWords, isDiskError } from "../../output/errno.js";

/** A file that was found, by the path that messages use. */
export interface FoundFile {
  readonly path: string;
  /** Whether the command line names it, and not only a folder above it. */
  readonly isNamed: boolean;
}

/** A path that was not read, and why, as a clause. */
export interface Skipped {
  readonly path: string;
  readonly why: string;
}

/** What a walk found. */
export interface Walked {
  readonly files: readonly FoundFile[];
  readonly skipped: readonly Skipped[];
}

/** Folders in which no one writes settings. */
const neverRead: ReadonlySet<string> = new Set([
  ".direnv",
  ".git",
  ".terraform",
  "node_modules",
  "result",
]);

/** The .gitignore of a folder. */
interface Rules {
  readonly ignore: Ignore;
  /** How many segments the folder's path has below the work tree. */
  readonly depth: number;
}

/** A path, and what git ignores there. */
interface Place {
  readonly path: string;
  /** The path below the work tree. */
  readonly segments: readonly string[];
  readonly rules: readonly Rules[];
  readonly isNamed: boolean;
}

/**
 * Lists the files at a path and below it, in the order of their names. Files that git ignores are left out, and so are
 * folders that were seen already under another name.
 */
export function walk(path: string): Walked {
  const files: FoundFile[] = [];
  const skipped: Skipped[] = [];
  const seen = new Set<string>();
  const visit = (place: Place): void => {
    try {
      for (const below of look(place)) visit(below);
    } catch (thrown) {
      if (!isDiskError(thrown)) throw thrown;
      skipped.push({ path: place.path, why: errnoWords(thrown) });
    }
  };
  const look = (place: Place): readonly Place[] => {
    const { isNamed } = place;
    const stat = statSync(place.path);
    if (!stat.isDirectory()) {
      if (!isNamed && isIgnored(place, false)) return [];
      if (stat.isFile() || (isNamed && stat.isFIFO()))
        files.push({ path: place.path, isNamed });
      else skipped.push({ path: place.path, why: "it is not a regular file" });
      return [];
    }
    if (!isNamed && isIgnored(place, true)) return [];
    const real = realpathSync(place.path);
    if (seen.has(real)) return [];
    seen.add(real);
    const rules = [...place.rules, ...rulesIn(place.path, place.segments)];
    return readdirSync(place.path)
      .filter((name) => !neverRead.has(name))
      .sort(compare)
      .map((name) => ({
        path: join(place.path, name),
        segments: [...place.segments, name],
        rules,
        isNamed: false,
      }));
  };
  visit({ path, ...aboveOf(path), isNamed: true });
  return { files, skipped };
}

function isIgnored({ segments, rules }: Place, isFolder: boolean): boolean {
  return rules.some(({ ignore: rule, depth }) => {
    const name = segments.slice(depth).join("/");
    return rule.ignores(isFolder ? `${name}/` : name);
  });
}

function rulesIn(
  folder: string,
  segments: readonly string[],
): readonly Rules[] {
  const file = join(folder, ".gitignore");
  if (statIfPresent(file)?.isFile() !== true) return [];
  const rules = ignore({ allowRelativePaths: true });
  rules.add(readFileSync(file, "utf8"));
  return [{ ignore: rules, depth: segments.length }];
}

/** The place of a path in git's work tree, with the rules of the folders above it; none outside of one. */
function aboveOf(path: string): Pick<Place, "segments" | "rules"> {
  const none = { segments: [], rules: [] };
  const stat = statIfPresent(path);
  // A pipe of the shell has no path.
  if (stat === undefined || stat.isFIFO()) return none;
  const below: string[] = [];
  for (let at = realpathSync(path); ; at = dirname(at)) {
    if (isWorkTree(at))
      return { segments: below, rules: rulesOnTheWay(at, below) };
    if (dirname(at) === at) return none;
    below.unshift(basename(at));
  }
}

function isWorkTree(path: string): boolean {
  return statSync(path).isDirectory() && !isAbsent(join(path, ".git"));
}

function rulesOnTheWay(
  workTree: string,
  segments: readonly string[],
): readonly Rules[] {
  return segments.flatMap((_, depth) => {
    const above = segments.slice(0, depth);
    return rulesIn(join(workTree, ...above), above);
  });
}
