/** Objects for tests of their travels: content with its name, and a relay that holds them. */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join as joinPath } from "node:path";
import { Readable } from "node:stream";
import { createObjectsClient, type ObjectsClient } from "#client/objects/objectsClient.ts";
import type { Limits } from "#protocol/session/limits.ts";
import type { Relay } from "#server/index.ts";
import { hostedRelay } from "./hostedRelay.ts";
import { join } from "./relayGuest.ts";

export interface TestObject {
  readonly name: string;
  readonly content: Buffer<ArrayBuffer>;
}

export function md5(content: string | Buffer): string {
  return createHash("md5").update(content).digest("hex");
}

/** Of so many bytes, different for each letter. */
export function testObject(letter: string, bytes: number): TestObject {
  const content = Buffer.alloc(bytes, letter);
  return { name: md5(content), content };
}

export function inPieces(content: Buffer, size = 16 * 1024): AsyncIterable<Buffer> {
  const count = Math.ceil(content.byteLength / size);
  return Readable.from(
    Array.from({ length: count }, (_, index) => content.subarray(index * size, (index + 1) * size)),
  );
}

export function outgoing({ name, content }: TestObject) {
  return { name, bytes: content.byteLength, read: () => inPieces(content) };
}

export const unhurried = new AbortController().signal;

/** A relay whose folder is `<folder>/relay`. */
export function relayWithObjects(
  folder: string,
  limits: Partial<Limits> = {},
): Promise<Relay & AsyncDisposable> {
  return hostedRelay({ data: joinPath(folder, "relay"), limits });
}

/** What lies in its objects' folder: whole ones, and what is being written. */
export function filesOf(folder: string): string[] {
  return readdirSync(joinPath(folder, "relay", "objects")).sort();
}

/** Somebody who joined. */
export async function objectsClient(
  relay: Relay,
  role: "facilitator" | "participant" = "participant",
): Promise<ObjectsClient> {
  return createObjectsClient(relay.url, (await join(relay, role)).token);
}
