/** Registers a handler for every command: forget one, and the compiler says so. */
import * as vscode from "vscode";
import { type CommandId, commandIds } from "./commandIds.ts";

/** Arguments arrive from the editor, from views and from keybindings: a handler checks what it is given. */
export type CommandHandlers = Readonly<Record<CommandId, (argument?: unknown) => unknown>>;

export function registerCommands(handlers: CommandHandlers): vscode.Disposable {
  return vscode.Disposable.from(...commandIds.map((id) => vscode.commands.registerCommand(id, handlers[id])));
}
