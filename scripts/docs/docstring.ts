/** A docstring as Markdown: its sentences, its parameters, its errors, its example. */
import ts from "typescript";

/** Empty lines between the parts; empty when there is no docstring. */
export function docstring(node: ts.Node): string {
  const parts = [description(node), listOf(node), examples(node)];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The sentences alone. */
export function description(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return comment === undefined || standsApart(comment, node) ? "" : textOf(comment.comment);
}

/** A module's head belongs to the module, not to what happens to come first in it. */
function standsApart(comment: ts.JSDoc, node: ts.Node): boolean {
  return /\n\s*\n/.test(node.getSourceFile().text.slice(comment.end, node.getStart()));
}

function listOf(node: ts.Node): string {
  return ts
    .getJSDocTags(node)
    .flatMap((tag) => line(tag) ?? [])
    .join("\n");
}

function line(tag: ts.JSDocTag): string | null {
  if (ts.isJSDocParameterTag(tag)) return `- \`${tag.name.getText()}\`: ${oneLine(tag)}`;
  if (ts.isJSDocThrowsTag(tag)) {
    const type = tag.typeExpression?.type.getText();
    return `- Throws ${type === undefined ? "" : `\`${type}\` `}${oneLine(tag)}`;
  }
  return tag.tagName.text === "returns" ? `- Gives ${oneLine(tag)}` : null;
}

function oneLine(tag: ts.JSDocTag): string {
  return textOf(tag.comment)
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll(/\{(\w*Error)\}/g, "`$1`");
}

function examples(node: ts.Node): string {
  return ts
    .getJSDocTags(node)
    .filter(({ tagName }) => tagName.text === "example")
    .map((tag) => `\`\`\`ts\n${textOf(tag.comment)}\n\`\`\``)
    .join("\n\n");
}

function textOf(comment: ts.JSDoc["comment"]): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").trim();
}
