/** Opens the workshop in the VS Code that is installed on this machine, where there is one that can show a window. */
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { runProgram } from "./program.ts";

/** On Linux a window needs a display; VS Code also refuses to run as root. */
export function canShowWindow(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  user: number,
): boolean {
  if (platform !== "linux") return true;
  if (environment["WSL_DISTRO_NAME"]) return true;
  return user !== 0 && Boolean(environment["DISPLAY"] || environment["WAYLAND_DISPLAY"]);
}

/** Path of the command `code`; null when VS Code is not installed. */
export async function findCode(platform: NodeJS.Platform, path: string): Promise<string | null> {
  const name = platform === "win32" ? "code.cmd" : "code";
  for (const folder of path.split(delimiter).filter((part) => part !== "")) {
    const file = join(folder, name);
    const usable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return file;
  }
  return null;
}

/** The desktop VS Code of this machine, or null. */
export async function desktopCode(): Promise<string | null> {
  const { env, platform } = process;
  if (!canShowWindow(platform, env, process.getuid?.() ?? -1)) return null;
  return await findCode(platform, env["PATH"] ?? "");
}

/** On Windows `code` is a batch file, which only the shell runs; the shell splits at spaces outside of quotes. */
export function codeCall(
  platform: NodeJS.Platform,
  code: string,
  args: readonly string[],
): { command: string; args: readonly string[]; shell: boolean } {
  if (platform !== "win32") return { command: code, args, shell: false };
  const quoted = (word: string) => `"${word}"`; // no path on Windows holds a quote
  return { command: quoted(code), args: args.map(quoted), shell: true };
}

/** Installs the package and opens the folder. False when this VS Code would not: its words have been printed. */
export async function openInDesktop(
  code: string,
  vsix: string,
  folder: string,
  signal: AbortSignal,
): Promise<boolean> {
  for (const args of [["--install-extension", vsix, "--force"], [folder]]) {
    const { shell, ...call } = codeCall(process.platform, code, args);
    const result = await runProgram(call.command, call.args, { output: "collect", signal, shell });
    if (result.code === 0) continue;
    console.log(`VS Code (${code}) did not take it:\n${result.output.trim()}\n`);
    return false;
  }
  return true;
}
