/** A chart's data as a table, in a frame that scrolls by itself. */
import type { Chart } from "../charts/chart.ts";
import { shorten } from "../charts/words.ts";
import { counted, formatCount, text } from "../page/strings.ts";

export function DataTable({ chart }: { chart: Chart }) {
  const { columns, rows, total } = chart.table();
  return (
    <section
      class="table-frame"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll from the keyboard too
      tabIndex={0}
      aria-label={text("charts.asTable", { title: chart.title })}
    >
      <table>
        {rows.length < total && (
          <caption>{counted("charts.tableRows", rows.length, { total: formatCount(total) })}</caption>
        )}
        <thead>
          <tr>
            {columns.map((name, column) => (
              <th key={column} scope="col" title={name}>
                <bdi>{shorten(name, 40)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column}>
                  <bdi>{shorten(cell, 80)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
