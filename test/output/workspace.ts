import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import {
  findLocation,
  type OutputLocation,
} from "../../src/output/location.js";
import {
  compareWithDisk,
  type Comparison,
} from "../../src/output/compare-with-disk.js";
import {
  writeToDisk,
  type WriteOptions,
  type WriteReport,
} from "../../src/output/write-to-disk.js";
import type { OutputFile } from "../../src/targets/types.js";

/** Texts by path; the target is told from the path's folder below `out`. */
export type Texts = Readonly<Record<string, string>>;

/** A folder of its own for one test, removed when the test is over. */
export interface Workspace {
  readonly folder: string;
  readonly location: OutputLocation;
  readonly at: (path: string) => string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** All files and empty folders, but those of git, sorted. */
  readonly list: () => readonly string[];
  readonly compare: (
    texts: Texts,
    only?: readonly string[],
  ) => Promise<Comparison>;
  readonly build: (
    texts: Texts,
    options?: WriteOptions,
    only?: readonly string[],
  ) => Promise<WriteReport>;
}

export const manifest = "out/.tunegen-manifest.json";

/** @param spec where the spec is in the repository */
export function makeWorkspace(spec = "tuning.yaml"): Workspace {
  const folder = emptyFolder();
  mkdirSync(join(folder, ".git"));
  mkdirSync(dirname(join(folder, spec)), { recursive: true });
  writeFileSync(join(folder, spec), "version: 1\n");
  return inFolder(folder, {
    ...findLocation({ spec: join(folder, spec), out: "out" }),
    prefix: "",
  });
}

export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "tunegen-test-")));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A workspace in a folder that is there already. */
export function inFolder(folder: string, location: OutputLocation): Workspace {
  const at = (path: string): string => join(folder, path);
  const compare: Workspace["compare"] = (texts, only) =>
    compareWithDisk({
      location,
      files: filesOf(texts),
      only: only && new Set(only),
    });
  return {
    folder,
    location,
    at,
    compare,
    read: (path) => readFileSync(at(path), "utf8"),
    write: (path, text) => {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), text);
    },
    list: () => listFiles(folder, ""),
    build: async (texts, options, only) =>
      writeToDisk(await compare(texts, only), { lockTimeout: 0, ...options }),
  };
}

export function filesOf(texts: Texts): readonly OutputFile[] {
  return Object.entries(texts).map(([path, text]) => ({
    target: targetOf(path),
    output: "path",
    nodes: [],
    settingLines: () => [],
    path,
    text,
  }));
}

/** `status path`, for each file that is not fresh. */
export function statuses(comparison: Comparison): readonly string[] {
  return comparison.files
    .filter(({ status }) => status !== "fresh")
    .map(({ path, status }) => `${status} ${path}`);
}

/** The rules and messages of findings. */
export function messages(findings: WriteReport["errors"]): readonly string[] {
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

function targetOf(path: string): string {
  const names: readonly string[] = ["talos", "k3s", "sysctl.d", "cilium"];
  return names.find((name) => path.includes(name)) ?? "nixos";
}

function listFiles(folder: string, prefix: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== ".git")
    .flatMap((entry) => {
      const path = prefix + entry.name;
      if (!entry.isDirectory()) return [path];
      const inside = listFiles(join(folder, entry.name), `${path}/`);
      return inside.length === 0 ? [`${path}/`] : inside;
    })
    .sort();
}
