import fc from "fast-check";
import { test } from "vitest";

/** Seconds for each file of fuzzers, from `npm run fuzz`; undefined in the tests of CI, which draw the same few cases every time. */
const seconds = process.env["FUZZ_SECONDS"];
const seed = Number(process.env["FUZZ_SEED"] ?? "1");

/** Tests one thing of whatever is drawn, for its share of the time in milliseconds. */
export type Fuzzer = (name: string, share: number) => void;

/**
 * Describes what must hold for whatever is drawn.
 * @param runs how many cases the tests of CI draw
 * @param check throws if it does not hold
 */
export function fuzzer<Drawn>(
  runs: number,
  drawn: fc.Arbitrary<Drawn>,
  check: (drawn: Drawn) => void | Promise<void>,
): Fuzzer {
  return (name, share) => {
    test(name, { timeout: 900_000 }, async () => {
      let cases = 0;
      const property = fc.asyncProperty(drawn, async (each) => {
        cases += 1;
        await check(each);
      });
      await fc.assert(
        property,
        seconds === undefined
          ? { seed, numRuns: runs }
          : {
              seed,
              numRuns: Number.MAX_SAFE_INTEGER,
              interruptAfterTimeLimit: share,
            },
      );
      if (seconds !== undefined)
        process.stderr.write(`${name}: ${cases} cases\n`);
    });
  };
}

/** Tests properties one after the other. The message of a failure has the seed and the smallest case found. */
export function fuzzTests(fuzzers: Readonly<Record<string, Fuzzer>>): void {
  const share = (Number(seconds) * 1000) / Object.keys(fuzzers).length;
  for (const [name, run] of Object.entries(fuzzers)) run(name, share);
}
