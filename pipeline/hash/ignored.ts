/** `.dvcignore`: gitignore's rules, one file a folder, the nearer one deciding. Git's and DVC's own folders always. */
import path from "node:path";
import ignore, { type Ignore } from "ignore";
import { readUtf8 } from "../files.ts";

const always = new Set([".git", ".hg", ".dvc"]);

/** Rules of a folder and of those around it, nearest first; folders are posix, relative to the workspace. */
export type Rules = readonly { readonly folder: string; readonly patterns: Ignore }[];

export interface IgnoreRules {
  /** The rules that hold inside a folder. */
  of(folder: string): Promise<Rules>;
}

export function createIgnoreRules(workspace: string): IgnoreRules {
  const known = new Map<string, Promise<Rules>>();
  const read = async (folder: string): Promise<Rules> => {
    const [outer, file] = await Promise.all([
      folder === "" ? [] : of(parent(folder)),
      readUtf8(path.join(workspace, folder, ".dvcignore")),
    ]);
    return file.type === "text" ? [{ folder, patterns: ignore().add(file.text) }, ...outer] : outer;
  };
  const of = (folder: string): Promise<Rules> => {
    const rules = known.get(folder) ?? read(folder);
    known.set(folder, rules);
    return rules;
  };
  return { of };
}

function parent(folder: string): string {
  const up = path.posix.dirname(folder);
  return up === "." ? "" : up;
}

/** Whether an entry of the folder whose rules these are is left out of hashes. */
export function isIgnored(rules: Rules, entry: string, isFolder: boolean): boolean {
  if (always.has(path.posix.basename(entry))) return true;
  for (const { folder, patterns } of rules) {
    const relative = folder === "" ? entry : entry.slice(folder.length + 1);
    const { ignored, unignored } = patterns.test(isFolder ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}
