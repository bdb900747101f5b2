/** A message of ours as bytes and back: `varUint(number) varString(JSON)`, as lib0 writes them. */
import { createDecoder, hasContent, readVarString, readVarUint } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from "lib0/encoding";
import type { CommandMessage } from "./commands.ts";
import { type Ack, messageType, type Notice } from "./wire.ts";

function frame(type: number, content: CommandMessage | Ack | Notice): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, type);
  writeVarString(encoder, JSON.stringify(content));
  return toUint8Array(encoder);
}

export function commandFrame(message: CommandMessage): Uint8Array {
  return frame(messageType.command, message);
}

export function ackFrame(ack: Ack): Uint8Array {
  return frame(messageType.ack, ack);
}

export function noticeFrame(notice: Notice): Uint8Array {
  return frame(messageType.notice, notice);
}

/** The number and the parsed JSON, not yet checked by a schema. Throws on anything that is not such a frame. */
export function readFrame(bytes: Uint8Array): { type: number; content: unknown } {
  const decoder = createDecoder(bytes);
  const type = readVarUint(decoder);
  const content: unknown = JSON.parse(readVarString(decoder));
  if (hasContent(decoder)) throw new Error("a frame with more behind its content");
  return { type, content };
}
