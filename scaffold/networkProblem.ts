/** What a failed download means, in a sentence; from the status or from the codes in an error's chain of causes. */
import { ScaffoldError, type ScaffoldErrorCode } from "./scaffoldError.ts";

type Explanation = readonly [ScaffoldErrorCode, (host: string) => string];

const noNetwork: Explanation = [
  "no-network",
  (host) => `${host} cannot be found. Are you online? The synthetic sample works without a network.`,
];
const refused: Explanation = [
  "connection-refused",
  (host) =>
    `${host} does not accept connections. A firewall or a proxy may be in the way, or the site is down.`,
];
const lost: Explanation = [
  "connection-lost",
  (host) => `The connection to ${host} broke before the file was complete. Try again.`,
];
const timedOut: Explanation = ["timed-out", (host) => `${host} did not answer in time. Try again later.`];
const certificate: Explanation = [
  "connection-refused",
  (host) =>
    `${host} could not prove who it is (its certificate is not trusted here). A proxy may be in the way.`,
];

/** Codes of Node's sockets, of its name look-up, and of undici, which is behind fetch. */
const explanations = new Map<string, Explanation>([
  ["ENOTFOUND", noNetwork],
  ["EAI_AGAIN", noNetwork],
  ["ENETUNREACH", noNetwork],
  ["EHOSTUNREACH", noNetwork],
  ["ECONNREFUSED", refused],
  ["ECONNRESET", lost],
  ["EPIPE", lost],
  ["UND_ERR_SOCKET", lost],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", lost],
  ["ETIMEDOUT", timedOut],
  ["TimeoutError", timedOut],
  ["UND_ERR_CONNECT_TIMEOUT", timedOut],
  ["UND_ERR_HEADERS_TIMEOUT", timedOut],
  ["UND_ERR_BODY_TIMEOUT", timedOut],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", certificate],
  ["SELF_SIGNED_CERT_IN_CHAIN", certificate],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", certificate],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", certificate],
  ["CERT_HAS_EXPIRED", certificate],
  ["ERR_TLS_CERT_ALTNAME_INVALID", certificate],
]);

/** The error, its causes and, of an AggregateError (one try an address), the parts; a few levels deep. */
function chain(error: unknown, depth = 4): Error[] {
  if (!(error instanceof Error) || depth === 0) return [];
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...parts].flatMap((inner) => chain(inner, depth - 1))];
}

function keysOf(error: Error): string[] {
  return "code" in error && typeof error.code === "string" ? [error.code, error.name] : [error.name];
}

export function networkProblem(url: URL, error: unknown): ScaffoldError {
  const errors = chain(error);
  for (const key of errors.flatMap(keysOf)) {
    const found = explanations.get(key);
    if (found) return new ScaffoldError(found[0], found[1](url.host), { cause: error });
  }
  const detail = errors.at(-1)?.message ?? String(error);
  return new ScaffoldError("connection-lost", `The download from ${url.host} failed: ${detail}.`, {
    cause: error,
  });
}

export function statusProblem(url: URL, status: number): ScaffoldError {
  if (status === 404 || status === 410) {
    return new ScaffoldError("not-found", `There is no file at ${url.href} any more (status ${status}).`);
  }
  const message = `${url.host} refused the download (status ${status}). Try again later.`;
  return new ScaffoldError("refused-by-server", message);
}
