/**
 * Runs git through simple-git: arguments as lists, never a shell, nothing that asks at a terminal. Every command is
 * told to `onGit` as a line that people can read and repeat. Nothing here knows what a handover is.
 *
 * simple-git waits 50 ms longer for a command that says nothing; so ask git in forms that always answer.
 */
import { type SimpleGitOptions, simpleGit } from "simple-git";
import { gitEnvironment } from "./environment.ts";
import { commandLine, withoutCredentials } from "./redact.ts";
import { type Ending, supervised, type Watch } from "./supervise.ts";

export interface GitResult {
  /** The exit code; negative when git was ended by a signal or could not be started. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly ending: Ending;
}

export interface GitOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onGit?: ((line: string) => void) | undefined;
  /** `name=value`, for every command. */
  readonly config?: readonly string[] | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

export interface RunOptions extends Omit<Watch, "signal"> {
  /** What the command reads from its standard input. */
  readonly input?: string | undefined;
  /** Left out of the log: it only looks. */
  readonly quiet?: boolean | undefined;
}

export interface Git {
  readonly folder: string;
  /** Runs a command and gives what came of it, also when it failed. Throws an AbortError when cancelled. */
  attempt(args: readonly string[], options?: RunOptions): Promise<GitResult>;
  /** Runs a command that must succeed, and gives its output. Throws a GitFailure. */
  run(args: readonly string[], options?: RunOptions): Promise<string>;
  /** As `run`, for commands that only look; they stay out of the log. */
  read(args: readonly string[]): Promise<string>;
  /** As `attempt`, for commands that only look. */
  look(args: readonly string[]): Promise<GitResult>;
}

/** A command that git did not carry out. Its message names no credentials. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
  readonly result: GitResult;

  constructor(args: readonly string[], result: GitResult) {
    super(`${commandLine(args)}: ${saidBy(result)}`);
    this.result = result;
  }
}

/** What git said last, without credentials: the line that tells why. */
export function saidBy({ stdout, stderr }: Pick<GitResult, "stdout" | "stderr">): string {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim());
  const telling = lines.filter((line) => /^(fatal|error|remote):/i.test(line) && line.length > 8);
  const said = telling.at(-1) ?? lines.findLast((line) => line !== "") ?? "git said nothing";
  return withoutCredentials(said.replace(/^(fatal|error):\s*/i, ""));
}

/**
 * simple-git's guard also refuses what the person's own environment says about git; that is theirs to say. No remote
 * text becomes an option or a variable: names are checked first, messages go by standard input.
 */
const trusted: NonNullable<SimpleGitOptions["unsafe"]> = {
  // Else simple-git sets a variable that makes those hooks fail which abbreviate git's options.
  allowAbbreviatedOptions: true,
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFilter: true,
  allowUnsafeGitProxy: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeUrlRewrite: true,
};

export function openGit(folder: string, options: GitOptions = {}): Git {
  const environment = gitEnvironment(options.environment);
  const config = [...(options.config ?? []), "core.quotePath=false"];

  async function execute(
    args: readonly string[],
    input: string | undefined,
  ): Promise<Omit<GitResult, "ending">> {
    let result = { code: -1, stdout: "", stderr: "git could not be started" };
    const git = simpleGit({
      baseDir: folder,
      config,
      allowEnvironment: Object.keys(environment),
      unsafe: trusted,
      // A hook may leave something running that holds the output open; what is on its way still arrives.
      completion: { onClose: true, onExit: 2_000 },
      ...(input !== undefined && { input: () => input }),
      errors(_error, { exitCode, stdOut, stdErr }) {
        const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString("utf8");
        result = { code: exitCode ?? -1, stdout: text(stdOut), stderr: text(stdErr) };
        // Also a failure is an answer here: callers ask for the code.
        return undefined;
      },
    });
    await git.env(environment).raw([...args]);
    return result;
  }

  async function attempt(args: readonly string[], run: RunOptions = {}): Promise<GitResult> {
    if (run.quiet !== true) options.onGit?.(commandLine(args));
    const watch = { signal: options.signal, limit: run.limit, silence: run.silence };
    const { result, ending } = await supervised(watch, () => execute(args, run.input));
    if (ending === "cancelled") options.signal?.throwIfAborted();
    return { ...result, ending };
  }

  async function run(args: readonly string[], settings?: RunOptions): Promise<string> {
    const result = await attempt(args, settings);
    if (result.code !== 0) throw new GitFailure(args, result);
    return result.stdout;
  }

  return {
    folder,
    attempt,
    run,
    read: (args) => run(args, { quiet: true }),
    look: (args) => attempt(args, { quiet: true }),
  };
}
