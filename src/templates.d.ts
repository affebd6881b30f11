// Templates are precompiled by scripts/templates.js when tunegen is built or tested.
declare module "*.hbs" {
  /** What Handlebars' runtime makes a template of. */
  export const spec: TemplateSpecification;
}
