/** The fingerprint by which data is recognised. */
import { createHash } from "node:crypto";

/** Lower-case hexadecimal sha256 of a text's UTF-8 bytes. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
