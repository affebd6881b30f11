import { spec as serviceSpec } from "../../../templates/interrupts/service.hbs";
import { template } from "../shared/template.js";
import type { Comment } from "../shared/views.js";

export interface InterruptsServiceView {
  readonly header: Comment;
  readonly path: string;
}

export const service = template<InterruptsServiceView>(
  "interrupts/service",
  serviceSpec,
);
