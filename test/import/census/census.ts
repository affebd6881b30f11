import { describe, expect, test } from "vitest";
import { targets } from "../../../src/targets/emit.js";
import { recognise } from "../../../src/import/registry.js";
import { importFiles } from "../../../src/import/import-files.js";
import { writeSpec } from "../../../src/import/spec/write.js";
import { readSpec } from "../../../src/language/read.js";
import type { FoundSetting, Reading } from "../../../src/import/types.js";
import { ciliumSample, kubernetesSample } from "./kubernetes.js";
import { nixosSample } from "./nixos.js";
import { podsSample } from "./pods.js";
import { Random } from "./random.js";
import type { Sample } from "./sample.js";
import { sysctlDSample } from "./sysctl-d.js";
import { talosSample } from "./talos.js";

/*
 * Files as people write them, by a grammar that knows nothing of tunegen: the constructs that were counted in 243 files of
 * public repositories, at random, each with what its author means.
 */

const writers: Readonly<Record<string, (random: Random) => Sample>> = {
  "sysctl.d": sysctlDSample,
  nixos: nixosSample,
  talos: talosSample,
  kubernetes: kubernetesSample,
  cilium: ciliumSample,
  pods: podsSample,
};

/**
 * Describes that files of every format are imported with nothing lost, and that their specs are read.
 * @param first the seed of the first file
 * @param files how many files of each format are imported
 * @param specs of how many the specs are read, too, which takes longer
 */
export function describeCensus(
  first: number,
  files: number,
  specs: number,
): void {
  describe.each(Object.entries(writers))("%s", (format, write) => {
    test(`${files} files are imported, and nothing is lost`, () => {
      for (let seed = first; seed < first + files; seed += 1) {
        const sample = write(new Random(seed));
        const source = {
          name: sample.name,
          text: sample.text.replaceAll("\r\n", "\n"),
        };
        const reading = recognise(source)?.read(source);
        const place = `${format} ${seed}:\n${sample.text}`;
        expect(reading, place).toBeDefined();
        if (reading === undefined) continue;
        expect(said(reading), place).toEqual(meantBy(sample));
        expect(
          reading.remarks.filter(({ kind }) => kind === "left"),
          place,
        ).toEqual([]);
        expect(reading.commentedOut.length, place).toBe(
          sample.commentedOut ?? reading.commentedOut.length,
        );
      }
    });

    test(`the specs of ${specs} files are read without an error`, () => {
      for (let seed = first; seed < first + specs; seed += 1) {
        const { name, text } = write(new Random(seed));
        const source = { name, text: text.replaceAll("\r\n", "\n") };
        const { draft } = importFiles(
          [{ source, role: undefined, isNamed: true }],
          undefined,
        );
        const spec = writeSpec(draft, "tuning.schema.json");
        const { errors } = readSpec(
          { name: "tuning.yaml", text: spec },
          { readInclude: () => source, targets },
        );
        expect(errors, `${format} ${seed}:\n${text}\n${spec}`).toEqual([]);
      }
    });
  });
}

function said({ settings }: Reading): readonly string[] {
  return settings.map(settingText).sort();
}

function settingText({ path, value, holder }: FoundSetting): string {
  const name = path.join(".");
  if (holder.kind === "pods")
    return `pod ${path[1] ?? ""}=${JSON.stringify(value)}`;
  return path[0] === "sysctl"
    ? `${name}=${(typeof value === "string" ? value : JSON.stringify(value)).replaceAll(/\s+/gu, " ")}`
    : `${name}=${JSON.stringify(value)}`;
}

function meantBy({ meant, others = [] }: Sample): readonly string[] {
  return [
    ...meant.map(({ key, value }) => `sysctl.${key}=${value}`),
    ...others.map(([path, value]) => `${path}=${value}`),
  ].sort();
}
