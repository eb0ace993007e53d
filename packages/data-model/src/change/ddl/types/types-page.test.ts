import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { DialectName } from '@relvar/schema-introspect/model'
import type { DraftType } from './native-type.js'
import { nativeTypeOf } from './type-of.js'

const page = readFileSync(new URL('../../../../../../docs/types.md', import.meta.url), 'utf8')
const section = page.split('## ').find((each) => each.startsWith("From the field's type")) ?? ''

/** The columns of the table, in order; those of a group are alike but for what the text below it says. */
const VENDORS: readonly (readonly DialectName[])[] = [
  ['postgres'],
  ['cockroachdb'],
  ['mariadb', 'mysql'],
  ['mssql'],
  ['oracle'],
  ['sqlite'],
]

const TYPES: readonly DraftType[] = [
  'string',
  'text',
  'csv',
  'hash',
  'uuid',
  'integer',
  'bigInteger',
  'float',
  'decimal',
  'boolean',
  'date',
  'dateTime',
  'timestamp',
  'time',
  'json',
  'binary',
  'geometry',
]

function row(type: DraftType): string {
  const cells = VENDORS.map((dialects) => {
    const made = dialects.map((dialect) => nativeTypeOf(dialect, { name: 'a', type }).sql)
    return [...new Set(made)].map((sql) => `\`${sql}\``).join(', ')
  })
  return `| ${[type, ...cells].join(' | ')} |`
}

it('docs/types.md says which column each type becomes', () => {
  const rows = section.split('\n').filter((line) => /^\| [a-zA-Z]+ \| `/.test(line))
  expect(rows).toEqual(TYPES.map(row))
})
