import * as fs from "node:fs";
import { expect } from "vitest";
import { type SituationCode } from "../../src/core/diagnostics/registry.js";
import { lockFolder } from "../../src/output/lock.js";
import { noEffect } from "../../src/rules/effect/no-effect.js";
import { runRules } from "../../src/rules/lint.js";
import { targets } from "../../src/targets/emit.js";
import { makeWorkspace } from "../output/workspace.js";
import { buildPlan } from "../../src/plan/plan.js";
import { readSpec } from "../../src/language/read.js";
import { liveSituations } from "./situations-live.js";
import {
  built,
  printed,
  runWithoutRights,
  type Situate,
} from "./situation-tools.js";
import { output, small } from "./tunegen.js";

/** The small spec for Talos, whose files are YAML. */
const talos = small.replace("nixos", 'talos, osVersion: "1.11"');

const manifest = "out/.tunegen-manifest.json";

/** How each situation of the registry comes about. */
export const situations: Readonly<Record<SituationCode, Situate>> = {
  "unreadable-spec": () => undefined,
  "unreadable-config": () => undefined,
  "unreadable-baseline"(workspace) {
    workspace.write("tuning.yaml", small);
    return undefined;
  },
  "baseline-unused"(workspace) {
    built(workspace);
    workspace.write(
      ".tunegen-baseline.json",
      '{\n  "version": 1,\n  "findings": [\n    { "rule": "no-effect", "at": "roles > worker" }\n  ]\n}\n',
    );
    return undefined;
  },
  "not-a-kernel-config"(workspace) {
    workspace.write("my.config", "HZ=250\n");
    return undefined;
  },
  "unreadable-import": () => undefined,
  ...liveSituations,
  "import-exists"(workspace) {
    workspace.write("tuning.yaml", small);
    workspace.write("sysctl.d/90-web.conf", "vm.swappiness = 10\n");
    return undefined;
  },
  "init-exists"(workspace) {
    workspace.write("tuning.yaml", small);
    return undefined;
  },
  "import-conflict"(workspace) {
    workspace.write("tuning.yaml", "version: 1\nroles:\n  web: {}\n");
    workspace.write("web.conf", "vm.swappiness = 10\n");
    return undefined;
  },
  "spec-too-large"(workspace) {
    workspace.write("tuning.yaml", small);
    fs.truncateSync(workspace.path("tuning.yaml"), 40 * 1024 * 1024);
    return undefined;
  },
  "spec-encoding"(workspace) {
    const text = Buffer.from(`\ufeff${small}`, "utf16le");
    workspace.write("tuning.yaml", text);
    return undefined;
  },
  "unreadable-templates"(workspace) {
    workspace.write("tuning.yaml", small);
    return undefined;
  },
  "unknown-template"(workspace) {
    workspace.write("tuning.yaml", small);
    workspace.write("my-templates/nixos/modul.hbs", "");
    return undefined;
  },
  "handlebars-missing"(workspace) {
    workspace.write("tuning.yaml", small);
    workspace.write("my-templates/nixos/module.hbs", "{ }\n");
    const args = ["build", "--templates", "my-templates"];
    return workspace.errorAlone(args);
  },
  "broken-template"(workspace) {
    workspace.write("tuning.yaml", small);
    workspace.write("my-templates/nixos/module.hbs", "{{#each groups}}");
    return undefined;
  },
  "alias-bomb"(workspace) {
    const lines = Array.from({ length: 7 }, (_, level) => {
      const item = level === 0 ? "x" : `*l${level - 1}`;
      const items = Array.from({ length: 10 }, () => item).join(", ");
      return `  l${level}: { why: &l${level} [${items}] }\n`;
    });
    workspace.write("tuning.yaml", `version: 1\nprofiles:\n${lines.join("")}`);
    return undefined;
  },
  "tool-fault"() {
    const { spec } = readSpec(
      { name: "tuning.yaml", text: small },
      {
        targets,
        readInclude() {
          throw new Error("nothing is included");
        },
      },
    );
    if (spec === undefined) throw new Error("no spec");
    const { plan } = buildPlan(spec);
    const broken = {
      ...noEffect,
      check(): never {
        throw new RangeError("Invalid array length");
      },
    };
    return printed(runRules([broken], plan, spec));
  },
  "output-stale"(workspace) {
    built(workspace);
    workspace.edit("tuning.yaml", (text) => text.replace("8192", "16384"));
    return undefined;
  },
  "output-missing"(workspace) {
    workspace.write("tuning.yaml", small);
    return undefined;
  },
  "output-edited"(workspace) {
    built(workspace);
    workspace.edit(output, (text) => text.replace("8192", "16384"));
    return undefined;
  },
  "output-foreign"(workspace) {
    workspace.write("tuning.yaml", small);
    workspace.write(output, "{ }\n");
    return undefined;
  },
  "target-switched-off"(workspace) {
    workspace.write("tuning.yaml", `${small}targets: { k3s: false }\n`);
    return undefined;
  },
  "output-orphan"(workspace) {
    built(workspace);
    workspace.edit("tuning.yaml", (text) => text.replace("worker", "node"));
    return undefined;
  },
  "output-orphan-edited"(workspace) {
    built(workspace);
    workspace.edit("tuning.yaml", (text) => text.replace("worker", "node"));
    workspace.edit(output, (text) => text.replace("8192", "16384"));
    return undefined;
  },
  "manifest-stale"(workspace) {
    built(workspace);
    workspace.edit(manifest, (text) =>
      text.replace(
        /"sha256": "[0-9a-f]{64}"/u,
        `"sha256": "${"0".repeat(64)}"`,
      ),
    );
    return undefined;
  },
  "manifest-missing"(workspace) {
    built(workspace);
    fs.rmSync(workspace.path(manifest));
    return undefined;
  },
  "manifest-broken"(workspace) {
    built(workspace);
    workspace.edit(manifest, (text) => `<<<<<<< main\n${text}=======\n`);
    return undefined;
  },
  "output-shared"(workspace) {
    workspace.write("other.yaml", small);
    workspace.write("tuning.yaml", small);
    expect(workspace.run(["build", "-f", "other.yaml"]).code).toBe(0);
    return undefined;
  },
  "output-collision"(workspace) {
    workspace.write(
      "tuning.yaml",
      `${small}  gateway:
    node: { os: nixos }
    sysctl:
      net.core.somaxconn: 16384 # Longer queues
targets: { nixos: { path: node.nix } }
`,
    );
    return undefined;
  },
  "output-outside-repository"(workspace) {
    workspace.write("tuning.yaml", `${small}out: ../shared\n`);
    fs.mkdirSync(workspace.path(".git"));
    return undefined;
  },
  "output-path"(workspace) {
    workspace.write(
      "tuning.yaml",
      `${small}targets: { nixos: { path: "nixos/{name}/" } }\n`,
    );
    return undefined;
  },
  "output-symlink"(workspace) {
    workspace.write("tuning.yaml", small);
    fs.mkdirSync(workspace.path("elsewhere"));
    fs.symlinkSync("elsewhere", workspace.path("out"));
    return undefined;
  },
  "output-obstructed"(workspace) {
    workspace.write("tuning.yaml", small);
    fs.mkdirSync(workspace.path(output), { recursive: true });
    return undefined;
  },
  "output-unreadable"(workspace) {
    built(workspace);
    fs.chmodSync(workspace.path(output), 0);
    return runWithoutRights(workspace, "check");
  },
  "output-exists"(workspace) {
    workspace.write("tuning.yaml", small);
    return undefined;
  },
  "output-unwritable"(workspace) {
    workspace.write("tuning.yaml", small);
    fs.mkdirSync(workspace.path("out"));
    fs.chmodSync(workspace.path("out"), 0o555);
    return runWithoutRights(workspace, "build");
  },
  async "output-locked"() {
    const { at, build } = makeWorkspace();
    await build({ [output]: "1\n" });
    const release = await lockFolder(at("out"), 0);
    const { errors } = await build({ [output]: "2\n" });
    if (typeof release !== "string") await release();
    return printed(errors);
  },
  "prettier-missing"(workspace) {
    workspace.write("tuning.yaml", talos);
    workspace.write(".prettierrc", "singleQuote: true\n");
    const text = workspace.errorAlone(["check"]);
    expect(text).toContain("[prettier-missing]");
    return workspace.errorAlone(["build"]);
  },
  "output-format"(workspace) {
    workspace.write("tuning.yaml", talos);
    workspace.write(".prettierrc", '{ "parser": "nope" }\n');
    return undefined;
  },
};
