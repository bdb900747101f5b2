/** "New Workshop": asks for a folder, writes the sample project there and opens it. */
import { basename, join } from "node:path";
import * as vscode from "vscode";
import { newWorkshop } from "#scaffold/newWorkshop.ts";
import { Complaint, reasonOf } from "../base/complaint.ts";
import type { OutputLog } from "../views/outputLog.ts";
import { planTour, showTour } from "./workshopTour.ts";

const folderName = "grades-workshop";

export async function createWorkshop(
  context: vscode.ExtensionContext,
  log: OutputLog,
  chosen: unknown,
): Promise<void> {
  const place = chosen instanceof vscode.Uri ? chosen : await askForFolder();
  if (place === undefined) return;
  const folder = await emptyFolderIn(place);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Baton: making a workshop in {0}", basename(folder.fsPath)),
  };
  const made = await vscode.window.withProgress(options, () =>
    newWorkshop({
      folder: folder.fsPath,
      template: join(context.extensionPath, "dist", "workshop"),
      typesFile: join(context.extensionPath, "dist", "baton.d.ts"),
    }),
  );
  for (const note of made.notes) log.note(note);
  await planTour(context, folder);
  await open(context, folder);
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t("New Workshop: choose where it goes");
  const openLabel = vscode.l10n.t("Make Workshop Here");
  const options = { canSelectFiles: false, canSelectFolders: true, canSelectMany: false, title, openLabel };
  const answer = await vscode.window.showOpenDialog(options);
  return answer?.[0];
}

/** The place itself when it is empty, else a new folder in it: nobody has to make one first. */
async function emptyFolderIn(place: vscode.Uri): Promise<vscode.Uri> {
  const entries = await entriesOf(place);
  if (entries.length === 0) return place;
  const taken = new Set(entries.map(([name]) => name));
  let name = folderName;
  for (let count = 2; taken.has(name); count += 1) name = `${folderName}-${count}`;
  return vscode.Uri.joinPath(place, name);
}

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch (error) {
    throw new Complaint(vscode.l10n.t("The folder {0} cannot be read: {1}", folder.fsPath, reasonOf(error)), {
      cause: error,
    });
  }
}

function isOpen(folder: vscode.Uri): boolean {
  const open = vscode.workspace.workspaceFolders ?? [];
  return open.some(({ uri }) => uri.toString() === folder.toString());
}

/** A window with work in it is asked about, an empty one is not. */
async function open(context: vscode.ExtensionContext, folder: vscode.Uri): Promise<void> {
  if (isOpen(folder)) return await showTour(context);
  if (vscode.workspace.workspaceFolders === undefined) {
    await vscode.commands.executeCommand("vscode.openFolder", folder);
    return;
  }
  const here = vscode.l10n.t("Open Here");
  const elsewhere = vscode.l10n.t("Open in New Window");
  const sentence = vscode.l10n.t("Baton: the workshop is ready in {0}.", folder.fsPath);
  const choice = await vscode.window.showInformationMessage(sentence, here, elsewhere);
  if (choice === undefined) return;
  await vscode.commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: choice === elsewhere });
}
