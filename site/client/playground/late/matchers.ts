import { re2Problem } from "../../../src/language/re2.js";

declare global {
  /** What is wrong with a matcher; the compiler checks none before this script is there. */
  var tunegenMatchers: typeof re2Problem | undefined;
}

globalThis.tunegenMatchers = re2Problem;
document.dispatchEvent(new Event("tunegen"));
