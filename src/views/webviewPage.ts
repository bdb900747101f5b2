/**
 * The document of a page in dist/webview: its own script by a nonce, its own stylesheet, and nothing else. What the
 * page may load is said here alone.
 */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

function folderOf(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, "dist", "webview");
}

/** `name`: of the script and the stylesheet. `title`: what a screen reader calls the page. */
export function showPage(webview: vscode.Webview, extension: vscode.Uri, name: string, title: string): void {
  webview.options = { enableScripts: true, localResourceRoots: [folderOf(extension)] };
  webview.html = page(webview, extension, name, title);
}

function page(webview: vscode.Webview, extension: vscode.Uri, name: string, title: string): string {
  const resource = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(folderOf(extension), file)).toString();
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource} data:`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${resource(`${name}.css`)}">
<title>${title}</title>
</head>
<body>
<script nonce="${nonce}" src="${resource(`${name}.js`)}"></script>
</body>
</html>`;
}
