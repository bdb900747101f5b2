/** The relay's no to a request about objects. */
import type { ObjectRefusal } from "#protocol/session/objects.ts";

/** Its message is a sentence for people. */
export class ObjectRefusedError extends Error {
  override readonly name = "ObjectRefusedError";
  readonly reason: ObjectRefusal;
  constructor(reason: ObjectRefusal, message: string) {
    super(message);
    this.reason = reason;
  }
}
