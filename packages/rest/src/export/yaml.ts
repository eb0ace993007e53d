import type { FileFormat } from './file-format.js'

/** A list of mappings. Texts are always quoted, so none is taken for a number, a date or `no`. */
export const yamlFormat: FileFormat = {
  mediaType: 'text/yaml',
  extension: 'yaml',
  start: '',
  row: (row) => listItem(row, 0),
  end: (isEmpty) => (isEmpty ? '[]\n' : ''),
}

function listItem(value: unknown, indent: number): string {
  const text = block(value, indent + 2)
  return text.startsWith('\n')
    ? `${pad(indent)}- ${text.slice(indent + 3)}`
    : `${pad(indent)}- ${text}\n`
}

/** A value after its key: on the same line, or as lines of its own that start with a line break. */
function block(value: unknown, indent: number): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `\n${value.map((entry) => listItem(entry, indent)).join('')}`
  }
  if (typeof value === 'object' && value !== null) return mapping(Object.entries(value), indent)
  return scalar(value)
}

function mapping(entries: readonly (readonly [string, unknown])[], indent: number): string {
  if (entries.length === 0) return '{}'
  const lines = entries.map(([name, value]) => {
    const text = block(value, indent + 2)
    return `${pad(indent)}${key(name)}:${text.startsWith('\n') ? text : ` ${text}\n`}`
  })
  return `\n${lines.join('')}`
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value ?? null)
}

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/
const words = /^(true|false|yes|no|on|off|y|n|null)$/i

function key(name: string): string {
  return plainName.test(name) && !words.test(name) ? name : quote(name)
}

/** YAML's double quotes take JSON's escapes; it wants them for some characters that JSON leaves bare. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
    },
  )
}

function pad(indent: number): string {
  return ' '.repeat(indent)
}
