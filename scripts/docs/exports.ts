/** Finds what ml/index.ts exports, section by section, with its declarations. How it is written is `markdown.ts`. */
import { join } from "node:path";
import ts from "typescript";

export interface Section {
  readonly title: string;
  /** Markdown. */
  readonly introduction: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly name: string;
  /** Overloads have several. */
  readonly declarations: readonly ts.Declaration[];
}

/** @throws {Error} when an export stands before the first section, or cannot be found */
export function readSections(projectFolder: string): Section[] {
  const path = join(projectFolder, "ml", "index.ts");
  const { config } = ts.readConfigFile(join(projectFolder, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, projectFolder);
  const program = ts.createProgram([path], options);
  const source = program.getSourceFile(path);
  if (source === undefined) throw new Error(`${path} is not there`);
  const checker = program.getTypeChecker();
  const sections: { title: string; introduction: string; entries: Entry[] }[] = [];
  for (const statement of source.statements) {
    const heading = headingBefore(statement, source);
    if (heading !== null) sections.push({ ...heading, entries: [] });
    const section = sections.at(-1);
    if (section === undefined) throw new Error("ml/index.ts: an export stands before the first section");
    section.entries.push(...entriesOf(statement, checker));
  }
  return sections;
}

/** A comment of lines that starts with `// # Title`. */
function headingBefore(
  statement: ts.Statement,
  source: ts.SourceFile,
): { title: string; introduction: string } | null {
  const lines = (ts.getLeadingCommentRanges(source.text, statement.pos) ?? [])
    .filter(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia)
    .map(({ pos, end }) => source.text.slice(pos, end).replace(/^\/\/ ?/, ""));
  const [first, ...rest] = lines;
  if (!first?.startsWith("# ")) return null;
  return { title: first.slice(2), introduction: rest.join("\n").trim() };
}

function entriesOf(statement: ts.Statement, checker: ts.TypeChecker): Entry[] {
  if (!ts.isExportDeclaration(statement) || !statement.exportClause) return [];
  if (!ts.isNamedExports(statement.exportClause)) return [];
  return statement.exportClause.elements.map(({ name }) => {
    const symbol = checker.getSymbolAtLocation(name);
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (!target?.declarations) throw new Error(`ml/index.ts: ${name.text} is not declared`);
    return { name: name.text, declarations: target.declarations };
  });
}
