/** What sessions know of the person here, asked at the first one and kept for the next: the name, and the consent to be named. */
import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { nameSchema } from "#protocol/session/commands.ts";
import { limits } from "#protocol/session/limits.ts";

const nameKey = "baton.name";
const namingKey = "baton.named";

type State = Pick<vscode.ExtensionContext, "globalState">;

/** Null where no session was hosted or joined yet. */
export function rememberedName({ globalState }: State): string | null {
  return nameSchema.safeParse(globalState.get(nameKey)).data ?? null;
}

export async function rememberName({ globalState }: State, name: string): Promise<void> {
  await globalState.update(nameKey, name);
}

/** The remembered name, else git's, else nothing. */
export async function likelyName(context: State): Promise<string> {
  return rememberedName(context) ?? (await gitName());
}

async function gitName(): Promise<string> {
  try {
    // From the home folder: what a workspace's own configuration says is not asked for.
    const options = { cwd: homedir(), timeout: 2_000, windowsHide: true };
    const { stdout } = await promisify(execFile)("git", ["config", "--get", "user.name"], options);
    return nameSchema.safeParse(stdout.trim()).data ?? "";
  } catch {
    return ""; // no git, or it knows no name
  }
}

/** Whether recaps may name this person; null where nobody was asked yet. */
export function rememberedNaming({ globalState }: State): boolean | null {
  const stored = globalState.get(namingKey);
  return typeof stored === "boolean" ? stored : null;
}

export async function rememberNaming({ globalState }: State, named: boolean): Promise<void> {
  await globalState.update(namingKey, named);
}

/** Why a text is no name or title; null where it is one. Nothing typed yet is not wrong. */
export function whyNoName(text: string): string | null {
  if (text.trim() === "" || nameSchema.safeParse(text.trim()).success) return null;
  return vscode.l10n.t("One line of at most {0} characters, please.", limits.nameCharacters);
}
