/** What a repository still holds in its commits, branches and stashes: what git would never clear away. */
import { spawnSync } from "node:child_process";
import { runGit, type Team } from "./gitTeam.ts";

function lines(text: string): string[] {
  return text.split("\n").filter(Boolean);
}

/** The text of every file in every commit that a ref or a stash reaches. */
export function reachableText(folder: string, environment: NodeJS.ProcessEnv): string {
  const git = (...args: string[]): string => runGit(folder, environment, args);
  const stashes = git("for-each-ref", "refs/stash") === "" ? [] : lines(git("stash", "list", "--format=%H"));
  const objects = lines(git("rev-list", "--objects", "--no-object-names", "--all", ...stashes));
  const options = { cwd: folder, env: environment, input: `${objects.join("\n")}\n`, maxBuffer: 2 ** 28 };
  return spawnSync("git", ["cat-file", "--batch"], options).stdout.toString("utf8");
}

/** The same of the remote and of every clone together. */
export function teamText(team: Team): string {
  const { environment } = team.drivers.Ana;
  const folders = [team.remote, ...Object.values(team.drivers).map(({ folder }) => folder)];
  return folders.map((folder) => reachableText(folder, environment)).join("\n");
}
