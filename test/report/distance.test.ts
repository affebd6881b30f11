import { expect, test } from "vitest";
import { distanceFrom } from "../../src/report/distance.js";
import { valueOfText } from "../../src/settings/sysctl/value.js";

test.each([
  ["4096", "4096", "same 0 default"],
  ["4096", "8192", "up 2 ×2"],
  ["4096", "6144", "up 1 ×1.5"],
  ["4096", "4097", "up 1 ×1.000"],
  ["4096", "1048576", "up 5 ×256"],
  ["60", "15", "down 3 ÷4"],
  ["1", "1048576", "up 5 ×1,048,576"],
  // The field that differs most counts.
  ["4096 131072 6291456", "4096 87380 16777216", "up 2 ×2.7"],
  ["1 64", "1 1", "down 4 ÷64"],
  // A scale says nothing of these.
  ["0", "1", "other 0 was 0"],
  ["-1", "5", "other 0 was -1"],
  ["cubic", "bbr", "other 0 was cubic"],
  ["", "1-4", "other 0 was empty"],
  ["1 2", "1 2 3", "other 0 was 1 2"],
  ["0 99999 2147483647", "1 1 1", "other 0 differs"],
])("%s to %s is %s", (before, after, words) => {
  const { direction, step, text } = distanceFrom(
    { value: before, sure: true },
    valueOfText(after),
    "count",
  );
  expect(`${direction} ${step} ${text}`).toBe(words);
});

test("a default that is not certain is said to be an estimate", () => {
  const from = (value: string | undefined, after: string) =>
    distanceFrom({ value, sure: false }, valueOfText(after), undefined).text;
  expect(from("100", "400")).toBe("≈ ×4");
  expect(from("100", "100")).toBe("likely default");
  expect(from("0", "1")).toBe("likely was 0");
  expect(from(undefined, "1")).toBe("");
});

test.each(["switch", "choice", "mask", "port"] as const)(
  "a %s is no multiple of another",
  (unit) => {
    const from = (after: string) =>
      distanceFrom({ value: "2", sure: true }, valueOfText(after), unit);
    expect(from("1")).toEqual({ direction: "other", step: 0, text: "was 2" });
    expect(from("2").direction).toBe("same");
  },
);
