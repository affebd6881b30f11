import Handlebars from "handlebars/runtime.js";

/**
 * The layout of one kind of file. `View` is its input: all values are already encoded, and every field is present, since
 * templates are strict: an absent part is `false`.
 */
export interface Template<View> {
  /** Its path below `templates/`, and below the user's own folder of templates, without `.hbs`: `talos/machine`. */
  readonly name: string;
  readonly render: (view: View) => string;
}

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
  return ({ name, render }, view) => own.get(name)?.(view) ?? render(view);
}
