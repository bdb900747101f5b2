/**
 * Finds one file by name in a zip, also in a zip inside it. Reads only into memory and within limits: names from
 * an archive never become paths, and a size that it claims is checked before anything is unpacked.
 */
import { type Unzipped, unzipSync } from "fflate";
import { ScaffoldError } from "./scaffoldError.ts";

/** UCI's own archive is 20 kB, its largest member 90 kB. */
export const archiveLimits = { bytes: 8 * 1024 * 1024, members: 200, depth: 2 } as const;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 9;
}

/** Bit 0 of the first local header's flags says that the content is encrypted (PKWARE APPNOTE 4.4.4). */
function isEncrypted(bytes: Uint8Array): boolean {
  return bytes[2] === 3 && ((bytes[6] ?? 0) & 1) === 1;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
}

function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Unzipped {
  if (isEncrypted(bytes)) {
    throw new ScaffoldError(
      "archive-encrypted",
      "The zip is protected with a password. Unpack it, then use the CSV.",
    );
  }
  let total = 0;
  let members = 0;
  const filter = (file: { name: string; originalSize: number }) => {
    members += 1;
    if (members > archiveLimits.members) throw tooLarge("holds too many files");
    if (!wanted(baseName(file.name))) return false;
    total += file.originalSize;
    if (total > archiveLimits.bytes) throw tooLarge("unpacks to more than 8 MB");
    return true;
  };
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof ScaffoldError) throw error;
    const message = "The zip is damaged or was cut short. Download it again.";
    throw new ScaffoldError("archive-damaged", message, { cause: error });
  }
}

function tooLarge(what: string): ScaffoldError {
  return new ScaffoldError(
    "too-large",
    `The zip ${what}; the student grades' own is far smaller. It was left alone.`,
  );
}

/** The names of all members, the inner zips' included, and the content of `name` when one is called so. */
export function findInZip(
  bytes: Uint8Array,
  name: string,
  depth: number = archiveLimits.depth,
): { content: Uint8Array | null; names: string[] } {
  const names: string[] = [];
  const members = unpack(bytes, (member) => {
    names.push(member);
    return member === name || (depth > 1 && member.endsWith(".zip"));
  });
  const entries = Object.entries(members);
  const found = entries.find(([path]) => baseName(path) === name);
  if (found) return { content: found[1], names };
  for (const [path, content] of entries) {
    if (!baseName(path).endsWith(".zip") || !isZip(content)) continue;
    const inner = findInZip(content, name, depth - 1);
    names.push(...inner.names);
    if (inner.content) return { content: inner.content, names };
  }
  return { content: null, names };
}
