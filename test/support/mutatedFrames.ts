/** Frames that a broken or hostile client might send: made from good ones, from chance, and from what is forbidden. */

import * as Y from "yjs";
import type { Random } from "#ml/random.ts";
import { commandFrame } from "#protocol/session/frame.ts";
import { commandId, syncFrame } from "./relayGuest.ts";

function document(): Y.Doc {
  const doc = new Y.Doc();
  doc.getMap("suggestions").set("s1", { text: "mine now" });
  return doc;
}

const doc = document();

/** Frames of every kind that the wire knows, right and forbidden ones. */
const goodFrames = [
  commandFrame({ id: commandId(), command: { type: "suggestion.vote", suggestion: "s1" } }),
  commandFrame({ id: commandId(), command: { type: "suggestion.post", text: "spam", kind: "idea" } }),
  syncFrame(0, Y.encodeStateVector(doc)),
  syncFrame(1, Y.encodeStateAsUpdate(doc)),
  syncFrame(2, Y.encodeStateAsUpdate(doc)),
  syncFrame(2, Y.encodeStateAsUpdateV2(doc)),
  Uint8Array.of(1, 1, 0),
  Uint8Array.of(3),
];

type Mutation = (frame: Uint8Array, random: Random) => Uint8Array;

const mutations: readonly Mutation[] = [
  (frame, random) => frame.subarray(0, random.below(frame.length)),
  (frame, random) => {
    const flipped = frame.slice();
    for (let flips = 1 + random.below(4); flips > 0; flips -= 1) {
      const at = random.below(flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
    }
    return flipped;
  },
  (_frame, random) => Uint8Array.from({ length: random.below(200) }, () => random.below(256)),
  (frame, random) => Uint8Array.of(random.below(256), ...frame.subarray(1)),
  (frame, random) => Uint8Array.of(...frame, ...frame.subarray(0, random.below(frame.length))),
  // A length that claims more than there is.
  (frame) => Uint8Array.of(...frame.subarray(0, 1), 0xff, 0xff, 0xff, 0xff, 0x0f, ...frame.subarray(2)),
];

export function mutatedFrame(random: Random): Uint8Array {
  const frame = goodFrames[random.below(goodFrames.length)] ?? Uint8Array.of(0);
  const mutate = mutations[random.below(mutations.length)];
  return mutate === undefined ? frame : mutate(frame, random);
}
