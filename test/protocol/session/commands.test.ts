/** What is a command and what is none, and how messages of ours are written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandMessageSchema, nameSchema } from "#protocol/session/commands.ts";
import { commandFrame, readFrame } from "#protocol/session/frame.ts";
import { limits } from "#protocol/session/limits.ts";

const id = "a".repeat(22);

function isCommand(command: unknown): boolean {
  return commandMessageSchema.safeParse({ id, command }).success;
}

function post(text: string): unknown {
  return { type: "suggestion.post", text, kind: "idea" };
}

test("[CMD-1] text has its limit, and says something that can be printed", () => {
  assert.ok(isCommand(post("x".repeat(limits.suggestionCharacters))));
  assert.ok(isCommand(post("two\nlines, Grüße 🎉")));
  for (const text of [
    "x".repeat(limits.suggestionCharacters + 1),
    "",
    " \n",
    "a\u0000b",
    "\ud800",
    "\u001b[31m",
  ])
    assert.ok(!isCommand(post(text)), JSON.stringify(text));
});

test("[CMD-1] unknown types and unknown fields are no commands", () => {
  for (const text of [
    '{"type":"suggestion.post","text":"a","kind":"idea","__proto__":{"role":"facilitator"}}',
    '{"type":"suggestion.post","text":"a","kind":"idea","author":"p1"}',
    '{"type":"constructor"}',
    '{"type":"suggestion.vote","suggestion":"__proto__"}',
  ])
    assert.ok(!isCommand(JSON.parse(text)), text);
});

test("[ID-2] a command's id is of 22 to 64 characters that no address or log stumbles over", () => {
  const command = { type: "session.end" };
  for (const good of [id, "_-9".repeat(21)])
    assert.ok(commandMessageSchema.safeParse({ id: good, command }).success);
  for (const bad of ["a".repeat(21), "a".repeat(65), `${id}/`, `${id}\n`])
    assert.ok(!commandMessageSchema.safeParse({ id: bad, command }).success, JSON.stringify(bad));
});

test("a name is one line", () => {
  assert.ok(nameSchema.safeParse("Anna-Lena Müller").success);
  for (const name of ["two\nlines", "x".repeat(5_000), "\t"]) assert.ok(!nameSchema.safeParse(name).success);
});

test("[WIRE-1] a frame comes back as it was sent, and one cut short or with more behind it is none", () => {
  const frame = commandFrame({ id, command: { type: "session.end" } });
  assert.deepEqual(readFrame(frame), { type: 100, content: { id, command: { type: "session.end" } } });
  for (let length = 0; length < frame.length; length += 1)
    assert.throws(() => readFrame(frame.subarray(0, length)));
  assert.throws(() => readFrame(Uint8Array.of(...frame, 0)));
});

test("[WIRE-6] the largest command fits into one message", () => {
  const wide = (characters: number) => "€".repeat(characters);
  const anchor = { path: wide(512), lines: null, commit: wide(512), text: wide(limits.anchorCharacters) };
  const override = { path: wide(512), key: wide(512), value: wide(512) };
  const text = wide(limits.suggestionCharacters);
  const message = { id, command: { type: "suggestion.post", text, kind: "idea", anchor, override } };
  const parsed = commandMessageSchema.parse(message);
  assert.ok(commandFrame(parsed).length <= limits.messageBytes);
});
