import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import { kernelArguments } from "../../src/encode/kernel-arguments.js";
import {
  dropInFolder,
  limitsLine,
  loginLimits,
  systemdLimit,
} from "../../src/encode/limits.js";
import { sysfsWrite } from "../../src/encode/tmpfiles.js";
import { limitItems, limitNames } from "../../src/core/limits.js";
import type { Bound } from "../../src/core/limits.js";

const bound = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 53n }),
  fc.constant("unlimited" as const),
);

/** As pam_limits scans a line: four words, of which the last is a number or a word for none. */
function scan(line: string): readonly string[] {
  expect(line).toMatch(/^[!-~]+ [!-~]+ [!-~]+ (?:\d+|unlimited)$/u);
  return line.split(" ");
}

function textOf(value: Bound): string {
  return value === "unlimited" ? value : value.toString();
}

describe("limits", () => {
  test("every line reads back, for everybody and for root", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...limitNames),
        bound,
        bound,
        (item, soft, hard) => {
          const lines = loginLimits({ item, soft, hard }).map(limitsLine);
          for (const domain of ["*", "root"]) {
            const own = lines.map(scan).filter(([first]) => first === domain);
            const values = Object.fromEntries(
              own.map(([, type = "", , value]) => [type, value]),
            );
            expect(values["soft"] ?? values["-"]).toBe(textOf(soft));
            expect(values["hard"] ?? values["-"]).toBe(textOf(hard));
            expect(own.every(([, , name]) => name === item)).toBe(true);
          }
        },
      ),
    );
  });

  test("systemd is told the same, in its own units", () => {
    const factor = { kibibytes: 1024n, bytes: 1n, minutes: 60n, count: 1n };
    const units: Readonly<Record<string, bigint>> = { K: 1024n, min: 60n };
    const read = (text: string): bigint | "unlimited" => {
      const [, digits, unit = ""] = /^(\d+)(K|min|)$/u.exec(text) ?? [];
      return digits === undefined
        ? "unlimited"
        : BigInt(digits) * (units[unit] ?? 1n);
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...limitNames),
        bound,
        bound,
        (item, soft, hard) => {
          const { value } = systemdLimit({ item, soft, hard });
          const [low = "", high = low] = value.split(":");
          const of = (each: Bound): Bound =>
            each === "unlimited" ? each : each * factor[limitItems[item].unit];
          expect([read(low), read(high)]).toEqual([of(soft), of(hard)]);
        },
      ),
    );
  });

  test("a negative number would mean no limit, and is refused", () => {
    const range = { item: "nofile", soft: -1n, hard: 1n } as const;
    expect(() => loginLimits(range)).toThrow(EncodeError);
    expect(() => systemdLimit(range)).toThrow(EncodeError);
  });

  test.each(["", "..", ".a", "a/b", "a b", "a\n", "ä"])(
    "%j is no service",
    (name) => {
      expect(() => dropInFolder(name)).toThrow(EncodeError);
    },
  );
});

describe("tmpfiles.d", () => {
  /** As systemd reads the argument: specifiers, then C escapes. */
  function argumentOf(line: string): string {
    const [, argument = ""] = /^w \/sys\/\S+ - - - - (.*)$/su.exec(line) ?? [];
    return argument.replaceAll("%%", "%").replaceAll("\\\\", "\\");
  }

  test("a value reads back, on one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        let line: string;
        try {
          line = sysfsWrite("a/b", text);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(EncodeError);
          return;
        }
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(argumentOf(line)).toBe(text);
      }),
    );
    expect(argumentOf(sysfsWrite("a/b", "%h \\x41 %%"))).toBe("%h \\x41 %%");
  });

  test("a dash is written, though alone it means that there is no argument", () => {
    expect(sysfsWrite("a/b", "-")).toBe("w /sys/a/b - - - - \\x2d");
  });

  test.each(["", "/a", "a/", "a//b", "../a", "a/../b", "a b", 'a"b', "a%hb"])(
    "%j is no path below /sys",
    (path) => {
      expect(() => sysfsWrite(path, "1")).toThrow(EncodeError);
    },
  );
});

describe("kernel arguments", () => {
  test("what a boot loader's script gives a meaning is refused", () => {
    for (const character of " \t\n\"'$`\\;&|<>(){}[]*?!#^\0é") {
      const values = [`a${character}b`];
      expect(() => kernelArguments({ name: "a", values })).toThrow(EncodeError);
      expect(() =>
        kernelArguments({ name: values[0] ?? "", values: [] }),
      ).toThrow(EncodeError);
    }
    expect(() => kernelArguments({ name: "a", values: [""] })).toThrow(
      EncodeError,
    );
  });
});
