import type { DialectName } from '@relvar/schema-introspect/model'
import { type Step, tableIn } from './ddl/ddl.js'
import { ChangeRefusedError } from './errors.js'
import { mentions } from './text/tokens.js'

/** They leave a view as it is when something in it gets another name, so that it fails from then on. */
const LEAVES_VIEWS: ReadonlySet<DialectName> = new Set(['mysql', 'mariadb', 'mssql', 'oracle'])

/**
 * Refuses what would break a view: most databases find out only when somebody reads it.
 *
 * @throws ChangeRefusedError naming the view
 */
export function assertNoViewBreaks({ change, before, definitions }: Step): void {
  const sought = namesThatGo(before.dialect, change)
  if (sought === null) return
  const table = tableIn(before, sought.table)
  const view = definitions.views.find(
    ({ id, sql }) =>
      id !== table.id &&
      mentions(sql, table.name) &&
      (sought.column === null || mentions(sql, sought.column)),
  )
  if (view === undefined) return
  const what = sought.column === null ? 'Table' : `Column "${sought.column}" of`
  throw new ChangeRefusedError(
    'in-use',
    `${what} "${table.id}" cannot be changed like this: view "${view.id}" uses it.`,
  )
}

interface NameThatGoes {
  readonly table: string
  readonly column: string | null
}

function namesThatGo(dialect: DialectName, change: Step['change']): NameThatGoes | null {
  switch (change.kind) {
    case 'drop-table':
      return { table: change.table, column: null }
    case 'drop-column':
      return change
    case 'rename-table':
      return LEAVES_VIEWS.has(dialect) ? { table: change.table, column: null } : null
    case 'rename-column':
      return LEAVES_VIEWS.has(dialect) ? change : null
    default:
      return null
  }
}
