/** `${a.b[0]}` in a text: where expressions stand and which value each names. `\${` is no expression. */
import { isList, isMap, memberOf, type Value } from "../format/value.ts";

/** What is wrong with a template, as a sentence without a subject. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

const expression = /(?<!\\)\$\{(.*?)\}/g;
const path = /^[^.[\]]+(?:\.[^.[\]]+|\[[^.[\]]+\])*$/;

export function isTemplate(text: string): boolean {
  return text.includes("${");
}

/** The expression's path where the text is nothing but one expression: its value then keeps its type. */
export function wholeExpression(text: string): string | null {
  const [first] = text.matchAll(expression);
  return first !== undefined && first[0] === text ? (first[1] ?? null) : null;
}

/** Puts a text in each expression's place. */
export function withExpressions(text: string, textOf: (path: string) => string): string {
  return text.replace(expression, (_all, inner: string) => textOf(inner)).replaceAll("\\${", "${");
}

/** Throws a TemplateError on what is no path, and on a path that leads nowhere. */
export function select(root: Value, written: string): Value {
  const trimmed = written.trim();
  if (!path.test(trimmed)) {
    throw new TemplateError(
      `\${${written}} is not understood: write a name, as in \${train.seed} or \${item[0]}.`,
    );
  }
  let value: Value | undefined = root;
  for (const part of trimmed.split(/[.[\]]+/).filter((each) => each !== "")) {
    value = partOf(value, part);
    if (value === undefined) {
      throw new TemplateError(
        `\${${trimmed}} has no value: '${part}' is neither in params.yaml nor in 'vars'. Add it there, or correct the name.`,
      );
    }
  }
  return value;
}

function partOf(value: Value, part: string): Value | undefined {
  if (isMap(value)) return memberOf(value, part);
  return isList(value) && /^\d+$/.test(part) ? value[Number(part)] : undefined;
}
