/** The Session view, the clock and the notifications, in windows that people look at and type into. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { invitationLink } from "#protocol/session/invitation.ts";
import { plainText } from "#src/base/plainText.ts";
import { Editor, type EditorWindow } from "#support/editor.ts";
import { hostileNames } from "#support/hostileTexts.ts";
import { type RelayProcess, startRelayProcess } from "#support/relayProcess.ts";
import { joinAsGuest, type SessionGuest } from "#support/sessionGuest.ts";
import { joinFromPalette, rowsBecome, sessionView, turnStatus } from "#support/sessionWindow.ts";
import { drivenTurnStored } from "#support/storedState.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";
import { withWorkshop } from "#support/workshop.ts";

let editor: Editor;

before(async () => {
  // It would hold the others up.
  editor = await Editor.start({ settings: { "baton.notifications.youDriveNext": false } });
});

after(() => editor[Symbol.asyncDispose]());

interface Scene extends AsyncDisposable {
  readonly window: EditorWindow;
  readonly relay: RelayProcess;
  guest(name: string, role?: "facilitator" | "participant"): Promise<SessionGuest>;
}

/** A relay, and a window that joined its session as Ana. */
async function sceneAs(role: "facilitator" | "participant", name = "Ana"): Promise<Scene> {
  const stack = new AsyncDisposableStack();
  const data = stack.use(temporaryFolder());
  const workshop = stack.use(await withWorkshop());
  const relay = await startRelayProcess(["--data", data.path, "--port", "0"]);
  stack.defer(async () => void (await relay.end("SIGTERM")));
  const window = await editor.open(workshop.folder);
  stack.defer(() => window.page.close());
  await joinFromPalette(window, invitationLink(relay.invitations[role]), name);
  return {
    window,
    relay,
    guest: async (guestName, guestRole = "participant") =>
      stack.use(await joinAsGuest(invitationLink(relay.invitations[guestRole]), guestName)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test("with the keyboard alone a facilitator reorders the seats, and the focus stays on the seat that moved", async () => {
  await using scene = await sceneAs("facilitator");
  const { window } = scene;
  for (const name of ["Ben", "Chi", "Dee"]) await scene.guest(name);
  await rowsBecome(window, [
    /^Not started nobody drives yet$/,
    /^1.Ana \(you\) next$/,
    /^2.Ben then$/,
    /^3.Chi$/,
    /^4.Dee$/,
  ]);
  const view = sessionView(window);
  const focused = view.locator(".monaco-list-row.focused");
  await window.command("Baton: Focus on Session View");
  const { keyboard } = window.page;
  await keyboard.press("Home");
  for (const _ of ["Ana", "Ben"]) await keyboard.press("ArrowDown");
  await focused.filter({ hasText: "Ben" }).waitFor();
  await keyboard.press("Alt+ArrowDown");
  await rowsBecome(window, [/Not started/, /^1.Ana/, /^2.Chi/, /^3.Ben/, /^4.Dee/]);
  await focused.filter({ hasText: "Ben" }).waitFor();
  await keyboard.press("Alt+ArrowUp");
  await rowsBecome(window, [/Not started/, /^1.Ana/, /^2.Ben/, /^3.Chi/, /^4.Dee/]);
  await keyboard.press("Shift+F10");
  await window.page.getByRole("menuitem", { name: "Hand the Baton" }).waitFor();
  await keyboard.press("Escape");
  assert.equal(await focused.getAttribute("aria-label"), "2 in the order, Ben, then");
});

test("a seat is dragged to its place", async () => {
  await using scene = await sceneAs("facilitator");
  const { window } = scene;
  for (const name of ["Ben", "Chi", "Dee"]) await scene.guest(name);
  await rowsBecome(window, [/Not started/, /Ana/, /Ben/, /Chi/, /Dee/]);
  const row = (name: string) => sessionView(window).locator(".monaco-list-row").filter({ hasText: name });
  await row("Dee").hover();
  await window.page.mouse.down();
  await row("Chi").hover();
  await row("Ben").hover({ position: { x: 60, y: 8 } });
  await row("Ben").hover({ position: { x: 64, y: 10 } });
  await sessionView(window).locator(".monaco-list-row.drop-target").filter({ hasText: "Ben" }).waitFor();
  await window.page.mouse.up();
  await rowsBecome(window, [/Not started/, /Ana/, /Dee/, /Ben/, /Chi/]);
});

test("the clock ticks in the status bar and in the driver's row, and readers are not told every second", async () => {
  await using scene = await sceneAs("facilitator");
  const { window } = scene;
  await scene.guest("Ben");
  await window.command("Baton: Start Rotation");
  await window.page.locator(".statusbar-item", { hasText: "you drive first" }).waitFor();
  const status = turnStatus(window);
  await status.filter({ hasText: /You drive · 0\d:\d\d$/ }).waitFor();
  const before = await status.innerText();
  const speech = await status.locator("a").getAttribute("aria-label");
  await status.filter({ hasNotText: before }).waitFor();
  assert.equal(await status.locator("a").getAttribute("aria-label"), speech);
  assert.match(speech ?? "", /^Baton: You drive, \d+ minutes left$/);
  assert.equal(await window.dialog("You have the baton").count(), 0);
  await rowsBecome(window, [/^Ana \(you\) driving · 0\d:\d\d left$/, /Ben next$/]);
  await window.command("Baton: Pause Turn");
  await status.filter({ hasText: /You drive · 0\d:\d\d · paused$/ }).waitFor();
  await window.command("Baton: Resume Turn");
  await window.command("Baton: Next Driver");
  await status.filter({ hasText: /Ben drives/ }).waitFor();
});

test("the new driver alone gets the baton in a dialog, once a turn, and takes the seat", async () => {
  await using scene = await sceneAs("participant");
  const { window } = scene;
  const ben = await scene.guest("Ben", "facilitator");
  await ben.client.ask({ type: "rotation.reorder", turn: 0, order: [me(ben), "p1"] });
  await ben.client.ask({ type: "rotation.start", turn: 0 });
  await turnStatus(window).filter({ hasText: "Ben drives" }).waitFor();
  const baton = window.dialog("You have the baton");
  assert.equal(await baton.count(), 0);
  await ben.client.ask({ type: "rotation.next", turn: 1 });
  await baton.filter({ hasText: "Ben drove before you" }).waitFor();
  await window.press("You have the baton", "Take the Seat");
  await window.page.locator(".pane-header.expanded", { hasText: "Pipeline" }).waitFor();
  await drivenTurnStored(window.page, 2);
  await window.page.reload();
  await window.ready(false);
  await turnStatus(window).filter({ hasText: "You drive" }).waitFor();
  assert.equal(ben.client.state.view?.rotation.turn, 2);
  assert.deepEqual(await baton.allInnerTexts(), []);
});

function me({ client }: SessionGuest): string {
  return client.state.me.participant;
}

test("a participant who asks for what facilitators do is refused with the reason", async () => {
  await using scene = await sceneAs("participant");
  await scene.window.command("Baton: Start Rotation");
  const notice = scene.window.notification("the rotation was not started");
  await notice.filter({ hasText: "only facilitators may do that" }).waitFor();
});

test("a facilitator hears who asks to drive and lets them, from the notification", async () => {
  await using scene = await sceneAs("facilitator");
  const { window } = scene;
  const ben = await scene.guest("Ben");
  await ben.client.ask({ type: "rotation.raiseHand" });
  await sessionView(window).locator(".monaco-list-row").filter({ hasText: "Ben asks to drive" }).waitFor();
  await window.notification("Ben asks to drive").getByRole("button", { name: "Let Drive" }).click();
  await turnStatus(window).filter({ hasText: "Ben drives" }).waitFor();
});

test("what others wrote shows as text: no icon, no link, no markup", async () => {
  await using scene = await sceneAs("facilitator");
  const { window } = scene;
  const view = sessionView(window);
  const icons = "img, svg, a[href], .label-name .codicon, .label-description .codicon";
  for (const [turn, name] of hostileNames().entries()) {
    const guest = await scene.guest(name);
    await guest.client.ask({ type: "rotation.raiseHand" });
    const notice = window.notification("asks to drive");
    await notice.filter({ hasText: plainText(name).slice(0, 8) }).waitFor();
    assert.equal(await notice.locator(".notification-list-item-message").locator(icons).count(), 0, name);
    await notice.getByRole("button", { name: "Let Drive" }).click();
    await guest.until((state) => state.view?.rotation.turn === turn + 1);
    const status = turnStatus(window);
    await status.filter({ hasText: plainText(name).slice(0, 8) }).waitFor();
    assert.equal(await status.locator(".codicon").count(), 1, name);
    assert.equal(await view.locator(".monaco-list-row").first().locator(icons).count(), 0, name);
    guest[Symbol.dispose]();
  }
});
