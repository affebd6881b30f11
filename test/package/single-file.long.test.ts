import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { bin } from "../cli/tunegen.js";
import { run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";

const root = join(import.meta.dirname, "..", "..");
const name = `tunegen-${manifest.version}.mjs`;

const commandLines = [
  ["--version"],
  ["--help"],
  ["build"],
  ["check"],
  ["lint", "--format", "sarif"],
  ["explain", "net.core.somaxconn"],
  ["explain", "handlebars-missing"],
  ["import", "out/sysctl.d"],
  ["build", "--dry-run", "--templates", "my-templates"],
  ["check", "--nonsense"],
];

test("the single file does with Node alone what the package does", () => {
  inTemporaryFolder((folder) => {
    bundleInto(folder);
    const work = join(folder, "work");
    mkdirSync(join(folder, "bin"));
    symlinkSync(process.execPath, join(folder, "bin", "node"));
    for (const path of ["tuning.yaml", "out"])
      cpSync(join(root, path), join(work, path), { recursive: true });
    mkdirSync(join(work, "my-templates", "nixos"), { recursive: true });
    writeFileSync(join(work, "my-templates", "nixos", "module.hbs"), "{ }\n");
    const env = { PATH: join(folder, "bin"), HOME: folder };
    const said = (path: string, args: readonly string[]) =>
      run("node", [path, ...args], undefined, { cwd: work, env });
    for (const args of commandLines)
      expect(said(join(folder, name), args), args.join(" ")).toEqual(
        said(bin, args),
      );
  });
});

test("its checksum is beside it, as sha256sum writes it", () => {
  inTemporaryFolder((folder) => {
    bundleInto(folder);
    const digest = createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex");
    expect(readFileSync(join(folder, `${name}.sha256`), "utf8")).toBe(
      `${digest}  ${name}\n`,
    );
  });
});

test("what has no address is not published", () => {
  const { status, stderr } = run(process.execPath, [
    join(root, "scripts", "release-check.js"),
  ]);
  expect(status).toBe(1);
  expect(stderr).toContain("replace OWNER with the owner of the repository");
});

function bundleInto(folder: string): void {
  const { status, stderr } = run(process.execPath, [
    join(root, "scripts", "bundle.js"),
    folder,
  ]);
  expect(status, stderr).toBe(0);
}
