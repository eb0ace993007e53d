import type { FileFormat } from './file-format.js'

/** `<data>` with one `<data>` for each row and one element for each field; lists repeat their element. */
export const xmlFormat: FileFormat = {
  mediaType: 'text/xml',
  extension: 'xml',
  start: '<?xml version="1.0" encoding="UTF-8"?>\n<data>',
  row: (row) => `\n  ${element('data', row)}`,
  end: (isEmpty) => (isEmpty ? '</data>\n' : '\n</data>\n'),
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((entry) => element(name, entry)).join('')
  const tag = elementName(name)
  if (value === null || value === undefined) return `<${tag}/>`
  const content = typeof value === 'object' ? elements(value) : escapeText(textOf(value))
  return `<${tag}>${content}</${tag}>`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function elements(value: object): string {
  return Object.entries(value)
    .map(([name, entry]) => element(name, entry))
    .join('')
}

/** What a name of XML cannot hold is written by its code: `Unit Price` is `Unit_x0020_Price`. */
function elementName(name: string): string {
  const escaped = name
    .replace(/[^\p{L}\p{N}_.-]/gu, encodeCharacter)
    .replace(/^[^\p{L}_]/u, encodeCharacter)
  return escaped === '' ? '_' : escaped
}

function encodeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
}

/** Characters that XML 1.0 cannot hold at all, lone halves of surrogate pairs among them. */
const impossible = /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/gu

function escapeText(text: string): string {
  return text
    .replace(impossible, '\uFFFD')
    .replace(/[&<>\r]/g, (character) => entities[character] ?? character)
}
