/** What a tool of the editor puts into a text. */
export interface MarkdownTool {
  readonly id: string
  readonly kind: 'inline' | 'block'
  readonly prefix: string
  /** After the marked text; of a block after each of its lines. */
  readonly suffix: string
}

const inline = (id: string, prefix: string, suffix = prefix): MarkdownTool => ({
  id,
  kind: 'inline',
  prefix,
  suffix,
})
const block = (id: string, prefix: string): MarkdownTool => ({
  id,
  kind: 'block',
  prefix,
  suffix: '',
})

/** The tools there are, by the ids of the catalogue. */
export const markdownTools: readonly MarkdownTool[] = [
  block('heading', '## '),
  inline('bold', '**'),
  inline('italic', '_'),
  inline('strikethrough', '~~'),
  block('blockquote', '> '),
  inline('customLink', '[', '](https://)'),
  inline('table', '\n|  |  |\n|---|---|\n| ', ' |  |\n'),
  block('bullist', '- '),
  block('numlist', '1. '),
  inline('code', '`'),
]

/** A text in an editor, and what of it is marked. */
export interface MarkedText {
  readonly text: string
  readonly from: number
  readonly to: number
}

/**
 * Puts a tool's marks around what is marked, or takes them away where they are there already.
 *
 * @example
 * withTool(bold, { text: 'a word', from: 2, to: 6 }) // { text: 'a **word**', from: 4, to: 8 }
 */
export function withTool(tool: MarkdownTool, marked: MarkedText): MarkedText {
  return tool.kind === 'inline' ? aroundText(tool, marked) : aroundLines(tool, marked)
}

function aroundText({ prefix, suffix }: MarkdownTool, { text, from, to }: MarkedText): MarkedText {
  const [before, inner, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)]
  const isOn = prefix !== '' && before.endsWith(prefix) && after.startsWith(suffix)
  const start = isOn ? from - prefix.length : from + prefix.length
  return {
    text: isOn
      ? before.slice(0, -prefix.length) + inner + after.slice(suffix.length)
      : before + prefix + inner + suffix + after,
    from: start,
    to: start + inner.length,
  }
}

function aroundLines({ prefix, suffix }: MarkdownTool, { text, from, to }: MarkedText): MarkedText {
  const first = text.lastIndexOf('\n', from - 1) + 1
  const end = text.indexOf('\n', to)
  const last = end < 0 ? text.length : end
  const lines = text.slice(first, last).split('\n')
  const isOn = lines.every((line) => line.startsWith(prefix) && line.endsWith(suffix))
  const changed = lines
    .map((line) =>
      isOn ? line.slice(prefix.length, line.length - suffix.length) : prefix + line + suffix,
    )
    .join('\n')
  const grown = changed.length - (last - first)
  return {
    text: text.slice(0, first) + changed + text.slice(last),
    from: Math.max(first, from + (isOn ? -prefix.length : prefix.length)),
    to: Math.max(first, to + grown - (isOn ? 0 : suffix.length)),
  }
}

/** The tools that an option names, with those of the field's own behind them; all where it names none. */
export function toolsOf(toolbar: unknown, customSyntax: unknown): readonly MarkdownTool[] {
  const named = Array.isArray(toolbar)
    ? markdownTools.filter(({ id }) => toolbar.includes(id))
    : markdownTools
  return [...named, ...(Array.isArray(customSyntax) ? customSyntax.flatMap(ownTool) : [])]
}

function ownTool(said: unknown): readonly MarkdownTool[] {
  if (typeof said !== 'object' || said === null) return []
  const { name, prefix, suffix, box } = said as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || name === '') return []
  const textOf = (text: unknown): string => (typeof text === 'string' ? text : '')
  const kind = box === 'block' ? 'block' : 'inline'
  return [{ id: name, kind, prefix: textOf(prefix), suffix: textOf(suffix) }]
}
