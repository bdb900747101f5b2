/**
 * "Get the Student Grades": downloads the published file, checks it by its content and only then puts it into the
 * workshop. Whatever goes wrong on the way, the workshop's data stays as it was.
 */
import { archiveLimits } from "./archive.ts";
import { networkProblem, statusProblem } from "./networkProblem.ts";
import { writeRawData } from "./rawData.ts";
import { ScaffoldError, throwIfCancelled } from "./scaffoldError.ts";
import { portugueseName, readPortugueseGrades } from "./studentGrades.ts";

/** Student Performance (P. Cortez, 2014), UCI Machine Learning Repository, CC BY 4.0. */
export const gradesUrl = "https://archive.ics.uci.edu/static/public/320/student+performance.zip";

/** How much and how long, in bytes and milliseconds. */
export const downloadLimits = { bytes: archiveLimits.bytes, answer: 30_000, silence: 30_000 } as const;

export interface DownloadProgress {
  /** Bytes received so far. */
  readonly received: number;
  /** Bytes announced; null when the server does not say. */
  readonly total: number | null;
}

export interface DownloadOptions {
  /** The workshop's folder; the files go to its data/raw/. */
  readonly folder: string;
  readonly url?: string;
  /** In place of the global one, where an editor brings its own. */
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly limits?: { readonly bytes: number; readonly answer: number; readonly silence: number };
}

export interface DownloadedGrades {
  readonly rows: number;
  readonly columns: number;
  readonly sha256: string;
  /** The name that source.json gives the data. */
  readonly source: string;
}

function checkedAddress(text: string): URL {
  const url = URL.parse(text);
  if (url && (url.protocol === "https:" || url.protocol === "http:")) return url;
  const message = `"${text}" is not an address to download from; it must begin with https:// or http://.`;
  throw new ScaffoldError("bad-address", message);
}

/** Aborts with a TimeoutError when `restart` is not called for that long. */
function watchdog(): { signal: AbortSignal; restart(milliseconds: number): void; stop(): void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    stop,
    restart(milliseconds) {
      stop();
      timer = setTimeout(() => controller.abort(new DOMException("timed out", "TimeoutError")), milliseconds);
    },
  };
}

function tooLarge(limit: number): ScaffoldError {
  const megabytes = Math.max(1, Math.round(limit / 1024 ** 2));
  const message = `The file is larger than ${megabytes} MB, the student grades are far smaller. The download was stopped.`;
  return new ScaffoldError("too-large", message);
}

function announced(response: Response): number | null {
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  return Number.isSafeInteger(length) && length >= 0 ? length : null;
}

async function received(
  response: Response,
  limit: number,
  onChunk: (progress: DownloadProgress) => void,
): Promise<Uint8Array> {
  const total = announced(response);
  if (total !== null && total > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
    onChunk({ received: size, total });
  }
  return Buffer.concat(chunks);
}

async function download(url: URL, options: DownloadOptions): Promise<Uint8Array> {
  const limits = options.limits ?? downloadLimits;
  const watch = watchdog();
  // Leaving early (too large, wrong status) must also close the connection.
  const leave = new AbortController();
  const signals = [watch.signal, leave.signal, ...(options.signal ? [options.signal] : [])];
  try {
    watch.restart(limits.answer);
    const response = await (options.fetch ?? globalThis.fetch)(url, { signal: AbortSignal.any(signals) });
    if (!response.ok) throw statusProblem(url, response.status);
    watch.restart(limits.silence);
    return await received(response, limits.bytes, (progress) => {
      watch.restart(limits.silence);
      options.onProgress?.(progress);
    });
  } catch (error) {
    throwIfCancelled(options.signal);
    throw error instanceof ScaffoldError ? error : networkProblem(url, error);
  } finally {
    watch.stop();
    leave.abort();
  }
}

/**
 * Replaces data/raw/students.csv and source.json by the published Portuguese file.
 * @throws ScaffoldError; after any of them both files are as they were
 */
export async function downloadGrades(options: DownloadOptions): Promise<DownloadedGrades> {
  throwIfCancelled(options.signal);
  const bytes = await download(checkedAddress(options.url ?? gradesUrl), options);
  const { csv, rows, sha256 } = readPortugueseGrades(bytes);
  throwIfCancelled(options.signal);
  await writeRawData(options.folder, csv, portugueseName).catch((error: unknown) => {
    const message = `The grades could not be written to ${options.folder}: ${error instanceof Error ? error.message : error}`;
    throw new ScaffoldError("folder-unusable", message, { cause: error });
  });
  return { rows, columns: 33, sha256, source: portugueseName };
}
