/** How large a product is, as people write it. */
import { stat } from "node:fs/promises";

/** `412 KB`, or the number of files where there are several. */
export async function sizeOf(paths: readonly string[]): Promise<string> {
  const stats = await Promise.all(paths.map((path) => stat(path)));
  const bytes = stats.reduce((sum, { size }) => sum + size, 0);
  const size = bytes < 1000 ? `${bytes} B` : `${Math.round(bytes / 1000).toLocaleString("en")} KB`;
  return paths.length === 1 ? size : `${paths.length} files, ${size}`;
}
