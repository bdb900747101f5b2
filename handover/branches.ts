/** The names that a handover gives to branches: `baton/main`, `baton/main-friday`, `baton/rescue/<time>`. */
import type { Git } from "./git/git.ts";
import { HandoverRefusal } from "./problem.ts";

export interface BranchNames {
  /** What every branch of ours begins with, as `baton/`. */
  readonly prefix: string;
  /** The branch that the team's work starts from and goes back to. */
  readonly base: string;
  /** Where the team's work in progress is. */
  readonly work: string;
}

export interface BranchOptions {
  readonly prefix: string;
  readonly base: string;
  /** Free text; what a branch name cannot hold becomes a hyphen. */
  readonly session: string | null;
}

const longestSession = 60;

/** "Friday's mob; $(x)" becomes "friday-s-mob-x". */
export function sessionSlug(session: string): string {
  const words =
    session
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...words.join("-")].slice(0, longestSession).join("").replace(/-$/, "");
}

function workBranch({ prefix, base, session }: BranchOptions): string {
  const slug = session === null ? "" : sessionSlug(session);
  return slug === "" ? `${prefix}${base}` : `${prefix}${base}-${slug}`;
}

export function rescuePrefix(prefix: string): string {
  return `${prefix}rescue/`;
}

/** Git itself decides what a branch may be called. */
async function checkName(git: Git, name: string, what: string): Promise<void> {
  // It also reads what stands for a branch, such as @{-1}, and then answers with another name.
  const { code, stdout } = await git.look(["check-ref-format", "--branch", name]);
  if (code === 0 && stdout === `${name}\n`) return;
  throw new HandoverRefusal(
    "invalid-name",
    `${JSON.stringify(name)} cannot be ${what}: git has no such names.`,
  );
}

/** Throws a HandoverRefusal for names that git does not take or that would get into each other's way. */
export async function branchNames(git: Git, options: BranchOptions): Promise<BranchNames> {
  const { prefix, base } = options;
  const work = workBranch(options);
  await checkName(git, base, "the name of a branch");
  await checkName(git, work, "the name of the branch for the team's work");
  if (prefix !== "" && base.startsWith(prefix)) {
    const message = `${base} is one of the branches that Baton makes. Choose the branch that the team's work is for.`;
    throw new HandoverRefusal("invalid-name", message);
  }
  if (prefix === "" || `${work}/`.startsWith(rescuePrefix(prefix))) {
    const message = `A work branch called ${work} would get into the way of ${rescuePrefix(prefix)} or of your own branches. Set another prefix or session name.`;
    throw new HandoverRefusal("invalid-name", message);
  }
  return { prefix, base, work };
}

/** `2026-11-21T21-17-03-250Z`: sorts by time, and may be in a branch's name. */
export function timeStamp(time: Date): string {
  return time.toISOString().replace(/[:.]/g, "-");
}
