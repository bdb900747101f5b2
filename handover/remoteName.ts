/** Which of the repository's remotes the team shares. */
import type { Git } from "./git/git.ts";
import { HandoverRefusal } from "./problem.ts";

/** The chosen remote, else the base's own, else `origin`, else the only one. */
export async function remoteName(git: Git, base: string, chosen: string | null): Promise<string> {
  const remotes = (await git.read(["remote"])).split("\n").filter(Boolean);
  const own = (
    await git.read(["for-each-ref", "--format=%(upstream:remotename)", `refs/heads/${base}`])
  ).trim();
  const name = [chosen, own, "origin"].find((wanted) => wanted !== null && remotes.includes(wanted));
  const only = remotes.length === 1 ? remotes[0] : undefined;
  const found = chosen === null ? (name ?? only) : remotes.find((remote) => remote === chosen);
  if (found !== undefined) return found;
  const message =
    remotes.length === 0
      ? "This repository has no remote to pass the code through. Add one with git remote add origin ADDRESS, and push to it."
      : `Which remote does the team share? This repository has ${remotes.join(", ")}. Name one in the settings.`;
  throw new HandoverRefusal("no-remote", message);
}
