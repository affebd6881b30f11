import { interfaceKey } from "../../src/catalogue/interface.js";
import { compileSource } from "../../src/compile.js";
import type { WrittenNode } from "../../src/core/platform.js";
import {
  type Compared,
  compareKey,
} from "../../src/import/sysctl-a/compare-key.js";
import { readListing } from "../../src/import/sysctl-a/read-listing.js";
import { writtenNode } from "../../src/plan/written-node.js";

/**
 * Compares the output of `sysctl -a` on a node with what tunegen expects of such a node. Keys of interfaces are left out:
 * they start as `default` does when the interface appears.
 *
 * @param facts the facts `node:` of a spec, in YAML
 * @throws if the facts are not valid
 */
export function compareListing(
  listing: string,
  facts: string,
): readonly Compared[] {
  const node = nodeOf(facts);
  return readListing(listing)
    .filter(({ key }) => interfaceKey(key) === undefined)
    .map((listed) => compareKey(listed, node));
}

/** Reads the facts as a spec with one role states them. */
function nodeOf(facts: string): WrittenNode {
  const indented = facts.trimEnd().replaceAll(/^/gmu, "      ");
  const text = `version: 1\nroles:\n  listed:\n    node:\n${indented}\n`;
  const { plan, errors } = compileSource(
    { name: "facts", text },
    {
      readInclude: (name) => {
        throw new Error(`the facts name another file: ${name}`);
      },
    },
  );
  const [node] = plan?.nodes ?? [];
  if (plan === undefined || node === undefined || errors.length > 0)
    throw new Error(errors.map(({ message }) => message).join("\n"));
  return writtenNode(node, plan);
}
