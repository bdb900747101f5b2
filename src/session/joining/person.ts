/**
 * What sessions know of the person here, asked at the first one and kept for the next: the name, and where it may be
 * named.
 */
import { homedir } from "node:os";
import * as vscode from "vscode";
import * as z from "zod";
import { nameSchema } from "#protocol/session/commands.ts";
import { limits } from "#protocol/session/limits.ts";
import { emailSchema } from "#protocol/session/state.ts";
import { askGit } from "../../base/askGit.ts";

const nameKey = "baton.name";
const namingKey = "baton.named";
const emailKey = "baton.email";

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
  return nameSchema.safeParse(await gitSetting("user.name")).data ?? "";
}

/** The address that this person's commits carry; null where git knows none. */
export async function gitEmail(): Promise<string | null> {
  return emailSchema.safeParse(await gitSetting("user.email")).data ?? null;
}

/** From the home folder: what a workspace's own configuration says is not asked for. */
async function gitSetting(key: string): Promise<string | null> {
  return await askGit(homedir(), ["config", "--get", key], 2_000);
}

/** Where a session may name somebody; `named` is null where nobody was asked yet. */
export interface Naming {
  /** In recaps. */
  readonly named: boolean | null;
  /** As co-author of commits, by this address. */
  readonly email: string | null;
}

export function rememberedNaming({ globalState }: State): Naming {
  const named = z.boolean().safeParse(globalState.get(namingKey)).data ?? null;
  return { named, email: emailSchema.safeParse(globalState.get(emailKey)).data ?? null };
}

export async function rememberNaming({ globalState }: State, { named, email }: Naming): Promise<void> {
  await Promise.all([globalState.update(namingKey, named), globalState.update(emailKey, email ?? undefined)]);
}

/** Why a text is no name or title; null where it is one. Nothing typed yet is not wrong. */
export function whyNoName(text: string): string | null {
  if (text.trim() === "" || nameSchema.safeParse(text.trim()).success) return null;
  return vscode.l10n.t("One line of at most {0} characters, please.", limits.nameCharacters);
}
