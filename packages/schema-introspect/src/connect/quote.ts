/** A name as an identifier of standard SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
