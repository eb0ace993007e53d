import { unquote } from './defaults.js'

export interface CheckValues {
  readonly column: string
  readonly values: readonly string[]
}

const NAME = String.raw`(?:"(?:[^"]|"")+"|${'`'}(?:[^${'`'}]|${'``'})+${'`'}|\[[^\]]+\]|[\p{L}_][\p{L}\p{N}_$]*)`
const CAST = String.raw`(?::{2,3}(?:character varying|"char"|[a-z_]+)(?:\(\d+\))?(?:\[\])?)`
const STRING = String.raw`(?:_[a-z0-9]+|N)?'(?:[^']|'')*'`
const COLUMN = String.raw`\(*\s*(${NAME})\s*\)?${CAST}*\s*\)?${CAST}*`
const ITEM = String.raw`\(?${STRING}${CAST}*\)?${CAST}*`
const LIST = String.raw`(${ITEM}(?:\s*,\s*${ITEM})*)`

const FORMS = [
  new RegExp(String.raw`^${COLUMN}\s+in\s*\(\s*${LIST}\s*\)\)*$`, 'isu'),
  new RegExp(String.raw`^${COLUMN}\s*=\s*any\s*\(\(*array\[\s*${LIST}\s*\]\)*${CAST}*\)*$`, 'isu'),
  // SQL Server keeps no lists.
  new RegExp(String.raw`^\(*(${NAME})\s*=\s*(${STRING}(?:\s+or\s+\1\s*=\s*${STRING})+)\)*$`, 'isu'),
]

/**
 * The values that a CHECK allows where it is a plain list of strings, as people write it or as
 * a database prints it: `status in ('open', 'closed')`, `status = ANY (ARRAY['open'::text])`,
 * `[status]='open' OR [status]='closed'`.
 *
 * @example
 * checkValues("status in ('open', 'closed')") // { column: 'status', values: ['open', 'closed'] }
 */
export function checkValues(expression: string): CheckValues | null {
  for (const form of FORMS) {
    const [, column, list] = form.exec(expression.trim()) ?? []
    if (column === undefined || list === undefined) continue
    return { column: bareName(column), values: strings(list) }
  }
  return null
}

function strings(list: string): readonly string[] {
  return [...list.matchAll(/'(?:[^']|'')*'/gs)].map(([quoted]) => unquote(quoted) ?? '')
}

function bareName(name: string): string {
  const quote = name[0]
  if (quote === '"') return name.slice(1, -1).replaceAll('""', '"')
  if (quote === '`') return name.slice(1, -1).replaceAll('``', '`')
  return quote === '[' ? name.slice(1, -1) : name
}
