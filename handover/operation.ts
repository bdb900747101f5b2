/** What every operation has in hand: git in the repository's top folder, the names, where the work is by now. */
import { type BranchNames, type BranchOptions, branchNames } from "./branches.ts";
import { type Git, GitFailure, openGit, saidBy } from "./git/git.ts";
import { oneLine, withoutCredentials } from "./git/redact.ts";
import { identity } from "./identity.ts";
import { HandoverRefusal, type Refused, tellPlaces, type Whereabouts } from "./problem.ts";
import { remoteName } from "./remoteName.ts";
import { type Repository, readRepository } from "./repository.ts";
import type { HandoverStep } from "./state.ts";

/** Everything that the operations of this room have in common. */
export interface HandoverOptions extends BranchOptions {
  /** Any folder of the repository. */
  readonly folder: string;
  /** Who does it; signs commits where git does not know a name. */
  readonly who: string;
  /** The remote; null: the base's own, else `origin`, else the only one. */
  readonly remote?: string | null;
  readonly signal?: AbortSignal | undefined;
  /** Every git command that changes something or asks the remote, as a line without credentials. */
  readonly onGit?: ((line: string) => void) | undefined;
  readonly onStep?: ((step: HandoverStep) => void) | undefined;
  /** In place of this process's own; for tests. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  readonly now?: (() => Date) | undefined;
  /** Milliseconds that the remote may be silent. */
  readonly silence?: number;
}

export interface Operation {
  readonly git: Git;
  /** The same, but deaf to the cancellation: for what has to be put back after one. */
  readonly settling: Git;
  readonly repository: Repository;
  readonly names: BranchNames;
  readonly remote: string;
  readonly who: string;
  readonly where: Whereabouts;
  /** Whole sentences worth telling beside the outcome. */
  readonly notes: string[];
  /** What is worth telling as soon as something is committed: whose name commits carry. */
  readonly signing: readonly string[];
  readonly signal: AbortSignal | undefined;
  readonly environment: NodeJS.ProcessEnv | undefined;
  readonly step: (step: HandoverStep) => void;
  readonly now: () => Date;
  readonly silence: number;
}

/** A stalled transfer ends as a failed one, with git's own words. */
const patience = ["http.lowSpeedLimit=1", "http.lowSpeedTime=60"];

async function openOperation(options: HandoverOptions, where: Whereabouts): Promise<Operation> {
  const { folder, signal, onGit, environment } = options;
  const outer = openGit(folder, { signal, onGit, environment });
  options.onStep?.("looking");
  const repository = await readRepository(outer);
  const { config, notes: signing } = await identity(outer, options.who);
  const settings = { onGit, environment, config: [...patience, ...config] };
  const git = openGit(repository.root, { ...settings, signal });
  const settling = openGit(repository.root, settings);
  const names = await branchNames(git, options);
  const remote = await remoteName(git, names.base, options.remote ?? null);
  return {
    git,
    settling,
    repository,
    names,
    remote,
    who: options.who,
    where,
    notes: [],
    signing,
    signal,
    environment,
    step: (step) => options.onStep?.(step),
    now: options.now ?? (() => new Date()),
    silence: options.silence ?? 90_000,
  };
}

function refusalOf(
  error: unknown,
  signal: AbortSignal | undefined,
  { sentence }: Whereabouts,
): HandoverRefusal {
  if (error instanceof HandoverRefusal) return error;
  if (signal?.aborted) return new HandoverRefusal("cancelled", `Cancelled. ${sentence}`);
  if (!(error instanceof GitFailure)) throw error;
  const { stderr, stdout } = error.result;
  if (/\.lock': File exists/.test(stderr)) {
    const message = `Another git command is at work in this repository, or was cut off. Wait for it; if none runs, delete the lock file that git names. ${sentence}`;
    return new HandoverRefusal("locked", message, { details: withoutCredentials(stderr) });
  }
  const message = `git could not do it: ${oneLine(saidBy(error.result), 300)}. ${sentence}`;
  return new HandoverRefusal("git-failed", message, { details: withoutCredentials(`${stdout}${stderr}`) });
}

/** The repositories that something is done to at the moment, from this process. */
const busy = new Set<string>();

/** Two operations in one folder would undo each other's steps. */
async function alone<T>(root: string, act: () => Promise<T>): Promise<T> {
  if (busy.has(root))
    throw new HandoverRefusal("busy", "A handover is at work in this folder. Wait for its end.");
  busy.add(root);
  try {
    return await act();
  } finally {
    busy.delete(root);
  }
}

/** Runs an operation; what stands in its way becomes an outcome, with where the work is by then. */
export async function operate<T>(
  options: HandoverOptions,
  act: (operation: Operation) => Promise<T>,
): Promise<T | Refused> {
  const where: Whereabouts = { sentence: "Your folder is as it was.", places: [] };
  try {
    const operation = await openOperation(options, where);
    return await alone(operation.repository.root, () => act(operation));
  } catch (error) {
    const { code, message, files, details } = refusalOf(error, options.signal, where);
    const problem = { code, message: tellPlaces(message, where), work: where.places, files, details };
    return { type: "refused", problem };
  }
}
