/** What a merge would come to, without touching the folder. */
import type { Git } from "./git/git.ts";

export type Merge =
  | { readonly type: "clean"; readonly tree: string }
  /** The tree has the files in conflict with both sides marked. */
  | { readonly type: "conflict"; readonly tree: string; readonly files: readonly string[] }
  /** A git before 2.38 cannot tell. */
  | { readonly type: "unknown" };

export async function tryMerge(git: Git, ours: string, theirs: string): Promise<Merge> {
  const command = ["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z"];
  const { code, stdout } = await git.look([...command, ours, theirs]);
  const [tree = "", ...files] = stdout.split("\0").filter(Boolean);
  if (code === 0) return { type: "clean", tree };
  return code === 1 ? { type: "conflict", tree, files: [...new Set(files)] } : { type: "unknown" };
}
