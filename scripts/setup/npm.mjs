/** Runs npm as a child, without its chatter: what it said is shown only when it fails. */
import { spawn } from "node:child_process";

const quiet = ["--no-audit", "--no-fund", "--no-progress", "--no-update-notifier", "--loglevel=error"];
const keptCharacters = 4000;

/** The npm that started us, run by our own Node; else the one on the PATH, which is a script on Windows. */
function npmCommand() {
  const own = process.env.npm_execpath;
  if (own !== undefined && /npm-cli\.c?js$/.test(own)) {
    return { command: process.execPath, first: [own], shell: false };
  }
  return { command: "npm", first: [], shell: process.platform === "win32" };
}

/** An outer `npm start` names its own folder in the environment; the inner npm must not take it for its own. */
function environment() {
  const { npm_config_local_prefix: _outer, ...rest } = process.env;
  return rest;
}

export function runNpm(args, { cwd, signal }) {
  const { command, first, shell } = npmCommand();
  const all = [...first, ...args, ...quiet];
  return new Promise((resolve, reject) => {
    let said = "";
    const keep = (chunk) => {
      said = (said + chunk).slice(-keptCharacters);
    };
    // Asked politely, npm goes on for as long as it likes; what it leaves half-done is thrown away anyway.
    const ending = { signal, killSignal: "SIGKILL" };
    const stdio = ["ignore", "pipe", "pipe"];
    const child = spawn(command, all, { cwd, shell, stdio, env: environment(), ...ending });
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    let failure = null;
    child.on("error", (error) => {
      failure = error;
      if (child.pid === undefined)
        reject(new Error("npm was not found. It comes with Node: https://nodejs.org."));
    });
    // Not before it has ended: whoever is told may clean up what npm was writing.
    child.on("close", (code) => {
      if (failure) reject(failure);
      else if (code === 0) resolve();
      else reject(new Error(`npm ${args[0]} failed. It said:\n${said.trim()}`));
    });
  });
}
