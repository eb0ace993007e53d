/**
 * The values of a type of MySQL or MariaDB that lists them, null for any other type.
 *
 * @example
 * inlineValues("enum('new','it''s done')") // ['new', "it's done"]
 *
 * @see https://dev.mysql.com/doc/refman/8.4/en/enum.html
 */
export function inlineValues(nativeType: string): readonly string[] | null {
  const list = /^(?:enum|set)\((.*)\)$/is.exec(nativeType)?.[1]
  if (list === undefined) return null
  return [...list.matchAll(/'((?:[^']|'')*)'/gs)].map(([, text = '']) => text.replaceAll("''", "'"))
}
