import type { DialectName } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { planChanges, type SchemaChange } from '../../../src/index.js'
import { blog, emptyModel, planOn } from './planned.js'

const COLUMN = { name: 'state', type: 'string', length: 9, values: ['a', "it's"] } as const
const ADDED: SchemaChange = { kind: 'add-column', table: 'article', column: COLUMN }

const PLACES: readonly (readonly [DialectName, schema: string])[] = [
  ['postgres', 'public'],
  ['cockroachdb', 'public'],
  ['mysql', 'shop'],
  ['mariadb', 'shop'],
  ['mssql', 'dbo'],
  ['oracle', 'SHOP'],
]

describe('other values of a column', () => {
  const name = 'article_state_values'
  const expression = `state in ('a', 'b')`
  const added = `constraint "${name}" check (${expression})`
  const textsOn = (dialect: DialectName): readonly string[] =>
    planOn(
      dialect,
      [
        { kind: 'drop-check', table: 'article', name },
        { kind: 'add-check', table: 'article', check: { name, expression } },
      ],
      { before: [...blog, ADDED] },
    ).statements.map(({ sql }) => sql.replaceAll('`', '"'))

  it.each(PLACES)('are another check of its name on %s', (dialect, schema) => {
    expect(textsOn(dialect)).toEqual([
      `alter table "${schema}"."article" drop constraint "${name}"`,
      `alter table "${schema}"."article" add ${added}`,
    ])
  })

  it('are another check of its name on SQLite, where the table is written anew', () => {
    const [without, withOther] = textsOn('sqlite').filter((text) => text.startsWith('create table'))
    expect(without).not.toContain(name)
    expect(withOther).toContain(added)
  })

  it.each(['postgres', 'cockroachdb'] as const)('are added to a type on %s', (dialect) => {
    const name = 'state'
    const { statements, warnings } = planChanges({
      model: emptyModel(dialect),
      changes: [
        { kind: 'create-enum', enum: { name, values: ['b', "it's"] } },
        { kind: 'extend-enum', enum: { name, values: ['a', 'b', "it's", 'd'] } },
      ],
    })
    expect(statements.slice(1).map(({ sql }) => sql)).toEqual([
      `alter type "public"."state" add value 'a' before 'b'`,
      `alter type "public"."state" add value 'd' after 'it''s'`,
    ])
    expect(warnings.map(({ code }) => code)).toEqual(dialect === 'postgres' ? [] : ['no-undo'])
  })

  it.each(['mysql', 'mariadb'] as const)('are another type of their own on %s', (dialect) => {
    const column = { name: 'state', type: 'string', nativeType: "enum('a','it''s')" } as const
    const { statements } = planChanges({
      model: emptyModel(dialect),
      changes: [
        {
          kind: 'create-table',
          table: {
            name: 't',
            columns: [{ name: 'id', type: 'integer' }, column],
            primaryKey: ['id'],
          },
        },
        {
          kind: 'alter-column',
          table: 't',
          column: 'state',
          set: { type: 'string', nativeType: "enum('a','it''s','d')" },
        },
      ],
    })
    expect(statements.at(-1)?.sql).toBe(
      "alter table `shop`.`t` modify column `state` enum('a','it''s','d') null",
    )
  })
})
