import { alertTests } from "../monitoring/alert-tests.js";
import type { Promtool } from "../monitoring/promtool.js";
import { recordingTests } from "../monitoring/recording-tests.js";
import { programTest, run } from "../support/programs.js";

/** The one on the PATH: in CI that of Debian 12, 2.42. */
const promtool: Promtool = {
  run: (args) => run("promtool", args),
  test: (name, fn) => {
    programTest("promtool", name, fn);
  },
};

alertTests(promtool);
recordingTests(promtool);
