/** "Save picture": writes the SVG that the metrics page drew to a file of the person's choice. */
import { Buffer } from "node:buffer";
import * as vscode from "vscode";
import { Complaint, reasonOf } from "../base/complaint.ts";

export async function savePicture(
  svg: string,
  folder: vscode.Uri | undefined,
  run: number | null,
): Promise<void> {
  const name = run === null ? "baton-metrics.svg" : `baton-run-${run}.svg`;
  const target = await vscode.window.showSaveDialog({
    filters: { SVG: ["svg"] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, Buffer.from(svg, "utf8"));
  } catch (error) {
    throw new Complaint(
      vscode.l10n.t("The picture could not be saved as {0}: {1}", target.fsPath, reasonOf(error)),
      { cause: error },
    );
  }
  vscode.window.setStatusBarMessage(vscode.l10n.t("Baton: picture saved as {0}", target.fsPath), 4000);
}
