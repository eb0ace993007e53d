import {
  type Change,
  ForbiddenError,
  type Hooks,
  InvalidPayloadError,
  isSoundRule,
  isSystem,
  type Session,
  type SystemNames,
} from '@relvar/query-engine'
import { ruleMistake } from '@relvar/query-engine/query'
import { collectionsTable } from './tables/collections-table.js'
import { fieldsTable } from './tables/fields-table.js'
import { relationsTable } from './tables/relations-table.js'

/** Hears of changes: of what is said about tables, or of the tables. */
export type ChangedHook = (session: Session, part: 'overlay' | 'schema') => Promise<void>

/**
 * What is said about tables decides over what everybody sees of them, so only administrators say it,
 * whatever a permission grants; and whoever holds it in memory is told.
 */
export function guardOverlay(
  hooks: Hooks,
  names: SystemNames,
  changed: ChangedHook | undefined,
): void {
  const fields = names.id(fieldsTable.name)
  const collections = [names.id(collectionsTable.name), fields, names.id(relationsTable.name)]
  for (const name of ['items.create', 'items.update', 'items.delete'] as const) {
    hooks.before(name, requireAdministrator, { collections })
    if (changed !== undefined)
      hooks.within(name, ({ system }) => changed(system, 'overlay'), { collections })
  }
  for (const name of ['items.create', 'items.update'] as const)
    hooks.before(name, checkValidation, { collections: [fields] })
}

function requireAdministrator({ actor }: Change): undefined {
  if (actor.admin !== true && !isSystem(actor))
    throw new ForbiddenError('Only administrators change the data model.')
}

/** A rule that cannot be evaluated would close the table to every write. */
function checkValidation({ payload: { validation } }: Change): undefined {
  if (validation === null || validation === undefined) return
  if (!isSoundRule(validation as Parameters<typeof isSoundRule>[0]))
    throw new InvalidPayloadError('"validation" takes a filter whose conditions all have a value.')
  const mistake = ruleMistake(validation)
  if (mistake !== null) throw new InvalidPayloadError(`"validation" takes a filter. ${mistake}`)
}
