import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";
import {
  hasProgram,
  requirePrograms,
  run,
  type Run,
} from "../support/programs.js";

/** A small Go program around the code of a consumer, at one version. */
export interface ConsumerSource {
  /** Its folder in `test/consumers/`. */
  readonly folder: string;
  /** The module whose version it is about: `k8s.io/kubernetes`. */
  readonly module: string;
  /** The file that pins the versions; `.sum` stands beside it. */
  readonly modFile: string;
  /** The program, where it is not the Go code in the folder. */
  readonly package?: string;
  /** Build tags, for code that differs between versions. */
  readonly tags?: readonly string[];
}

/** Runs a consumer, which is built first where no earlier run has done that. */
export type Consumer = (args: readonly string[], input?: string) => Run;

/** The Go command: on the PATH, or where the official archive unpacks to. */
export const go: string =
  ["go", "/usr/local/go/bin/go"].find(hasProgram) ?? "go";

/** The version of the consumer's module: `v1.14.1`. */
export function versionOf({ folder, module, modFile }: ConsumerSource): string {
  const path = join(import.meta.dirname, folder, modFile);
  const lines = readFileSync(path, "utf8").split(/\r?\n/u);
  for (const line of lines) {
    const [name, version] = line
      .trim()
      .replace(/^require /u, "")
      .split(" ");
    if (name === module && version !== undefined) return version;
  }
  throw new Error(`${path} does not require ${module}`);
}

/** A test with a consumer. Without Go it is skipped; with REQUIRE_PROGRAMS set it fails instead. */
export const consumerTest = test.skipIf(!requirePrograms && !hasProgram(go));

/**
 * The program of a consumer. It is kept outside of the repository, by the hash of its sources.
 *
 * @throws Error with the compiler's output, when it is first run
 */
export function consumer(source: ConsumerSource): Consumer {
  const name = `${source.folder}-${versionOf(source)}-${hashOf(source)}`;
  const program = join(cacheFolder(), name);
  return (args, input) => {
    if (!existsSync(program)) compile(source, program);
    return run(program, args, input);
  };
}

function cacheFolder(): string {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const folder = join(cache, "tunegen", "consumers");
  mkdirSync(folder, { recursive: true });
  return folder;
}

function hashOf({
  folder,
  modFile,
  package: path = ".",
  tags = [],
}: ConsumerSource): string {
  const here = join(import.meta.dirname, folder);
  const files = readdirSync(here).filter((name) => name.endsWith(".go"));
  const hash = createHash("sha256").update([path, ...tags].join(" "));
  for (const name of [...files.sort(), modFile, sumFile(modFile)])
    hash.update(`\0${name}\0`).update(readFileSync(join(here, name)));
  return hash.digest("hex").slice(0, 16);
}

function sumFile(modFile: string): string {
  return modFile.replace(/\.mod$/u, ".sum");
}

/** Compiles under another name first, so that a build that is stopped leaves no half of a program. */
function compile(
  { folder, modFile, package: path = ".", tags = [] }: ConsumerSource,
  program: string,
): void {
  const unfinished = `${program}.${process.pid}`;
  const { status, stderr } = run(
    "sh",
    [
      "-c",
      'program=$1 unfinished=$2; shift 2; nice -n 5 "$@" && mv "$unfinished" "$program"',
      "sh",
      program,
      unfinished,
      ...[go, "build", "-p", "1", "-trimpath", "-buildvcs=false"],
      ...[`-modfile=${modFile}`, `-tags=${tags.join(",")}`],
      ...["-o", unfinished, path],
    ],
    undefined,
    {
      cwd: join(import.meta.dirname, folder),
      env: {
        ...stated(process.env),
        CGO_ENABLED: "0",
        GOFLAGS: "-mod=readonly",
        GOTOOLCHAIN: "local",
      },
    },
  );
  if (status !== 0) throw new Error(`go build in ${folder}:\n${stderr}`);
}

function stated(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
