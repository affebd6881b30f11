import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { errorsOf, planOf } from "../support/compile.js";
import { loaders, shellCommand, shellWords } from "../support/loaders.js";
import { ownTuning, sysctlFilesOf } from "../support/own-tuning.js";
import {
  expectApplied,
  type Proof,
  readProof,
  type WantedKey,
  wantedOf,
  writeProofFolder,
} from "../support/proof.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";
import { inTemporaryFolder } from "../support/temporary.js";

const script = fileURLToPath(new URL("../support/prove.sh", import.meta.url));

const plan = planOf(ownTuning());
const nodes = plan.nodes.filter(
  ({ platform }) => platform.settingsForm === "etc",
);

test("the tuning can be built", () => {
  expect(errorsOf(ownTuning())).toEqual([]);
});

let writable: ReadonlySet<string> | undefined;

/** What this machine's kernel lets a network namespace write. Root may open any file for writing: the mode tells. */
function writableKeys(): ReadonlySet<string> {
  if (writable === undefined) {
    const found = inSandbox("cd /proc/sys && find net -type f -perm /200");
    // Without a key everything below would pass.
    expect(found.stdout, found.stderr).toContain("net/core/somaxconn\n");
    const paths = new Set(found.stdout.trimEnd().split("\n"));
    // It cannot be taken back, and counts for the whole machine.
    paths.delete("net/netfilter/nf_hooks_lwtunnel");
    writable = paths;
  }
  return writable;
}

/** The lines of a settings file that are comments, or set one of these keys. */
function onlyKeys(text: string, keys: readonly WantedKey[]): string {
  const names = new Set(keys.flatMap(({ path, sysctl }) => [path, sysctl.id]));
  return text
    .split("\n")
    .filter((line) => {
      const [name = ""] = line.split(" = ");
      return line === "" || line.startsWith("#") || names.has(name);
    })
    .join("\n");
}

function proveInSandbox(
  settings: string,
  keys: readonly WantedKey[],
  command: string,
): Proof {
  return inTemporaryFolder((folder) => {
    writeProofFolder(folder, settings, keys);
    const { stdout, stderr } = inSandbox(
      `sh ${shellWords([script, folder])} ${command}`,
    );
    return readProof(stdout + stderr);
  });
}

describe.each(nodes.map((node) => [`${node.kind} ${node.name}`, node]))(
  "%s",
  (_, node) => {
    const { settings } = sysctlFilesOf(plan, node);

    for (const loader of loaders) {
      loaderTest(loader.program, "sets every key of a namespace", () => {
        const keys = wantedOf(node).filter(({ path }) =>
          writableKeys().has(path),
        );
        const proof = proveInSandbox(
          onlyKeys(settings, keys),
          keys,
          shellCommand(loader, { strict: true }),
        );
        expectApplied(proof, keys);
      });
    }
  },
);

/** Why a network namespace may not have a key, or not let it be written, by the catalogue. */
function reasonsAgainst({ sysctl }: WantedKey): readonly string[] {
  const { known } = sysctl;
  const scopes = (known?.releases ?? []).map(({ scope }) => scope);
  return [
    ...(known?.module === undefined ? [] : [`of module ${known.module}`]),
    ...new Set(scopes.filter((scope) => scope !== "netns")),
  ].map(String);
}

loaderTest("unshare", "cannot show the rest, which needs a boot", () => {
  const left = new Map(
    nodes
      .flatMap(wantedOf)
      .filter(({ path }) => !writableKeys().has(path))
      .map((key) => [key.sysctl.id, reasonsAgainst(key)]),
  );
  console.info(
    [...left].map(([id, why]) => `${id} (${why.join(", ")})`).join("\n"),
  );
  expect([...left].filter(([, why]) => why.length === 0)).toEqual([]);
});
