/**
 * The workshop's first commit. A machine without git, or a git that knows nobody's name, still gets its workshop:
 * what could not be done is said in a note. Global git configuration is never touched.
 */
import { type SimpleGit, simpleGit } from "simple-git";

export interface FirstCommit {
  /** The commit's id; null when there is none. */
  readonly commit: string | null;
  readonly notes: readonly string[];
}

const neutral = { name: "Baton", email: "baton@localhost" };

async function configured(git: SimpleGit, key: string): Promise<boolean> {
  const { value } = await git.getConfig(key);
  return (value ?? "").trim() !== "";
}

/** Without a name and an address git refuses to commit; a neutral pair serves this one commit. */
async function identity(git: SimpleGit): Promise<{ options: string[]; notes: string[] }> {
  if ((await configured(git, "user.name")) && (await configured(git, "user.email"))) {
    return { options: [], notes: [] };
  }
  return {
    options: ["-c", `user.name=${neutral.name}`, "-c", `user.email=${neutral.email}`],
    notes: [
      `git does not know your name yet, so the first commit is signed "${neutral.name}". To sign yours: git config --global user.name "Your Name" and git config --global user.email you@example.org.`,
    ],
  };
}

function because(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").at(-1) ?? text;
}

async function commitAll(git: SimpleGit): Promise<FirstCommit> {
  await git.init();
  await git.raw(["symbolic-ref", "HEAD", "refs/heads/main"]);
  const { options, notes } = await identity(git);
  await git.raw(["add", "--all"]);
  // Neither hooks nor a signing key of the person's own may keep a first commit from being made.
  const message = "Start the workshop";
  await git.raw([...options, "commit", "--quiet", "--no-verify", "--no-gpg-sign", "-m", message]);
  return { commit: (await git.revparse(["HEAD"])).trim(), notes };
}

/** Makes `folder` a git repository on the branch main with everything committed. Rejects only when cancelled. */
export async function firstCommit(folder: string, signal?: AbortSignal): Promise<FirstCommit> {
  const git = simpleGit({ baseDir: folder, ...(signal && { abort: signal }) });
  try {
    const { installed } = await git.version();
    if (!installed) {
      const note = "git was not found, so there is no first commit. Install git to keep the team's history.";
      return { commit: null, notes: [note] };
    }
    return await commitAll(git);
  } catch (error) {
    signal?.throwIfAborted();
    return { commit: null, notes: [`The first commit could not be made: ${because(error)}`] };
  }
}
