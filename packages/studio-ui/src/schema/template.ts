/** A piece of a template: text as it is, or the value at a path. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly path: readonly string[] }

/**
 * Reads a display template.
 *
 * @example
 * readTemplate('{{ name }} ({{ country.code }})')
 * // value name, text ' (', value country.code, text ')'
 */
function readTemplate(template: string): readonly TemplatePart[] {
  return template.split(/(\{\{.*?\}\})/).flatMap((piece): readonly TemplatePart[] => {
    if (piece === '') return []
    const path = /^\{\{(.*)\}\}$/.exec(piece)?.[1]?.trim()
    return path === undefined
      ? [{ kind: 'text', text: piece }]
      : [{ kind: 'value', path: path.split('.') }]
  })
}

/** The paths that a template reads, with dots, as `fields` takes them. */
export function pathsOf(template: string): readonly string[] {
  return readTemplate(template).flatMap((part) =>
    part.kind === 'value' ? [part.path.join('.')] : [],
  )
}

/** Writes an item by a template; what is empty leaves nothing behind, not even what would stand between. */
export function writeTemplate(template: string, item: unknown): string {
  const parts = readTemplate(template)
  const values = parts.filter((part) => part.kind === 'value')
  if (values.length > 0 && values.every(({ path }) => textAt(item, path) === '')) return ''
  return parts
    .map((part) => (part.kind === 'text' ? part.text : textAt(item, part.path)))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function textAt(item: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    item,
  )
  return value === null || value === undefined ? '' : String(value)
}
