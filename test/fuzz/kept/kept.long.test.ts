import { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { isDiskError } from "../../../src/output/errno.js";
import { fuzzer, fuzzTests } from "../fuzz-test.js";
import { changes, styles, wholeSpecs } from "./changes.js";
import { Place } from "./place.js";
import { files } from "./texts.js";

/** Builds that happen between two checks, and keep what the spec came to or do not. */
const builds = [
  "build",
  "build --only talos",
  "build -f two.yaml",
  "build --out copy",
];

/** What a check is told. Only a check of the same spec in the same way finds what was kept. */
const options = [
  "--only nixos",
  "--only talos,nixos",
  "--out copy",
  "--no-config",
  "--max-warnings 0",
  "--baseline named.json",
  "-f ./../work/tuning.yaml",
  "-f two.yaml",
  "--format json",
  "--format sarif",
  "--format markdown",
  "--severity error",
  "--max-findings 1",
  "-q",
];

const asBefore = "all is built as before";
const otherFiles = "the files are those of another spec";

interface Step {
  readonly first: string;
  readonly command: string;
  readonly then: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  first: fc.oneof(
    { arbitrary: fc.constantFrom(...changes.keys()), weight: 10 },
    // What leads back to what was kept, and away from it.
    { arbitrary: fc.constantFrom(...wholeSpecs), weight: 4 },
    { arbitrary: fc.constantFrom(...builds, ...builds.map(unkept)), weight: 2 },
    {
      arbitrary: fc.constantFrom("build --force", unkept("build --force")),
      weight: 3,
    },
    { arbitrary: fc.constantFrom(...styles), weight: 2 },
    { arbitrary: fc.constant(asBefore), weight: 3 },
    { arbitrary: fc.constant(otherFiles), weight: 1 },
  ),
  // A build that writes nothing, since both are of one folder.
  command: fc.oneof(
    { arbitrary: fc.constant("check"), weight: 3 },
    { arbitrary: fc.constant("build --dry-run"), weight: 1 },
  ),
  then: fc.oneof(
    { arbitrary: fc.constant(""), weight: 3 },
    { arbitrary: fc.constantFrom(...options), weight: 1 },
  ),
});

function unkept(build: string): string {
  return `unkept ${build}`;
}

async function change(place: Place, what: string): Promise<void> {
  try {
    if (what === otherFiles) await buildOther(place);
    else if (what === asBefore) await buildAsBefore(place);
    else if (!changes.has(what)) {
      const build = what.replace("unkept ", "");
      await place.run(build, build === what);
    } else changes.get(what)?.(place);
  } catch (thrown) {
    // Nothing is there that could be changed so.
    if (!isDiskError(thrown)) throw thrown;
  }
}

async function buildAsBefore(place: Place): Promise<void> {
  place.clear();
  for (const [path, text] of Object.entries(files)) place.write(path, text);
  await place.run("build");
}

/** Leaves the spec as it is, and the files as after a checkout of only their folder. */
async function buildOther(place: Place): Promise<void> {
  const spec = place.read("tuning.yaml");
  place.edit("tuning.yaml", (text) => text.replaceAll("8192", "8195"));
  await place.run("build --force", false);
  place.write("tuning.yaml", spec);
}

fuzzTests({
  "a check or a build prints the same where nothing was kept": fuzzer(
    6,
    fc.array(step, { minLength: 1, maxLength: 10 }),
    async (steps) => {
      const place = new Place(files);
      try {
        await place.run("build");
        for (const [at, { first, command, then }] of steps.entries()) {
          await change(place, first);
          const line = `${command} ${then}`;
          const [kept, anew] = await Promise.all([
            place.run(line),
            place.run(line, false),
          ]);
          deepEqual({ at, line, ...kept }, { at, line, ...anew });
        }
      } finally {
        place.end();
      }
    },
  ),
});
