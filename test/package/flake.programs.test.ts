import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { z } from "zod";
import manifest from "../../package.json" with { type: "json" };
import { programTest, run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";

const root = join(import.meta.dirname, "..", "..");
const bin = join(root, "dist", "bin.cjs");

/** Evaluates an expression in which `flake` and `example` are the outputs of both flakes, over a stub of nixpkgs. */
function evaluate<Shape extends z.ZodType>(
  shape: Shape,
  expression: string,
): z.infer<Shape> {
  const { status, stdout, stderr } = run("nix-instantiate", [
    ...["--eval", "--strict", "--json", "--expr"],
    `let
      nixpkgs = import ${root}/test/package/nixpkgs-stub.nix;
      flake = (import ${root}/flake.nix).outputs { self = "/source"; inherit nixpkgs; };
      example = (import ${root}/nix/example/flake.nix).outputs { self = "/source"; inherit nixpkgs; tunegen = flake; };
    in ${expression}`,
  ]);
  expect(status, stderr).toBe(0);
  return shape.parse(JSON.parse(stdout));
}

describe("the flake", () => {
  programTest(
    "nix-instantiate",
    "builds the single file of this version",
    () => {
      const shape = z.object({
        src: z.object({ url: z.string(), sha256: z.string() }),
        script: z.string(),
      });
      for (const system of ["x86_64-linux", "aarch64-darwin"]) {
        const { src, script } = evaluate(
          shape,
          `{ inherit (flake.packages.${system}.default) src script; }`,
        );
        expect(src.url).toBe(
          `https://github.com/OWNER/tunegen/releases/download/v${manifest.version}/tunegen-${manifest.version}.mjs`,
        );
        expect(src.sha256).toMatch(/^[0-9a-f]{64}$/u);
        expect(script).toContain("/nix/store/nodejs/bin/node");
        expect(script).toMatch(/install -Dm644 \/nix\/store\/\S+tunegen\.1 /u);
      }
    },
  );

  programTest(
    "nix-instantiate",
    "has an app and a check of its own spec",
    () => {
      expect(
        evaluate(z.string(), "flake.apps.x86_64-linux.default.program"),
      ).toBe(`/nix/store/tunegen-${manifest.version}/bin/tunegen`);
      expect(
        evaluate(z.string(), "flake.checks.x86_64-linux.tuning.script"),
      ).toContain("cp -r /source src\n");
    },
  );

  programTest("nix-instantiate", "fails a check where files are stale", () => {
    inTemporaryFolder((folder) => {
      const source = join(folder, "source");
      mkdirSync(join(source, "nodes"), { recursive: true });
      const spec = join(source, "nodes", "my tuning.yaml");
      writeFileSync(
        spec,
        `version: 1
out: ../out
roles:
  worker:
    why: Workers
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192 # Longer queues
`,
      );
      mkdirSync(join(source, ".git"));
      expect(run(process.execPath, [bin, "build", "-f", spec]).status).toBe(0);
      const script = evaluate(
        z.string(),
        `(flake.lib.check { pkgs = nixpkgs.legacyPackages.x86_64-linux; src = "${source}"; spec = "nodes/my tuning.yaml"; }).script`,
      );
      const program = join(folder, "bin", "tunegen");
      mkdirSync(join(folder, "bin"));
      writeFileSync(
        program,
        `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`,
      );
      chmodSync(program, 0o755);
      const check = (name: string) => {
        const cwd = join(folder, name);
        mkdirSync(cwd);
        return run(
          "bash",
          [
            "-euc",
            `export PATH="${folder}/bin:$PATH" out="$PWD/done"\n${script}`,
          ],
          undefined,
          { cwd },
        );
      };
      expect(check("fresh")).toMatchObject({ status: 0 });
      const text = readFileSync(spec, "utf8");
      cpSync(spec, `${spec}.old`);
      writeFileSync(spec, text.replace("8192", "16384"));
      expect(check("stale")).toMatchObject({ status: 1 });
    });
  });
});

programTest(
  "nix-instantiate",
  "the example of a repository of NixOS hosts checks its files",
  () => {
    expect(
      evaluate(
        z.object({
          script: z.string(),
          modules: z.number(),
          packages: z.array(z.unknown()),
        }),
        `{
        inherit (example.checks.x86_64-linux.tuning) script;
        modules = builtins.length example.nixosConfigurations.worker01.modules;
        inherit (example.devShells.x86_64-linux.default) packages;
      }`,
      ),
    ).toMatchObject({
      modules: 2,
      packages: [expect.stringContaining("tunegen")],
    });
  },
);
