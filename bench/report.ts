/** Says what the run is doing; results go to standard output, this to standard error. */
export function progress(text: string): void {
  process.stderr.write(`▸ ${text}\n`)
}

/** Tells of a measurement that came to nothing: the run has failed, and goes on. */
export function failed(name: string, error: unknown): void {
  progress(`${name} FAILED. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

/** Prints rows as a Markdown table, all columns but the first aligned to the right. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = head.map((text, column) =>
    Math.max(1, text.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', column, width)).join(' | ')} |`
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  )
  console.log(`\n## ${title}\n\n${[line(head), line(rule), ...rows.map(line)].join('\n')}`)
}

function pad(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width)
}

/** `13,204`, and one decimal place below 100. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
