import Handlebars from "handlebars/runtime.js";
import { onceFor } from "../../core/once-for.js";

/**
 * The layout of one kind of file. `View` is its input: all values are already encoded, and every field is present, since
 * templates are strict: an absent part is `false`.
 */
export interface Template<View> {
  /** Its path below `templates/`, and below the user's own folder of templates, without `.hbs`: `talos/machine`. */
  readonly name: string;
  readonly render: (view: View) => string;
}

type Block = (context: object) => string;

/** What a block renders of an object. */
const renderedOf = onceFor((block: Block) => onceFor(block));

/** The helpers of templates that Handlebars does not bring along, by name. */
export const helpers = {
  /** `{{#shared groups}}` renders its block once for all files that have the very same groups: those of hosts that are alike. */
  shared: (context: object, { fn }: { readonly fn: Block }): string =>
    renderedOf(fn)(context),
} as const;

Handlebars.registerHelper(helpers);

/** Gives a compiled template the type of its view. */
export function template<View>(
  name: string,
  spec: TemplateSpecification,
): Template<View> {
  const compiled = Handlebars.template<View>(spec);
  return { name, render: (view) => compiled(view) };
}

/** Renders a view by a template, or by the user's own of that name. */
export type Render = <View>(template: Template<View>, view: View) => string;

/** The user's own templates, by the name of the one that each replaces. */
export type OwnTemplates = ReadonlyMap<string, (view: unknown) => string>;

/** @param own replace tunegen's templates */
export function renderWith(own: OwnTemplates): Render {
  return ({ name, render }, view) =>
    inOnePiece(own.get(name)?.(view) ?? render(view));
}

/** Joins the pieces of a rendered text now: V8 keeps them, at three times the memory, until a character is looked at. */
function inOnePiece(text: string): string {
  text.charCodeAt(0);
  return text;
}
