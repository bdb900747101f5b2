/** Writes the toolkit's reference from its sections. */
import { relative, sep } from "node:path";
import ts from "typescript";
import { description, docstring } from "./docstring.ts";
import type { Entry, Section } from "./exports.ts";

const head = `# The toolkit

What stage code gets from \`import { ... } from "baton"\`. Nothing is random but by a seed, and nothing is sent anywhere.
What can take long gives a promise: \`await\` it, watch it by \`onProgress\`, stop it by an \`AbortSignal\`.

<!-- Made from the docstrings in ml/ by \`npm run docs\`: change them, not this page. -->`;

export function toMarkdown(sections: readonly Section[], projectFolder: string): string {
  const contents = sections.map((section) => contentsLine(section, projectFolder)).join("\n");
  const parts = sections.map((section) => sectionText(section, projectFolder));
  return `${[head, contents, ...parts].join("\n\n")}\n`;
}

function contentsLine({ title, entries }: Section, projectFolder: string): string {
  const ours = entries.filter((entry) => isOurs(entry, projectFolder));
  const names = ours.filter(isCode).map(({ name }) => `[\`${name}\`](#${name.toLowerCase()})`);
  return `- **[${title}](#${anchor(title)})**: ${names.join(", ")}`;
}

function anchor(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}

/** What can be called, other than what only the types know. */
function isCode({ declarations }: Entry): boolean {
  return declarations.some((node) => !ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node));
}

function sectionText({ title, introduction, entries }: Section, projectFolder: string): string {
  const foreign = entries.filter((entry) => !isOurs(entry, projectFolder)).map(({ name }) => `\`${name}\``);
  const ours = entries.filter((entry) => isOurs(entry, projectFolder));
  // What can be called first, then the shapes that it takes and gives.
  const sorted = [...ours.filter(isCode), ...ours.filter((entry) => !isCode(entry))];
  const parts = [
    `## ${title}`,
    introduction,
    foreign.length === 0 ? "" : `Arquero's own helpers come along: ${foreign.join(", ")}.`,
    ...sorted.map((entry) => entryText(entry, projectFolder)),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function isOurs({ declarations: [first] }: Entry, projectFolder: string): boolean {
  const path = first && relative(projectFolder, first.getSourceFile().fileName);
  return path?.startsWith(`ml${sep}`) ?? false;
}

function entryText({ name, declarations }: Entry, projectFolder: string): string {
  const documented = declarations.filter((node) => !isImplementation(node, declarations));
  const [first] = documented;
  if (first === undefined) return "";
  const path = relative(projectFolder, first.getSourceFile().fileName).replaceAll(sep, "/");
  const signatures = documented.map(signature).join("\n");
  const parts = [
    `### ${name}`,
    `\`\`\`ts\n${signatures}\n\`\`\``,
    docstring(first),
    membersText(first),
    `<sub>[${path}](../${path})</sub>`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Of an overloaded function only the overloads are for others. */
function isImplementation(node: ts.Declaration, all: readonly ts.Declaration[]): boolean {
  return all.length > 1 && ts.isFunctionDeclaration(node) && node.body !== undefined;
}

/** The declaration without its body, docstrings and `export`. */
function signature(node: ts.Declaration): string {
  const source = node.getSourceFile().text;
  const body = ts.isFunctionLike(node) && "body" in node && node.body ? node.body : undefined;
  if (ts.isClassDeclaration(node)) return `class ${node.name?.text}${heritage(node)}`;
  if (ts.isInterfaceDeclaration(node)) return `interface ${node.name.text}${heritage(node)}`;
  const end = body && typeof body === "object" && "pos" in body ? Number(body.pos) : node.end;
  return source
    .slice(node.getStart(), end)
    .replace(/^(export )?(async )?/, "")
    .replace(/;$/, "")
    .trim();
}

function heritage(node: ts.ClassDeclaration | ts.InterfaceDeclaration): string {
  return (node.heritageClauses ?? []).map((clause) => ` ${clause.getText()}`).join("");
}

/** The public members: of a class with their signatures, of an interface as a table. */
function membersText(node: ts.Declaration): string {
  if (ts.isClassDeclaration(node)) {
    return node.members.filter(isPublic).map(memberText).join("\n\n");
  }
  if (!ts.isInterfaceDeclaration(node) || node.members.length === 0) return "";
  const rows = node.members.map((member) => `| ${cell(member.getText())} | ${plainCell(member)} |`);
  return ["| member | |", "|---|---|", ...rows].join("\n");
}

function isPublic(member: ts.ClassElement): boolean {
  const isHidden = member.name !== undefined && ts.isPrivateIdentifier(member.name);
  return !isHidden && !ts.isPropertyDeclaration(member);
}

function memberText(member: ts.ClassElement): string {
  return [`\`\`\`ts\n${signature(member)}\n\`\`\``, docstring(member)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function cell(code: string): string {
  const text = code.replace(/;$/, "").replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
  return `\`${text}\``;
}

function plainCell(member: ts.TypeElement): string {
  return description(member)
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}
