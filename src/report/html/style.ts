import { text as colours } from "../../../templates/report/styles/colours.css?text";
import { text as page } from "../../../templates/report/styles/page.css?text";
import { text as parts } from "../../../templates/report/styles/parts.css?text";
import { text as controls } from "../../../templates/report/styles/controls.css?text";
import { text as matrix } from "../../../templates/report/styles/matrix.css?text";
import { text as tables } from "../../../templates/report/styles/tables.css?text";
import { text as timeline } from "../../../templates/report/styles/timeline.css?text";
import { text as details } from "../../../templates/report/styles/details.css?text";
import { text as narrow } from "../../../templates/report/styles/narrow.css?text";
import { text as forPrint } from "../../../templates/report/styles/print.css?text";

/** The style of the page, in the order in which its rules override each other. */
export const style: string = [
  colours,
  page,
  parts,
  controls,
  matrix,
  tables,
  timeline,
  details,
  narrow,
  forPrint,
].join("\n");
