import type { DialectName } from '@relvar/schema-introspect/model'
import { expect, it } from 'vitest'
import { systemModel } from './system-model.js'

const notes = {
  name: 'notes',
  columns: { id: { type: 'uuid' }, facts: { type: 'json' } },
} as const

it.each<readonly [DialectName, 'json' | undefined]>([
  ['sqlite', 'json'],
  ['postgres', undefined],
  ['mariadb', undefined],
  ['mysql', undefined],
  ['mssql', 'json'],
  ['oracle', 'json'],
  ['cockroachdb', undefined],
])(
  'JSON of our own tables is what we say of text, where %s has no type for it',
  (dialect, codec) => {
    const options = { dialect, namespace: 'relvar', prefix: 'relvar_' }
    const facts = systemModel(options, [notes]).tables['relvar_notes']?.columns.at(-1)
    expect([facts?.name, facts?.traits.codec]).toEqual(['facts', codec])
  },
)
