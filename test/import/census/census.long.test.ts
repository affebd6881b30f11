import { describeCensus } from "./census.js";

describeCensus(0, 200, 30);
