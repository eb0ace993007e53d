import { sql } from 'kysely'
import { type Ddl, tableIn } from './ddl.js'
import { columnActions, commentStatements, postgresDdl } from './postgres.js'
import { alterationOf, alterTable, standardDdl } from './standard.js'

/**
 * Speaks PostgreSQL's words with limits of its own: one action on a column in a statement, and a unique
 * constraint that is dropped as its index. Every index is built while others write.
 *
 * @see https://www.cockroachlabs.com/docs/stable/alter-table
 * @see https://www.cockroachlabs.com/docs/stable/drop-index
 */
export const cockroachDdl: Ddl = {
  ...postgresDdl,
  'alter-column': (step) => {
    const alteration = alterationOf(step)
    const { table, column } = step.change
    return [
      ...columnActions(step, alteration).map((action) =>
        alterTable(step.before, table, sql`alter column ${sql.id(column)} ${action}`),
      ),
      ...commentStatements(step, alteration),
    ]
  },
  'add-unique': standardDdl['add-unique'],
  'add-index': (step) => postgresDdl['add-index']({ ...step, concurrently: false }),
  'drop-unique': ({ change, before }) => {
    const { schema, name } = tableIn(before, change.table)
    return [sql`drop index ${sql.id(schema, name)}@${sql.id(change.name)} cascade`]
  },
  'drop-index': ({ change, before }) => {
    const { schema, name } = tableIn(before, change.table)
    return [sql`drop index ${sql.id(schema, name)}@${sql.id(change.name)}`]
  },
}
