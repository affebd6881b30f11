import { describeCensus } from "./census.js";

// census.long.test.ts has many more.
describeCensus(0, 30, 5);
