/** Suggestions in a real window: posted from a selection, voted for by a key, in the gutter, and never more than text. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { FrameLocator } from "playwright-core";
import { invitationLink } from "#protocol/session/invitation.ts";
import type { Suggestion } from "#protocol/session/state.ts";
import { Editor, type EditorWindow } from "#support/editor.ts";
import { hostileTexts } from "#support/hostileTexts.ts";
import { type RelayProcess, startRelayProcess } from "#support/relayProcess.ts";
import { joinAsGuest, type SessionGuest } from "#support/sessionGuest.ts";
import { joinFromPalette } from "#support/sessionWindow.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";
import { type Workshop, withWorkshop } from "#support/workshop.ts";

let editor: Editor;
let relay: RelayProcess;
let data: TemporaryFolder;
let workshop: Workshop;
let window: EditorWindow;
let ben: SessionGuest;

/** Clicks the sign in the gutter beside a line of code. */
async function openThread(code: string): Promise<void> {
  // With a selection the editor would begin another thread about it.
  await window.page.locator(".view-line", { hasText: "console.log" }).click();
  const [line, sign] = await Promise.all([
    window.page.locator(".view-line", { hasText: code }).boundingBox(),
    window.page.locator(".comment-thread-unresolved").first().boundingBox(),
  ]);
  assert.ok(line && sign);
  await window.page.mouse.click(sign.x + sign.width / 2, line.y + line.height / 2);
}

function board(): FrameLocator {
  return window.metrics();
}

function suggestions(): Suggestion[] {
  return Object.values(ben.client.state.view?.suggestions ?? {});
}

before(async () => {
  data = await temporaryFolder();
  [editor, relay, workshop] = await Promise.all([
    Editor.start(),
    startRelayProcess(["--data", data.path, "--port", "0"]),
    withWorkshop(),
  ]);
  ben = await joinAsGuest(invitationLink(relay.invitations.facilitator), "Ben");
  window = await editor.open(workshop.folder);
  await window.openFile("train.ts");
  await joinFromPalette(window, invitationLink(relay.invitations.participant), "Ana");
  await window.command("Baton: Focus on Suggestions View");
  await board().getByRole("button", { name: "Write a suggestion" }).waitFor();
});

after(async () => {
  ben[Symbol.dispose]();
  await relay.end("SIGTERM");
  await editor[Symbol.asyncDispose]();
  await workshop[Symbol.asyncDispose]();
});

test("Ctrl+Alt+S posts about the selected lines", async () => {
  const { page } = window;
  await page.locator(".view-line", { hasText: "const forest" }).click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+Alt+S");
  await window.answer(/About pipeline\/train\.ts, line \d/, "Twice as many trees");
  await ben.until(() => suggestions().length === 1);
  const [posted] = suggestions();
  assert.equal(posted?.text, "Twice as many trees");
  assert.equal(posted.anchor?.path, "pipeline/train.ts");
  assert.match(posted.anchor.text, /^const forest = new RandomForestRegressor/);
  assert.match(posted.anchor.commit ?? "", /^[0-9a-f]{40}$/);
  await board().getByText("Twice as many trees").waitFor();
  await page.locator(".comment-thread-unresolved").first().waitFor();
});

test("v votes for the card that has the keyboard", async () => {
  await board().locator(".card").first().focus();
  await window.page.keyboard.press("v");
  await ben.until(({ view }) => Object.values(view?.votes ?? {}).includes(1));
  await board()
    .getByRole("button", { name: /^1 vote, take/ })
    .waitFor();
  await window.page.keyboard.press("v");
  await ben.until(({ view }) => Object.values(view?.votes ?? {})[0] !== 1);
});

test("a thread in the gutter takes votes and replies, and shows what others say", async () => {
  const { page } = window;
  const [id = ""] = Object.keys(ben.client.state.view?.suggestions ?? {});
  await openThread("const forest");
  const thread = page.locator(".review-widget");
  await thread.getByText("Twice as many trees").waitFor();
  await ben.client.ask({ type: "suggestion.comment", suggestion: id, text: "Why not ten times?" });
  await thread.getByText("Why not ten times?").waitFor();
  await thread.getByRole("button", { name: /Vote for Suggestion/ }).click();
  await ben.until(({ view }) => view?.votes[id] === 1);
  await thread.getByText("1 vote · open").waitFor();
  await thread.locator(".review-thread-reply-button").click();
  await page.keyboard.type("It takes longer");
  await thread.getByRole("button", { name: "Comment on Suggestion" }).click();
  await ben.until(({ view }) =>
    Object.values(view?.comments ?? {}).some(({ text }) => text === "It takes longer"),
  );
  await thread.getByText("It takes longer").waitFor();
});

test("what others write is text in threads, quick picks and the list of comments, whatever it is", async () => {
  const { page } = window;
  const texts = Object.values(hostileTexts);
  const [suggestion = ""] = Object.keys(ben.client.state.view?.suggestions ?? {});
  for (const text of texts) await ben.client.ask({ type: "suggestion.comment", suggestion, text });
  const bodies = page.locator(".review-widget .comment-body").filter({ visible: true });
  await page.locator(".review-widget").getByText(hostileTexts.endOfCode).waitFor();
  const shown = await bodies.allInnerTexts();
  for (const text of [
    hostileTexts.html,
    hostileTexts.htmlEntities,
    hostileTexts.markdown,
    hostileTexts.quotes,
  ]) {
    assert.ok(shown.includes(text), `${text} among ${shown.join("\n")}`);
  }
  const formatted = "a, img, svg, b, strong, em, code, pre, del, h1, ul, ol, blockquote, table, .codicon";
  assert.equal(await bodies.locator(formatted).count(), 0);
  await window.command("Comments: Focus on Comments View");
  await page.locator(".comments-panel .monaco-list-row").first().waitFor();
  assert.equal(await page.locator(".comments-panel .comment-preview-container").locator("a, img").count(), 0);

  for (const text of texts) await ben.client.ask({ type: "suggestion.post", text, kind: "idea" });
  await window.commandThatAsks("Baton: Vote for Suggestion");
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await rows.filter({ hasText: "<img src=x" }).first().waitFor();
  assert.equal(
    await rows.locator("a[href], img, .label-name .codicon, .label-description .codicon").count(),
    0,
  );
  await page.keyboard.press("Escape");
});
