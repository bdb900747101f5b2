/** Ctrl+C: the first one cancels in good order, the second one ends the command at once. */

/** What shells answer for a command that Ctrl+C ended. */
export const cancelledExitCode = 130;

/** `onCancel` tells the person that it was heard. */
export function cancelOnInterrupt(onCancel: () => void): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(cancelledExitCode);
    onCancel();
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return controller.signal;
}
