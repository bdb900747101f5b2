/**
 * The invitation as a page that a host can project: link, QR code, addresses. It runs no script; its buttons are the
 * command "Invite". The facilitators' link is never on it, since everybody in the room would see it.
 */
import { renderSVG } from "uqr";
import * as vscode from "vscode";
import { type Invitation, invitationLink } from "#protocol/session/invitation.ts";

export interface InvitationPage {
  readonly participant: Invitation;
  /** Others at which the relay may be reached. */
  readonly otherAddresses: readonly string[];
  readonly facilitators: boolean;
}

/** Not restored after a reload: a code stays on the screen only while somebody wants it there. */
export function showInvitationPage(extension: vscode.Uri, page: InvitationPage): vscode.Disposable {
  const folder = vscode.Uri.joinPath(extension, "dist", "webview");
  const panel = vscode.window.createWebviewPanel(
    "baton.invitation",
    vscode.l10n.t("Invitation"),
    vscode.ViewColumn.Active,
    { enableScripts: false, enableCommandUris: ["baton.invite"], localResourceRoots: [folder] },
  );
  const style = panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, "invitation.css")).toString();
  panel.webview.html = document(page, style, panel.webview.cspSource);
  return panel;
}

function document(page: InvitationPage, style: string, source: string): string {
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${source}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(style)}">
<title>${escaped(vscode.l10n.t("Invitation"))}</title>
</head>
<body>
<main>${content(page)}</main>
</body>
</html>`;
}

function content({ participant, otherAddresses, facilitators }: InvitationPage): string {
  const link = invitationLink(participant);
  const parts = [
    heading(1, vscode.l10n.t("Join the session")),
    paragraph(vscode.l10n.t("Install Baton in VS Code, then open this link:")),
    `<code class="link">${escaped(link)}</code>`,
    button(vscode.l10n.t("Copy the link"), { copy: "participant" }),
    ...(facilitators
      ? [button(vscode.l10n.t("Copy the link for co-facilitators"), { copy: "facilitator" })]
      : []),
    `<div class="code" role="img" aria-label="${escaped(vscode.l10n.t("The link as a QR code"))}">${renderSVG(link, { border: 4 })}</div>`,
    heading(2, vscode.l10n.t("By hand")),
    paragraph(
      vscode.l10n.t("Run “Baton: Join Session” from the command palette and paste address and code:"),
    ),
    `<p><code>${escaped(`${participant.relay} ${participant.code}`)}</code></p>`,
  ];
  if (otherAddresses.length > 0) {
    const items = otherAddresses.map((address) => `<li><code>${escaped(address)}</code></li>`);
    parts.push(
      heading(2, vscode.l10n.t("Other addresses")),
      paragraph(vscode.l10n.t("If nobody answers at that address, the same code is good at these:")),
      `<ul>${items.join("")}</ul>`,
    );
  }
  parts.push(heading(2, vscode.l10n.t("What the others need")), paragraph(reach(participant.relay)));
  if (participant.relay.startsWith("http:")) parts.push(paragraph(plain()));
  return parts.join("\n");
}

function reach(relay: string): string {
  return vscode.l10n.t(
    "Their machine must reach {0}: the same network as this machine, and no firewall between. Where that is not so, forward the port, or use a relay that all can reach (the setting baton.relay.url).",
    new URL(relay).host,
  );
}

function plain(): string {
  return vscode.l10n.t(
    "The connection is not encrypted: on a network that you do not trust, others could read what is said.",
  );
}

function heading(level: 1 | 2, text: string): string {
  return `<h${level}>${escaped(text)}</h${level}>`;
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function button(label: string, argument: object): string {
  const command = `command:baton.invite?${encodeURIComponent(JSON.stringify(argument))}`;
  return `<a class="button" role="button" href="${escaped(command)}">${escaped(label)}</a>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
}
