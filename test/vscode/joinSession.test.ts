/** A guest in a real window: by a link that asks first, by hand, and with what can go wrong. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { invitationLink } from "#protocol/session/invitation.ts";
import { Editor, type EditorWindow } from "#support/editor.ts";
import { type RelayProcess, startRelayProcess } from "#support/relayProcess.ts";
import { joinAsGuest, type SessionGuest } from "#support/sessionGuest.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

let editor: Editor;
let folder: TemporaryFolder;
let relay: RelayProcess;
let ana: SessionGuest;
let window: EditorWindow;

const link = () => invitationLink(relay.invitations.participant);
const host = () => new URL(relay.url).host;
const namesIn = ({ client }: SessionGuest) =>
  [...client.state.roster.people.values()].map(({ name }) => name);
const comes = (name: string) => ana.until(() => namesIn(ana).includes(name));

before(async () => {
  editor = await Editor.start();
});
after(() => editor[Symbol.asyncDispose]());
beforeEach(async () => {
  folder = temporaryFolder();
  relay = await startRelayProcess(["--data", folder.path, "--port", "0"]);
  ana = await joinAsGuest(invitationLink(relay.invitations.facilitator), "Ana");
  await ana.client.ask({ type: "session.settings", title: "Grades workshop" });
  window = await editor.open(null);
});
afterEach(async () => {
  await window.page.close();
  ana[Symbol.dispose]();
  await relay.end("SIGKILL");
  folder[Symbol.dispose]();
});

test("a link joins only when the person has read where it leads and given a name; a reload keeps the place", async () => {
  await window.openLink(link());
  await window.press(`Join the session at ${host()}?`, "Cancel");
  assert.deepEqual(namesIn(ana), ["Ana"]);
  await window.openLink(link());
  await window.press(`Join the session at ${host()}?`, "Join");
  await window.answer("Your name, as the others will see it.", "Ben");
  await window.answer("May it name you?");
  await comes("Ben");
  await ana.until(({ view }) =>
    Object.values(view?.people ?? {}).some(({ name, named }) => name === "Ben" && named === true),
  );

  await window.reloadInSession();
  await window.openLink(link());
  await window.press(`Join the session at ${host()}?`, "Join");
  await window.page.waitForTimeout(4000);
  await window.page.screenshot({ path: "/tmp/h2_c.png" });
  await window.press(/You are in .* already/, "Cancel");
  assert.deepEqual(namesIn(ana), ["Ana", "Ben"]);
});

test("a link that is no invitation is told, and nothing is asked", async () => {
  await window.openLink("vscode://baton-editor.baton/join?relay=http://127.0.0.1:1&code=wrong");
  await window.notification("This link is no invitation to a session.").waitFor();
});

test("address and code join by hand; what is neither is told while it is typed", async () => {
  const { relay: address, code } = relay.invitations.participant;
  await window.commandThatAsks("Baton: Join Session");
  await window.answer("The link that the host gave you", "nonsense");
  await window.answer("This is neither a link nor an address with a code.", `${address} ${code}`);
  await window.answer("Your name, as the others will see it.", "Chi");
  await window.answer("May it name you?", "Leave");
  await comes("Chi");
});

async function joinByHand(address = relay.url): Promise<void> {
  await window.commandThatAsks("Baton: Join Session");
  await window.answer("The link that the host gave you", `${address} ${relay.invitations.participant.code}`);
  await window.answer("Your name, as the others will see it.", "Dee");
  await window.answer("May it name you?");
}

/** The status bar item of the connection. */
const connection = () => window.page.locator('.statusbar-item[id$="baton.connection"]');
const isConnected = () => connection().and(window.page.locator('[aria-label*=": connected"]')).waitFor();

test("a host that does not answer is told in a sentence", async () => {
  await joinByHand("127.0.0.1:1");
  await window.notification("No session answers at 127.0.0.1:1.").waitFor();
});

test("a session that is locked is told in a sentence", async () => {
  await ana.client.ask({ type: "session.lock", locked: true });
  await joinByHand();
  await window.notification("The session takes nobody new at the moment.").waitFor();
});

test("the status bar tells of a connection that is lost, and what waits outlives a reload and arrives", async () => {
  await joinByHand();
  await isConnected();
  await window.command("Baton: Go Offline");
  await connection().filter({ hasText: "offline" }).waitFor();
  await window.command("Baton: Raise Hand to Drive");
  await connection().filter({ hasText: "offline · 1 unsent" }).waitFor();
  await relay.end("SIGKILL");
  await window.reloadInSession();
  await connection()
    .filter({ hasText: /reconnecting for \d+ s · 1 unsent/ })
    .waitFor();
  relay = await startRelayProcess(["--data", folder.path, "--port", new URL(relay.url).port]);
  await ana.until(({ view }) => view?.rotation.hands.length === 1);
  await isConnected();
});

test("who was removed reads it, and is in no session any more", async () => {
  await joinByHand();
  await comes("Dee");
  const dee = [...ana.client.state.roster.people.values()].find(({ name }) => name === "Dee");
  await ana.client.ask({ type: "participant.remove", participant: dee?.id ?? "" });
  await window.notification("A facilitator has removed you from the session.").waitFor();
  await connection().waitFor({ state: "hidden" });
});

test("who stays until the end reads that it has ended", async () => {
  await joinByHand();
  await isConnected();
  await ana.client.ask({ type: "session.end" });
  await window.notification("The session has ended. What it showed stays here").waitFor();
  await connection().filter({ hasText: "session ended" }).waitFor();
});
