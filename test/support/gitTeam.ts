/**
 * A team on real repositories: a bare remote and a clone for each driver, all in one temporary folder, each with an
 * identity of its own and nothing of this machine's git configuration.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HandOverOptions } from "#handover/handOver.ts";
import type { TakeOptions } from "#handover/take.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

export const driverNames = ["Ana", "Rui", "Eva"] as const;
export type DriverName = (typeof driverNames)[number];

/** A clone, and what its driver does there by hand. */
export interface Driver {
  readonly name: DriverName;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What git was told, as the log shows it. */
  readonly log: string[];
  /** Runs git as the driver would; gives its output without the last line break. Throws when git fails. */
  git(...args: string[]): string;
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  has(path: string): boolean;
  take(more?: Partial<TakeOptions>): TakeOptions;
  handOver(more?: Partial<HandOverOptions>): HandOverOptions;
}

export interface Team extends Disposable {
  readonly folder: string;
  /** The bare repository. */
  readonly remote: string;
  readonly drivers: Readonly<Record<DriverName, Driver>>;
  /** Runs git in the remote. */
  git(...args: string[]): string;
}

/** This process's environment, cleared of what git would read beside the repository. */
export function isolatedEnvironment(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  return { ...Object.fromEntries(own), HOME: home, XDG_CONFIG_HOME: home, GIT_CONFIG_NOSYSTEM: "1" };
}

export function runGit(folder: string, environment: NodeJS.ProcessEnv, args: readonly string[]): string {
  const output = execFileSync("git", args, {
    cwd: folder,
    env: environment,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return output.replace(/\n$/, "");
}

/** A hook of a repository, as a shell script. */
export function writeHook(repository: string, name: string, script: string): void {
  const folder = existsSync(join(repository, ".git")) ? join(repository, ".git") : repository;
  mkdirSync(join(folder, "hooks"), { recursive: true });
  writeFileSync(join(folder, "hooks", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function driver(name: DriverName, folder: string, environment: NodeJS.ProcessEnv): Driver {
  const log: string[] = [];
  const git = (...args: string[]): string => runGit(folder, environment, args);
  const common = {
    folder,
    who: name,
    prefix: "baton/",
    base: "main",
    session: null,
    environment,
    onGit: (line: string) => log.push(line),
  };
  return {
    name,
    folder,
    environment,
    log,
    git,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
    has: (path) => existsSync(join(folder, path)),
    take: (more) => ({ ...common, dirty: "refuse", ...more }),
    handOver: (more) => ({
      ...common,
      turn: 1,
      place: null,
      suggestions: [],
      coAuthors: [],
      checks: "block",
      ...more,
    }),
  };
}

/** An identity in the clone's own configuration; the last one in the file counts. */
function introduce({ name, folder }: Driver): void {
  const identity = `[user]\n\tname = ${name}\n\temail = ${name.toLowerCase()}@example.org\n[gc]\n\tauto = 0\n`;
  appendFileSync(join(folder, ".git/config"), identity);
}

/** `main` with one commit of `start` is on the remote and in each clone. */
export function gitTeam(
  start: Readonly<Record<string, string>> = { "notes.txt": "one\ntwo\nthree\n" },
): Team {
  const folder = temporaryFolder();
  const remote = join(folder.path, "remote.git");
  const environment = isolatedEnvironment(folder.path);
  runGit(folder.path, environment, ["init", "--quiet", "--bare", "--initial-branch=main", remote]);
  const first = driver("Ana", join(folder.path, "Ana"), environment);
  runGit(folder.path, environment, ["clone", "--quiet", remote, first.folder]);
  first.git("checkout", "--quiet", "-B", "main");
  introduce(first);
  for (const [path, content] of Object.entries(start)) first.write(path, content);
  first.git("add", "--all");
  first.git("commit", "--quiet", "--allow-empty", "-m", "Start");
  first.git("push", "--quiet", "-u", "origin", "main");
  // A copy is what a clone would be, and much faster.
  const copy = (name: DriverName): Driver => {
    const own = driver(name, join(folder.path, name), environment);
    cpSync(first.folder, own.folder, { recursive: true });
    introduce(own);
    return own;
  };
  return {
    folder: folder.path,
    remote,
    drivers: { Ana: first, Rui: copy("Rui"), Eva: copy("Eva") },
    git: (...args) => runGit(remote, environment, args),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

/** Whether git is new enough for something; else a test says that it is skipped. */
export function gitIsAtLeast(major: number, minor: number): boolean {
  const [, one, two] =
    /(\d+)\.(\d+)/.exec(spawnSync("git", ["--version"], { encoding: "utf8" }).stdout) ?? [];
  return Number(one) > major || (Number(one) === major && Number(two) >= minor);
}
