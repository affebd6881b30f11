import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { small } from "../cli/tunegen.js";
import { run, type Run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { canInstall, installers, packInto } from "./packing.js";

const nodes = ["node20", "node22", "node24"];

/** A package manager: how it installs a tarball without a registry, and how it runs what is installed. */
interface Installer {
  readonly add: (tarball: string) => readonly string[];
  readonly exec: readonly string[];
}

const yarn = (name: string) => ["node", fetched(name, "bin", "yarn.js")];
const pnpm = fetched(".bin", "pnpm");

const managers: Readonly<Record<string, Installer>> = {
  npm: {
    add: (tarball) => ["npm", "install", "--offline", "-D", tarball],
    exec: ["npx", "--no-install"],
  },
  pnpm: {
    add: (tarball) => [pnpm, "add", "--offline", "-D", tarball],
    exec: [pnpm, "exec"],
  },
  "yarn 1": {
    add: (tarball) => [
      ...yarn("yarn1"),
      ...["add", "--offline", "-D", `file:${tarball}`],
    ],
    exec: [...yarn("yarn1"), "--silent", "run"],
  },
  // With Plug'n'Play, which installs no node_modules. It is the slowest, and tested on one Node.
  "yarn 4": {
    add: (tarball) => [
      ...yarn("yarn4"),
      "add",
      "-D",
      `tunegen@file:${tarball}`,
    ],
    exec: [...yarn("yarn4"), "run"],
  },
};

describe.skipIf(!canInstall)("the packed tarball", () => {
  const folder = mkdtempSync(join(tmpdir(), "tunegen-test-"));
  let tarball = "";
  beforeAll(() => {
    if (installers === "")
      throw new Error(
        "TUNEGEN_INSTALLERS is not set: test/package/fetch-installers.sh FOLDER",
      );
    tarball = packInto(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(
    Object.entries(managers).flatMap(([name, manager]) =>
      nodes
        .filter((node) => name !== "yarn 4" || node === nodes.at(-1))
        .map((node) => [name, node, manager] as const),
    ),
  )("works where %s installs it on %s", (_, node, manager) => {
    inTemporaryFolder((project) => {
      const user = new User(project, node);
      // Yarn 4 looks for the project that a folder belongs to.
      user.write("yarn.lock", "");
      expect(user.runs(manager.add(tarball))).toMatchObject({ status: 0 });
      const tunegen = (...args: readonly string[]) =>
        user.runs([...manager.exec, "tunegen", ...args]);
      expect(tunegen("--version").stdout).toBe(`${manifest.version}\n`);
      user.write("tuning.yaml", small);
      expect(tunegen("build")).toMatchObject({ status: 0 });
      const stored = user.compiledForms();
      const v8 = user.runs(["node", "-p", "process.versions.v8"]).stdout;
      // The package brings those for the V8 that built it.
      expect(stored).toHaveLength(v8.trim() === process.versions.v8 ? 0 : 2);
      expect(tunegen("check")).toMatchObject({ status: 0 });
      // A form that V8 refuses would be stored anew.
      expect(user.compiledForms()).toEqual(stored);
      user.write("templates/nixos/module.hbs", "{ }\n");
      expect(tunegen("check", "--templates", "templates")).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(
          "help: run `npm install --save-dev handlebars`",
        ) as unknown,
      });
      user.write("tuning.yaml", talos);
      user.write(".prettierrc", "singleQuote: true\n");
      expect(tunegen("check")).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(
          "help: run `npm install --save-dev prettier`",
        ) as unknown,
      });
    });
  });
});

const talos = small.replace("nixos", 'talos, osVersion: "1.11"');

/** Someone with a project, a home of their own and a version of Node. */
class User {
  readonly #project: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(folder: string, node: string) {
    this.#project = join(folder, "project");
    const path = [fetched(node, "bin"), process.env["PATH"] ?? ""];
    this.#env = {
      PATH: path.join(delimiter),
      HOME: folder,
      // Neither is part of what is tested.
      YARN_ENABLE_TELEMETRY: "0",
      npm_config_update_notifier: "false",
    };
    this.write("package.json", '{ "name": "project", "private": true }');
  }

  write(path: string, text: string): void {
    const to = join(this.#project, path);
    mkdirSync(join(to, ".."), { recursive: true });
    writeFileSync(to, text);
  }

  /** The files with what V8 compiled of tunegen; one that is written anew has another number. */
  compiledForms(): readonly string[] {
    const folder = join(this.#project, "..", ".cache", "tunegen", "v8");
    return existsSync(folder)
      ? readdirSync(folder).map(
          (name) => `${name} ${statSync(join(folder, name)).ino}`,
        )
      : [];
  }

  runs([program = "", ...args]: readonly string[]): Run {
    return run(program, args, undefined, {
      cwd: this.#project,
      env: this.#env,
    });
  }
}

function fetched(...path: readonly string[]): string {
  return join(installers, "node_modules", ...path);
}
