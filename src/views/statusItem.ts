/** An item of the status bar as Baton draws all of its own: drawn anew only when it looks different. */
import * as vscode from "vscode";
import { whenDifferent } from "../base/whenDifferent.ts";

export interface StatusLook {
  readonly text: string;
  /** For ears. */
  readonly speech: string;
  /** On hover: the same, and what a click does. */
  readonly tooltip: string;
  /** Says by its colour, too, that something is wrong. */
  readonly alarm: "error" | "warning" | null;
}

export interface StatusItemOptions {
  readonly id: string;
  /** The higher, the further to the left. */
  readonly priority: number;
  /** In the status bar's own menu. */
  readonly name: string;
  readonly command: string;
}

export interface StatusItem extends vscode.Disposable {
  /** Null hides it. */
  draw(look: StatusLook | null): void;
}

export function createStatusItem({ id, priority, name, command }: StatusItemOptions): StatusItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, priority);
  item.name = name;
  item.command = command;
  const draw = whenDifferent((look: StatusLook | null) => {
    if (look === null) {
      item.hide();
      return;
    }
    const { text, speech, tooltip, alarm } = look;
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: vscode.l10n.t("Baton: {0}", speech) };
    item.backgroundColor =
      alarm === null ? undefined : new vscode.ThemeColor(`statusBarItem.${alarm}Background`);
    item.show();
  });
  return { draw, dispose: () => item.dispose() };
}
