/** Reads a remote's address in any of git's forms: `https://`, `ssh://`, `git@host:path`. Takes no secret over. */

export interface RemoteAddress {
  /** Lower case. */
  readonly host: string;
  /** Where the host's pages are, as far as the address says: `https://host:8443`. */
  readonly origin: string;
  /** Between the host and the end, without `.git`, decoded. */
  readonly path: readonly string[];
}

/** `git@host:path`; a Windows path such as `C:\repo` or `C:/repo` is none. */
const scpLike = /^(?:[^\s@:/]+@)?(\[[0-9a-f:.]+\]|[a-z0-9.-]{2,}):(?!\/\/)(.+)$/i;

function pathParts(path: string): string[] | null {
  try {
    const parts = decodeURIComponent(path)
      .replace(/\.git\/*$/, "")
      .split("/")
      .filter(Boolean);
    return parts.some((part) => /^\.{1,2}$|[\p{Cc}\\]/u.test(part)) ? null : parts;
  } catch {
    return null;
  }
}

/** Null for what has no host: a folder, a bundle, nonsense. */
export function readRemoteAddress(remote: string): RemoteAddress | null {
  const text = remote.trim();
  const [, scpHost, scpPath] = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? [] : (scpLike.exec(text) ?? []);
  if (scpHost !== undefined && scpPath !== undefined) {
    const path = pathParts(scpPath);
    return path === null ? null : address(scpHost, path);
  }
  const url = URL.parse(text);
  if (url === null || !/^(https?|ssh|git|git\+ssh):$/.test(url.protocol) || url.hostname === "") return null;
  const path = pathParts(url.pathname);
  if (path === null) return null;
  // A port of ssh or git says nothing about where the pages are.
  return url.protocol.startsWith("http")
    ? { ...address(url.hostname, path), origin: url.origin }
    : address(url.hostname, path);
}

function address(hostname: string, path: readonly string[]): RemoteAddress {
  const host = hostname.toLowerCase();
  return { host, origin: `https://${host}`, path };
}
