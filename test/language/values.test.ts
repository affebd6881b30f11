import { describe, expect, test } from "vitest";
import { errorsOf, nodeOf, planOf, settingsOf } from "../support/compile.js";

function spec(key: string, value: string): string {
  return `version: 1
roles:
  r:
    node: { kernel: "6.12", cpus: 4, memory: 8GiB }
    sysctl:
      ${key}: ${value}
`;
}

const NUMBER = "net.core.somaxconn";
const BYTES = "net.core.rmem_max";
const VECTOR = "net.ipv4.tcp_rmem";
const TIME = "net.ipv4.tcp_keepalive_time";
const TEXT = "kernel.core_pattern";
const ALGORITHM = "net.ipv4.tcp_congestion_control";

describe("values that are taken", () => {
  test.each([
    [NUMBER, "1024", "1024"],
    [NUMBER, '"1024"', "1024"],
    [NUMBER, "'1024'", "1024"],
    [NUMBER, '" 1024 "', "1024"],
    [NUMBER, "[1024]", "1024"],
    [NUMBER, '["1024"]', "1024"],
    [NUMBER, "|\n        1024", "1024"],
    [NUMBER, "!!str 1024", "1024"],
    [NUMBER, "{ value: 1024 }", "1024"],
    [NUMBER, '{ value: "1024", why: x, refs: [a], accept: {} }', "1024"],
    [NUMBER, "{ atLeast: 8192 }", "8192"],
    [NUMBER, "{ value: { atLeast: 8192 }, why: x }", "8192"],
    [NUMBER, "{ perCpu: 2048 }", "8192"],
    [NUMBER, "{ value: { perCpu: 2048, max: 4000 }, why: x }", "4000"],
    [NUMBER, "{ perGiB: 2048 }", "16384"],
    [NUMBER, "null", null],
    [NUMBER, "~", null],
    [NUMBER, "", null],
    [NUMBER, "{ value: null, why: x }", null],
    [NUMBER, "{ value: , why: x }", null],
    [BYTES, "16MiB", "16777216"],
    [BYTES, '"16MiB"', "16777216"],
    [BYTES, "16 MiB", "16777216"],
    [BYTES, "0.5MiB", "524288"],
    [BYTES, "{ value: 16MiB }", "16777216"],
    [BYTES, "{ atLeast: 16MiB }", "16777216"],
    [VECTOR, "[4096, 131072, 6291456]", "4096 131072 6291456"],
    [VECTOR, "[4KiB, 128KiB, 6MiB]", "4096 131072 6291456"],
    [VECTOR, '["4096", 128KiB, 6291456]', "4096 131072 6291456"],
    [VECTOR, "4096 131072 6291456", "4096 131072 6291456"],
    [VECTOR, '"4096\\t131072\\t6291456"', "4096 131072 6291456"],
    [VECTOR, '" 4096  131072 6291456 "', "4096 131072 6291456"],
    [VECTOR, "4KiB 128KiB 6MiB", "4096 131072 6291456"],
    [VECTOR, "4 KiB 128 KiB  6 MiB", "4096 131072 6291456"],
    [
      VECTOR,
      "\n        - 4096\n        - 131072\n        - 6291456",
      "4096 131072 6291456",
    ],
    [VECTOR, "{ value: [4096, 131072, 6291456] }", "4096 131072 6291456"],
    [VECTOR, "{ atLeast: 4096 524288 33554432 }", "4096 524288 33554432"],
    [VECTOR, "[4096, 4096, 4096]", "4096 4096 4096"],
    [TIME, "600", "600"],
    [TIME, "600s", "600"],
    [TIME, "10 m", "600"],
    [TIME, "10m", "600"],
    [TIME, "1h30m", "5400"],
    ["net.ipv4.tcp_mem", "[1GiB, 2GiB, 4GiB]", "262144 524288 1048576"],
    ["vm.min_free_kbytes", "64MiB", "65536"],
    ["vm.dirty_writeback_centisecs", "5s", "500"],
    ["vm.dirty_writeback_centisecs", "500", "500"],
    ["net.ipv4.ip_local_port_range", "[10000, 65535]", "10000 65535"],
    ["net.ipv4.ip_local_port_range", "10000 65535", "10000 65535"],
    [TEXT, "core", "core"],
    [TEXT, '""', ""],
    [TEXT, '"|/usr/bin/handler %p %u"', "|/usr/bin/handler %p %u"],
    [TEXT, "5", "5"],
    [TEXT, "010", "010"],
    [TEXT, "a#b", "a#b"],
    [TEXT, '"${x} \'\' \\"q\\" \\\\"', "${x} '' \"q\" \\"],
    [TEXT, "grüße", "grüße"],
    [TEXT, ">-\n        a\n        b", "a b"],
    ["net.ipv4.tcp_congestion_control", "bbr", "bbr"],
    ["net.core.default_qdisc", '"fq"', "fq"],
    ["fs.file-max", "9223372036854775807", "9223372036854775807"],
    ["vm.overcommit_memory", "-0", "0"],
  ])("%s: %s", (key, value, expected) => {
    expect(settingsOf(nodeOf(planOf(spec(key, value)), "r"))).toEqual({
      [key]: expected,
    });
  });
});

