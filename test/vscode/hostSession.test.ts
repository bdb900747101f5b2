/** A host in a real window: a few questions, an invitation, and a session that outlives the window and the relay. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copied } from "#support/crew.ts";
import { Editor, type EditorWindow } from "#support/editor.ts";
import { until } from "#support/processes.ts";
import { joinAsGuest, type SessionGuest } from "#support/sessionGuest.ts";

let editor: Editor;

before(async () => {
  editor = await Editor.start();
});
after(() => editor[Symbol.asyncDispose]());

async function invitation(window: EditorWindow): Promise<string> {
  const { page } = window;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.getByRole("option", { name: /Copy the link for participants/ }).waitFor();
  await page.keyboard.press("Enter");
  return await copied(window, "vscode://");
}

/** The status bar item, when it says so. */
function connection({ page }: EditorWindow, words: string) {
  return page.locator(`.statusbar-item[id$="baton.connection"][aria-label*="${words}"]`);
}

const isHere = ({ client }: SessionGuest, name: string) =>
  [...client.state.roster.people.values()].some((person) => person.name === name && !person.away);

test("a session is hosted by a few answers; a reload keeps its place and its links; its relay comes back when it is killed", async () => {
  const window = await editor.open(null);
  await window.commandThatAsks("Baton: Host Session");
  await window.answer("Your name, as the others will see it.", "Ana");
  await window.answer("What is the session called?", "Grades");
  await window.answer("How many minutes does each driver have?", "5");
  await window.answer(/The session's rules/);
  await window.answer(/May it name you\?/);
  const link = await invitation(window);
  using ben = await joinAsGuest(link, "Ben");
  await ben.until(
    ({ view }) => view?.session.title === "Grades" && view.rotation.turnMilliseconds === 300_000,
  );

  await window.reloadInSession();
  await connection(window, "connected").waitFor();
  await window.commandThatAsks("Baton: Invite");
  assert.equal(await invitation(window), link);

  const [relay = 0] = editor.relays();
  process.kill(relay, "SIGKILL");
  await ben.until(({ status }) => status.state !== "connected");
  await ben.until(({ status }) => status.state === "connected");
  await ben.until(() => isHere(ben, "Ana"));
  await until("one relay runs", () => editor.relays().length === 1 && !editor.relays().includes(relay));
  await connection(window, "connected").waitFor();
  await window.page.close();
});
