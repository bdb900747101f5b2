/** Asks which address an invitation leads to: one of this machine's, or one that somebody types. */
import * as vscode from "vscode";
import { relayAddress } from "#protocol/session/invitation.ts";
import type { Invitations } from "../session/hosting/invitations.ts";

/** Null where the person gave up. */
export async function chooseAddress({ addresses }: Invitations): Promise<string | null> {
  const title = vscode.l10n.t("Give Another Address");
  const other = { label: `$(edit) ${vscode.l10n.t("Another address")}`, address: null };
  const known = addresses.map((address) => ({ label: new URL(address).host, address }));
  const chosen = await vscode.window.showQuickPick([...known, other], { title, ignoreFocusOut: true });
  return chosen === undefined ? null : (chosen.address ?? (await askAddress(title)));
}

async function askAddress(title: string): Promise<string | null> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("The address at which the others reach this machine's relay."),
    placeHolder: "https://baton.example.org",
    ignoreFocusOut: true,
    validateInput: (typed) =>
      typed.trim() === "" || relayAddress(typed.trim()) !== null
        ? null
        : vscode.l10n.t("This is no address of the form https://name or name:port."),
  });
  return text === undefined ? null : relayAddress(text.trim());
}
