import Handlebars from "handlebars/runtime.js";

/** Text that is HTML already. Only templates make it of values, and they escape each. */
export type Html = Handlebars.SafeString;

/** Lays a view out. */
export type HtmlTemplate<View> = (view: View) => Html;

/** Gives a compiled template the type of its view. All values in it are escaped, but for `Html`. */
export function htmlTemplate<View>(
  spec: TemplateSpecification,
): HtmlTemplate<View> {
  const compiled = Handlebars.template<View>(spec);
  return (view) => new Handlebars.SafeString(compiled(view));
}

/** Renders a sentence: what stands between backticks is code. */
export function prose(text: string): Html {
  // The escaped form of a backtick.
  return trusted(
    Handlebars.escapeExpression(text).replaceAll(
      /&#x60;(.+?)&#x60;/gu,
      "<code>$1</code>",
    ),
  );
}

/** Passes on a text that is no value of the user's: the style and the script of the page, and encoded data. */
export function trusted(text: string): Html {
  return new Handlebars.SafeString(text);
}
