import { expect } from "vitest";
import { mounted, mountTest } from "./mounted.js";
import { bundleWriter } from "./processes.js";
import { emptyFolder } from "./workspace.js";

mountTest(
  "a disk that is full half way leaves everything as it was",
  async () => {
    const [report = "", ...rest] = lines(
      await mounted(
        `mount -t tmpfs -o size=128k tunegen "$1"
         cd "$1"
         touch tuning.yaml
         "$2" "$3" build tuning.yaml "out/{n}" old 10 > /dev/null
         "$2" "$3" build tuning.yaml "out/{n}" "$4" 10
         cat out/0* | uniq -c
         ls -A out | wc -l`,
        emptyFolder(),
        process.execPath,
        await bundleWriter(),
        "new".repeat(10_000),
      ),
    );
    expect(JSON.parse(report)).toMatchObject({
      written: [],
      errors: [
        {
          code: "output-unwritable",
          message: expect.stringMatching(
            /^out\/000\d cannot be written: no space left on device$/,
          ) as unknown,
          why: "nothing was changed",
        },
      ],
    });
    expect(rest).toEqual(["10 old", "11"]);
  },
);

mountTest(
  "a file that cannot be replaced leaves those before it owned by tunegen",
  async () => {
    const reports = lines(
      await mounted(
        `cd "$1"
         touch tuning.yaml
         "$2" "$3" build tuning.yaml "out/{n}" one 4 > /dev/null
         mount --bind out/0002 out/0002
         "$2" "$3" build tuning.yaml "out/{n}" two 4
         "$2" "$3" check tuning.yaml "out/{n}" three 4
         umount out/0002
         "$2" "$3" build tuning.yaml "out/{n}" three 4
         cat out/0* | uniq -c
         ls -A out | wc -l`,
        emptyFolder(),
        process.execPath,
        await bundleWriter(),
      ),
    );
    expect(
      reports.slice(0, 3).map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      {
        written: ["out/0000", "out/0001"],
        errors: [
          {
            message: "out/0002 cannot be written: it is in use",
            why: "2 of 4 files were replaced",
          },
        ],
      },
      { statuses: ["stale", "stale", "stale", "stale"], errors: [] },
      { written: ["out/0000", "out/0001", "out/0002", "out/0003"] },
    ]);
    expect(reports.slice(3)).toEqual(["4 three", "5"]);
  },
);

mountTest(
  "a read-only checkout can be checked, and a build says why it cannot write",
  async () => {
    const reports = lines(
      await mounted(
        `mount -t tmpfs tunegen "$1"
         cd "$1"
         touch tuning.yaml
         "$2" "$3" build tuning.yaml "out/{n}" one 2 > /dev/null
         mount -o remount,ro "$1"
         "$2" "$3" check tuning.yaml "out/{n}" one 2
         "$2" "$3" build tuning.yaml "out/{n}" one 2
         "$2" "$3" build tuning.yaml "out/{n}" two 2`,
        emptyFolder(),
        process.execPath,
        await bundleWriter(),
      ),
    );
    expect(reports.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { statuses: ["fresh", "fresh"], errors: [] },
      { written: [], errors: [] },
      {
        written: [],
        errors: [
          {
            message:
              "out/.tunegen-manifest.json cannot be written: read-only file system",
            why: "nothing was changed",
          },
        ],
      },
    ]);
  },
);

function lines(text: string): readonly string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim());
}
