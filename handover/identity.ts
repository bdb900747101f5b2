/** Whose name commits carry: git's own, else the participant's, so that nobody's work waits for a git setting. */
import type { Git } from "./git/git.ts";
import { personName } from "./message.ts";

const neutralEmail = "baton@localhost";

export interface Identity {
  /** Settings for the commands of one operation; the person's configuration is never touched. */
  readonly config: readonly string[];
  readonly notes: readonly string[];
}

/** git would else guess an address from the machine's name, or refuse to commit. */
export async function identity(git: Git, who: string): Promise<Identity> {
  const known = ["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"];
  if ((await git.look(known)).code === 0) return { config: [], notes: [] };
  const own = (await git.look(["config", "--get", "user.name"])).stdout.trim();
  const name = own === "" ? personName(who) : own;
  const note = `git does not know who you are, so commits are signed "${name}" without an address. To sign yours: git config --global user.name "Your Name" and git config --global user.email you@example.org.`;
  return { config: [`user.name=${name}`, `user.email=${neutralEmail}`], notes: [note] };
}
