import Handlebars from "handlebars/runtime.js";

/**
 * The layout of one kind of file. `View` is what it is given: all values are encoded already, and every field is always
 * there, since templates are strict: what may be missing is `false`.
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

/** The user's own templates, by the name of the one that each stands in for. */
export type OwnTemplates = ReadonlyMap<string, (view: unknown) => string>;

/** @param own stand in for tunegen's own templates */
export function renderWith(own: OwnTemplates): Render {
  return ({ name, render }, view) => own.get(name)?.(view) ?? render(view);
}