describe("values that are not", () => {
  test.each([
    [NUMBER, "010", "wrong-kind", "write 10"],
    [NUMBER, '"010"', "wrong-kind", "write 10"],
    [NUMBER, "0x80", "wrong-kind", "write 128"],
    [NUMBER, "0o17", "wrong-kind", "write 15"],
    [NUMBER, "1_000", "wrong-kind", "write 1000"],
    [NUMBER, "1e3", "wrong-kind", "write 1000"],
    [NUMBER, "1.5", "wrong-kind", "write a number"],
    [NUMBER, "+5", "wrong-kind", "write 5"],
    [NUMBER, "true", "wrong-kind", "write a number"],
    [NUMBER, "True", "wrong-kind", "write a number"],
    [NUMBER, "yes", "wrong-kind", "write a number"],
    [NUMBER, '"on"', "wrong-kind", "write a number"],
    [NUMBER, "false", "wrong-kind", "write 0"],
    [NUMBER, "NO", "wrong-kind", "write 0"],
    [NUMBER, "off", "wrong-kind", "write 0"],
    [NUMBER, "{ value: true }", "wrong-kind", "write a number"],
    [NUMBER, "{ atLeast: true }", "wrong-kind", "write a number"],
    [NUMBER, ".inf", "wrong-kind", "digits"],
    [NUMBER, "-.inf", "wrong-kind", "digits"],
    [NUMBER, ".nan", "wrong-kind", "digits"],
    [NUMBER, '".inf"', "wrong-kind", ""],
    [NUMBER, '"30 # comment"', "comment-in-value", "write `30 # comment`"],
    [NUMBER, '"30#comment"', "comment-in-value", "write `30 #comment`"],
    [NUMBER, "16MiB", "wrong-unit", "plain number"],
    [NUMBER, "30s", "wrong-unit", "plain number"],
    [NUMBER, "abc", "wrong-kind", "write a number"],
    [NUMBER, '""', "wrong-kind", ""],
    [NUMBER, '"1 2"', "wrong-arity", "one number"],
    [NUMBER, "[1, 2]", "wrong-arity", "one number"],
    [NUMBER, "[]", "wrong-arity", "one number"],
    [NUMBER, "[[1]]", "wrong-shape", "a number or text"],
    [NUMBER, "[null]", "wrong-shape", "a number or text"],
    [NUMBER, "{}", "wrong-shape", ""],
    [NUMBER, "{ atleast: 5 }", "unknown-field", "`atLeast`"],
    [NUMBER, "{ value: 5, reason: x }", "unknown-field", "`why`"],
    [NUMBER, "{ atLeast: 5, why: x }", "unknown-field", "value:"],
    [NUMBER, "{ value: { value: 5 } }", "unknown-field", ""],
    [NUMBER, "{ why: x }", "wrong-shape", ""],
    [
      NUMBER,
      "99999999999999999999999",
      "out-of-range",
      "write a number from 0 to 2147483647",
    ],
    [
      NUMBER,
      "18446744073709551616",
      "out-of-range",
      "write a number from 0 to 2147483647",
    ],
    [NUMBER, "-1", "out-of-range", "write a number from 0 to 2147483647"],
    [BYTES, "16MB", "wrong-kind", "16MiB"],
    [BYTES, "16M", "wrong-kind", "16MiB"],
    [BYTES, "16Mi", "wrong-kind", "16MiB"],
    [BYTES, "30s", "wrong-unit", "such as 16MiB"],
    [BYTES, "0.3B", "wrong-kind", "smaller unit"],
    [BYTES, "1", "out-of-range", "write a number from 2304"],
    [TIME, "16MiB", "wrong-unit", "such as 30s"],
    [TIME, "500ms", "wrong-unit", ""],
    [TIME, "30sec", "wrong-kind", ""],
    [VECTOR, "[4096, 131072]", "wrong-arity", "write all 3"],
    [VECTOR, "[1, 2, 3, 4]", "wrong-arity", "write all 3"],
    [VECTOR, "4096", "wrong-arity", "write all 3"],
    [VECTOR, '"4096,131072,6291456"', "wrong-kind", ""],
    [VECTOR, "[4096, x, 6291456]", "wrong-kind", ""],
    [VECTOR, "[4096, 1024, 6291456]", "wrong-order", "min <= default <= max"],
    [VECTOR, "6291456 131072 4096", "wrong-order", "min <= default <= max"],
    [VECTOR, "{ perCpu: 1 }", "wrong-kind", "several numbers"],
    [TEXT, "[a]", "wrong-kind", "write a text"],
    [TEXT, "{ atLeast: a }", "wrong-kind", "write a text"],
    [TEXT, "{ perCpu: 1 }", "wrong-kind", "write a text"],
    [ALGORITHM, '""', "wrong-kind", "write a value"],
    [TEXT, '" "', "wrong-kind", 'write `""`'],
    [TEXT, '" core"', "wrong-kind", "write core"],
    [TEXT, '"core # c"', "comment-in-value", ""],
    [TEXT, '"a\\nb"', "control-character", ""],
    [TEXT, '"a\\rb"', "control-character", ""],
    [TEXT, '"a\\0b"', "control-character", ""],
    [TEXT, '"a\\eb"', "control-character", ""],
    [TEXT, '"a\\Lb"', "control-character", ""],
    [TEXT, '"a\\x85b"', "control-character", ""],
    [TEXT, "|\n        a\n        b", "control-character", ""],
    [
      "net.ipv4.ip_local_port_range",
      "10000-65535",
      "wrong-kind",
      "[10000, 65535]",
    ],
    ["net.ipv4.ip_local_port_range", "[65535, 10000]", "wrong-order", ""],
    [
      "net.ipv4.tcp_available_congestion_control",
      "bbr",
      "read-only-key",
      "remove it",
    ],
  ])("%s: %s is %s", (key, value, rule, help) => {
    const errors = errorsOf(spec(key, value));
    expect(errors.map((error) => error.rule)).toContain(rule);
    expect(new Set(errors.map((error) => error.rule)).size).toBe(1);
    expect(errors[0]?.line).toBeGreaterThanOrEqual(6);
    if (help !== "") expect(errors[0]?.help).toContain(help);
  });
});

describe("a key that is not in the catalogue", () => {
  const value = (written: string): unknown =>
    settingsOf(
      nodeOf(
        planOf(
          spec(
            "vendor.knob",
            `{ value: ${written}, accept: { unknown-key: our module } }`,
          ),
        ),
        "r",
      ),
    )["vendor.knob"];

  test.each([
    ["5", "5"],
    ["-5", "-5"],
    ['"5"', "5"],
    ["[1, 2, 3]", "1 2 3"],
    ["1 2 3", "1 2 3"],
    ["some text", "some text"],
    ["{ atLeast: 5 }", "5"],
    ["{ perCpu: 5 }", "20"],
    ["null", null],
  ])("takes %s as %s", (written, expected) => {
    expect(value(written)).toBe(expected);
  });

  test.each(["16MiB", "30s", "010", "true"])(
    "%s cannot be read without its unit or kind",
    (written) => {
      const taken = (): unknown => value(written);
      // A text is taken as it is: only the user knows what the key holds.
      if (written === "010") expect(taken()).toBe("010");
      else expect(taken).toThrow();
    },
  );
});
