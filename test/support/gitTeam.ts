/**
 * A team on real repositories: a bare remote and a clone for each driver, all in one temporary folder, each with an
 * identity of its own and nothing of this machine's git configuration.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HandOverOptions } from "#handover/handOver.ts";
import type { TakeOptions } from "#handover/take.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporaryFolder.ts";

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

/** An identity in the clone's own configuration; of several the last one counts. */
function introduce({ name, folder }: Driver): void {
  const identity = `[user]\n\tname = ${name}\n\temail = ${name.toLowerCase()}@example.org\n`;
  appendFileSync(join(folder, ".git/config"), identity);
}

function openTeam(folder: TemporaryFolder): Team {
  const remote = join(folder.path, "remote.git");
  const environment = isolatedEnvironment(folder.path);
  const open = (name: DriverName): Driver => driver(name, join(folder.path, name), environment);
  return {
    folder: folder.path,
    remote,
    drivers: { Ana: open("Ana"), Rui: open("Rui"), Eva: open("Eva") },
    git: (...args) => runGit(remote, environment, args),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

/** The same team once more, in a folder of its own, with all that it has done so far. */
export function copyTeam(team: Pick<Team, "folder">): Team {
  const folder = temporaryFolder();
  cpSync(team.folder, folder.path, { recursive: true });
  return openTeam(folder);
}

function newTeam(start: Readonly<Record<string, string>>): Team {
  const team = openTeam(temporaryFolder());
  const { Ana, ...others } = team.drivers;
  const init = ["init", "--quiet", "--template=", "--initial-branch=main"];
  runGit(team.folder, Ana.environment, [...init, "--bare", team.remote]);
  runGit(team.folder, Ana.environment, [...init, Ana.folder]);
  introduce(Ana);
  // A path that is still right when the whole team is copied.
  Ana.git("remote", "add", "origin", "../remote.git");
  Ana.git("config", "gc.auto", "0");
  for (const [path, content] of Object.entries(start)) Ana.write(path, content);
  Ana.git("add", "--all");
  Ana.git("commit", "--quiet", "--allow-empty", "-m", "Start");
  Ana.git("push", "--quiet", "-u", "origin", "main");
  for (const other of Object.values(others)) {
    cpSync(Ana.folder, other.folder, { recursive: true });
    introduce(other);
  }
  return team;
}

const made = new Map<string, Team>();
process.once("exit", () => {
  for (const team of made.values()) team[Symbol.dispose]();
});

/** `main` with one commit of `start` is on the remote and in each clone. Copies are much faster than clones. */
export function gitTeam(
  start: Readonly<Record<string, string>> = { "notes.txt": "one\ntwo\nthree\n" },
): Team {
  const key = JSON.stringify(start);
  const team = made.get(key) ?? newTeam(start);
  made.set(key, team);
  return copyTeam(team);
}
