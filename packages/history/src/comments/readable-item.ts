import { ForbiddenError, parseKey, type Session } from '@relvar/query-engine'

/** Whether somebody may read an item, whichever of its fields. */
export async function mayReadItem(
  session: Session,
  collection: string,
  item: string,
): Promise<boolean> {
  const { tables } = session.schema
  const table = Object.hasOwn(tables, collection) ? tables[collection] : undefined
  const field = table?.columns.find(({ actions }) => actions.includes('read'))
  const key = table === undefined ? null : parseKey(table, item)
  if (field === undefined || key === null) return false
  try {
    return (await session.readOne(collection, key, { fields: [field.name] })) !== null
  } catch (error) {
    // A key that no item can have is closed as well.
    if (error instanceof ForbiddenError) return false
    throw error
  }
}
