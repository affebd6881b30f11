import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import {
  moduleName,
  moduleOptions,
  moduleParameter,
} from "../../src/encode/module.js";
import { sysctlName, sysctlValue } from "../../src/encode/sysctl.js";
import { keyOf } from "../../src/core/key.js";
import { nasty, textOf } from "./nasty.js";

/** The reader that all of sysctl.d's readers agree on. */
function readLine(line: string): readonly [string, string] | undefined {
  if (/^\s*(?:[#;]|$)/u.test(line)) return undefined;
  const at = line.indexOf("=");
  return at === -1
    ? undefined
    : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

describe("sysctlValue", () => {
  test("is refused, or read back as it is", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      textOf("=#; -\n\tab"),
      fc.constantFrom(...nasty),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let value;
        try {
          value = sysctlValue(text);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(EncodeError);
          return;
        }
        const file = `# before\nkernel.x = ${value}\n`;
        const read = file.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map(readLine);
        expect(read.filter(Boolean)).toEqual([["kernel.x", text]]);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["a\nb", "contains a line break"],
    ["a\rb", "contains a line break"],
    ["a\tb", "contains a control character"],
    ["a\u0085b", "contains a control character"],
    [" a", "starts or ends with white space"],
    ["a\ud800", "contains half a surrogate pair"],
  ])("%j %s", (text, fault) => {
    expect(() => sysctlValue(text)).toThrow(
      expect.objectContaining({ format: "sysctl.d", value: text, fault }),
    );
  });

  test.each(["", "262144", "4096 131072 6291456", "|/bin/x %P # ; =", "-1"])(
    "%j stays as it is",
    (text) => {
      expect(sysctlValue(text)).toBe(text);
    },
  );
});

describe("sysctlName", () => {
  test.each([
    [["net", "core", "rmem_max"], "net.core.rmem_max"],
    [
      ["net", "ipv4", "conf", "bond0.30", "rp_filter"],
      "net/ipv4/conf/bond0.30/rp_filter",
    ],
    [["net", "ipv4", "conf", "*", "rp_filter"], "net.ipv4.conf.*.rp_filter"],
  ])("%j is %s", (segments, name) => {
    expect(sysctlName(keyOf(segments))).toBe(name);
  });

  test.each(["#a", ";a", "-a", "a b", "a=b", "a\n"])(
    "refuses %j",
    (segment) => {
      expect(() => sysctlName(keyOf([segment, "b"]))).toThrow(EncodeError);
    },
  );
});

describe("modules", () => {
  test("a line of modprobe.d", () => {
    expect(moduleOptions("nf_conntrack", { hashsize: "65536", a: "b c" })).toBe(
      'options nf_conntrack hashsize=65536 a="b c"',
    );
  });

  test.each(["", "a b", "a\nb", "a=b", "../a", "#a"])(
    "%j is no module name",
    (name) => {
      expect(() => moduleName(name)).toThrow(EncodeError);
    },
  );

  test.each(["a\nb", 'a"b', "a\\"])("%j is no parameter", (value) => {
    expect(() => moduleParameter("x", value)).toThrow(EncodeError);
  });

  test("a parameter needs a name", () => {
    expect(() => moduleParameter("x y", "1")).toThrow(EncodeError);
  });
});
