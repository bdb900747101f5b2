/** "Session Settings": what facilitators may change of the session itself. */
import * as vscode from "vscode";
import * as z from "zod";
import { type Command, nameSchema } from "#protocol/session/commands.ts";
import type { SessionInfo } from "#protocol/session/state.ts";
import { whyNoName } from "../session/joining/person.ts";
import type { SessionController } from "../session/sessionController.ts";
import { requireView } from "./requireView.ts";

/** As the command's argument nobody is asked. */
const argumentSchema = z.union([
  z.strictObject({ title: nameSchema }),
  z.strictObject({ anonymous: z.boolean() }),
  z.strictObject({ locked: z.boolean() }),
]);

type Setting = z.infer<typeof argumentSchema>;

interface Entry extends vscode.QuickPickItem {
  readonly setting: () => Setting | Promise<Setting | null>;
}

export async function changeSessionSettings(session: SessionController, argument: unknown): Promise<void> {
  const { view } = requireView(session);
  const setting = argumentSchema.safeParse(argument).data ?? (await choose(view.session));
  if (setting !== null) await session.ask(commandFor(setting));
}

function commandFor(setting: Setting): Command {
  return "locked" in setting
    ? { type: "session.lock", locked: setting.locked }
    : { type: "session.settings", ...setting };
}

async function choose(info: SessionInfo): Promise<Setting | null> {
  const title = vscode.l10n.t("Session Settings");
  return (await (await vscode.window.showQuickPick(entries(info), { title }))?.setting()) ?? null;
}

function entries({ title, locked, anonymous }: SessionInfo): Entry[] {
  return [
    {
      label: `$(edit) ${vscode.l10n.t("Rename the session")}`,
      setting: () => askTitle(title),
    },
    {
      label: locked ? `$(unlock) ${vscode.l10n.t("Unlock")}` : `$(lock) ${vscode.l10n.t("Lock")}`,
      detail: locked
        ? vscode.l10n.t("Now nobody new gets in; who is in stays.")
        : vscode.l10n.t("Now whoever has a link gets in. Locked, nobody new does; who is in stays."),
      setting: () => ({ locked: !locked }),
    },
    {
      label: anonymous
        ? `$(eye) ${vscode.l10n.t("Take no more suggestions without a name")}`
        : `$(eye-closed) ${vscode.l10n.t("Take suggestions without a name")}`,
      setting: () => ({ anonymous: !anonymous }),
    },
  ];
}

async function askTitle(value: string): Promise<Setting | null> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Rename the Session"),
    value,
    validateInput: whyNoName,
  });
  const title = nameSchema.safeParse(text?.trim());
  return title.success ? { title: title.data } : null;
}
