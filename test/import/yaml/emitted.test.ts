import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { linesOf, readText } from "./read.js";

/** What tunegen wrote for the goldens, with a reader of its own for each form. */
const files = readdirSync("test/golden", { recursive: true, encoding: "utf8" })
  .filter(
    (file) =>
      /\/out\/(?:talos|k3s|rke2|kubeadm|eks|cilium|pods)\/.*\.yaml$/u.test(
        file,
      ) &&
      !file.endsWith("kustomization.yaml") &&
      !file.startsWith("strings") &&
      // A node without settings has an empty file.
      !readFileSync(`test/golden/${file}`, "utf8").endsWith("\n{}\n"),
  )
  .toSorted();

type Data = Readonly<Record<string, unknown>>;

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** All values below keys of a document, by the last key or by `name`. */
function* valuesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* valuesIn(item);
  if (!isData(value)) return;
  if (typeof value["name"] === "string" && typeof value["value"] === "string")
    yield `${value["name"]}: ${value["value"]}`;
  for (const [key, below] of Object.entries(value)) {
    if (key.includes(".") && typeof below === "string")
      yield `${key}: ${below}`;
    yield* valuesIn(below);
  }
}

describe("what tunegen emitted", () => {
  for (const file of files)
    it(`is read back: ${file}`, () => {
      const text = readFileSync(`test/golden/${file}`, "utf8");
      const reading = readText(text);
      const found = reading.settings
        .filter(({ path: [section] }) => /^sys(?:ctl|fs)$/u.test(section))
        .map(
          ({ path, value }) =>
            `${path[1] ?? ""}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
        );
      const written = parseAllDocuments(text).flatMap((document) => [
        ...valuesIn(document.toJS()),
      ]);
      expect(found.toSorted()).toEqual(written.toSorted());
      const lost = linesOf(reading).filter(
        (line) => line.includes(" left: ") && !line.includes("udev"),
      );
      expect(lost).toEqual([]);
    });
});
