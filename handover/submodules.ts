/**
 * Submodules in a handover. Their folders are never touched: they are repositories of their own. What is seen to is
 * that an old one is not handed over as if somebody had gone back to it.
 */
import type { Git } from "./git/git.ts";

export interface Submodules {
  /** Those that stand on an older or unknown commit than the team's: they stay out of the handover. */
  readonly behind: readonly string[];
  /** Those with changes inside, which only a commit and a push there would pass on. */
  readonly changed: readonly string[];
}

/** A line of `status --porcelain=v2` about a submodule: `1 .M SCMU 160000 160000 160000 <HEAD> <index> path`. */
const line = /^1 .. S(.)(.)(.) \d+ \d+ \d+ \S+ (\S+) (.+)$/;

/** Whether a submodule's commit is not beyond the one that the team has. */
async function isBehind(git: Git, path: string, team: string): Promise<boolean> {
  const known = await git.look(["-C", path, "cat-file", "-t", team]);
  if (known.code !== 0) return true;
  return (await git.look(["-C", path, "rev-list", "--count", `${team}..HEAD`, "--"])).stdout.trim() === "0";
}

interface Entry {
  readonly path: string;
  /** The commit that the team has of it. */
  readonly team: string;
  readonly moved: boolean;
  readonly changed: boolean;
}

function readEntry(entry: string): Entry[] {
  const [, moved, modified, untracked, team, path] = line.exec(entry) ?? [];
  if (path === undefined || team === undefined) return [];
  return [{ path, team, moved: moved === "C", changed: modified === "M" || untracked === "U" }];
}

export async function submodules(git: Git): Promise<Submodules> {
  const status = [
    "status",
    "--porcelain=v2",
    "--branch",
    "-z",
    "--untracked-files=no",
    "--ignore-submodules=none",
  ];
  const entries = (await git.read(status)).split("\0").flatMap(readEntry);
  const behind: string[] = [];
  for (const { path, team } of entries.filter(({ moved }) => moved)) {
    if (await isBehind(git, path, team)) behind.push(path);
  }
  return { behind, changed: entries.filter(({ changed }) => changed).map(({ path }) => path) };
}
