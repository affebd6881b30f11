import { re2Problem } from "../../../../src/language/re2.js";

globalThis.tunegenParts = {
  ...globalThis.tunegenParts,
  matchers: { re2Problem },
};
