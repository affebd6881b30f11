import { BASELINE } from "../../../src/cli/baseline/baseline.js";
import type { Place } from "./place.js";
import { texts } from "./texts.js";

/** A change of what a check reads. What is not there to be changed may throw an error of the disk. */
export type Change = (place: Place) => void;

/** What is replaced by something else. */
const paths = [
  "tuning.yaml",
  "more.yaml",
  BASELINE,
  ".prettierrc",
  "out",
  "out/nixos",
  "out/nixos/role-worker.nix",
  "out/talos/role-late/machine-sysctls.yaml",
  "out/.tunegen-manifest.json",
];

/** What becomes of it. */
const turns: Readonly<Record<string, (place: Place, path: string) => void>> = {
  "is gone": (place, path) => {
    place.remove(path);
  },
  "ends in a comment": (place, path) => {
    place.edit(path, (text) => `${text}# End\n`);
  },
  "has other line ends": (place, path) => {
    place.edit(path, (text) =>
      text.includes("\r")
        ? text.replaceAll("\r\n", "\n")
        : text.replaceAll("\n", "\r\n"),
    );
  },
  "has a byte order mark": (place, path) => {
    place.edit(path, (text) => `\uFEFF${text}`);
  },
  "is not UTF-8": (place, path) => {
    place.edit(path, (text) => text.slice(0, -1));
    place.damage(path, (bytes) => Buffer.concat([bytes, Buffer.of(0xff, 10)]));
  },
  "is a link": (place, path) => {
    place.link(path);
  },
  "is a link to itself": (place, path) => {
    place.linkTo(path, place.path(path));
  },
  "is a link to the spec": (place, path) => {
    if (path !== "tuning.yaml") place.linkTo(path, place.path("tuning.yaml"));
  },
  "is a link to nothing": (place, path) => {
    place.linkTo(path, "nothing");
  },
  "has a hard link": (place, path) => {
    place.hardLink(path);
  },
  "is a folder": (place, path) => {
    place.folder(path);
  },
  "is a named pipe": (place, path) => {
    place.pipe(path);
  },
  "cannot be read": (place, path) => {
    place.rights(path, 0);
  },
  "can be read": (place, path) => {
    place.rights(path, 0o755);
  },
};

const others: Readonly<Record<string, Change>> = {
  "nothing changes": () => undefined,
  "the folder becomes a git repository": (place) => {
    place.folder(".git");
  },
  "the folder above becomes a git repository": (place) => {
    place.folder("../.git");
  },
  "there is no git repository": (place) => {
    for (const path of [".git", "../.git"]) place.remove(path);
  },
  "two files are swapped": (place) => {
    place.swap("more.yaml", "build.yaml");
  },
  "two written files are swapped": (place) => {
    place.swap(
      "out/nixos/role-worker.nix",
      "out/talos/role-late/machine-sysctls.yaml",
    );
  },
  "a file has another case": (place) => {
    place.swap("out/nixos/role-worker.nix", "out/nixos/Role-worker.nix");
  },
  "a file is beside those written": (place) => {
    place.write("out/nixos/mine.nix", "{ }\n");
  },
  "all kept is gone": (place) => {
    place.remove("../cache/tunegen");
  },
  "all may write to what is kept": (place) => {
    place.rights("../cache/tunegen/specs", 0o777);
  },
  "only the user may write to what is kept": (place) => {
    place.rights("../cache/tunegen/specs", 0o700);
  },
  "nobody may write to what is kept": (place) => {
    place.rights("../cache/tunegen/specs", 0o500);
  },
  "what is kept is swapped": (place) => {
    const [one, other] = place.kept();
    if (one !== undefined && other !== undefined) place.swap(one, other);
  },
  "what is kept is cut off": (place) => {
    for (const path of place.kept())
      place.damage(path, (bytes) => bytes.subarray(0, bytes.length >> 1));
  },
  "what is kept is empty": (place) => {
    for (const path of place.kept()) place.damage(path, () => Buffer.alloc(0));
  },
  "what is kept has another byte": (place) => {
    for (const path of place.kept())
      place.damage(path, (bytes) => {
        const at = bytes.length - 40;
        return Buffer.concat([
          bytes.subarray(0, at),
          Buffer.of((bytes[at] ?? 0) ^ 1),
          bytes.subarray(at + 1),
        ]);
      });
  },
};

/** The changes, by the sentences that tell them. */
export const changes: ReadonlyMap<string, Change> = new Map([
  ...texts.map(([name, path, text]): [string, Change] => [
    `${path} is ${name}`,
    (place) => {
      place.write(path, text);
    },
  ]),
  ...paths.flatMap((path) =>
    Object.entries(turns).map(([name, turn]): [string, Change] => [
      `${path} ${name}`,
      (place) => {
        turn(place, path);
      },
    ]),
  ),
  ...Object.entries(others),
]);

/** The changes that leave a spec whose files can be built. */
export const wholeSpecs = writing(
  /^(?:tuning|more)\.yaml is (?!.*(?:error|gone|above))/u,
);

/** The changes of how files are formatted. */
export const styles = writing(/ style/u);

function writing(pattern: RegExp): readonly string[] {
  return texts
    .map(([name, path]) => `${path} is ${name}`)
    .filter((each) => pattern.test(each));
}
