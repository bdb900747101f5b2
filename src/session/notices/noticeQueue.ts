/**
 * Notifications, at most one at a time: the next appears when the one before was closed or has been there for a
 * while. Of a kind that waits, the newest alone is kept.
 */
export interface QueuedNotice {
  readonly kind: string;
  /** Shows it; resolves when it was closed. */
  show(): PromiseLike<void>;
}

/** As long as the editor keeps a notification in sight. */
const sightMilliseconds = 10_000;

export class NoticeQueue {
  readonly #waiting = new Map<string, QueuedNotice>();
  #timer: NodeJS.Timeout | undefined;
  #current: QueuedNotice | null = null;

  add(notice: QueuedNotice): void {
    this.#waiting.delete(notice.kind);
    this.#waiting.set(notice.kind, notice);
    if (this.#current === null) this.#showNext();
  }

  #showNext(): void {
    clearTimeout(this.#timer);
    const [notice = null] = this.#waiting.values();
    this.#current = notice;
    if (notice === null) return;
    this.#waiting.delete(notice.kind);
    const done = () => {
      if (this.#current === notice) this.#showNext();
    };
    this.#timer = setTimeout(done, sightMilliseconds);
    notice.show().then(done, done);
  }

  /** What waits is not shown any more. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }
}
