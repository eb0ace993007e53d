/** What code generators call the operations of a collection. */
export interface OperationNames {
  readonly list: string
  readonly create: string
  readonly updateMany: string
  readonly deleteMany: string
  readonly read: string
  readonly update: string
  readonly remove: string
}

/** @param name `ItemsBlogPosts` */
export function itemOperations(name: string): OperationNames {
  return {
    list: `read${name}`,
    create: `create${name}`,
    updateMany: `update${name}`,
    deleteMany: `delete${name}`,
    read: `readSingle${name}`,
    update: `updateSingle${name}`,
    remove: `deleteSingle${name}`,
  }
}

/**
 * Those of a collection of Relvar's own, as clients of this wire know them.
 *
 * @example
 * systemOperations('Users')   // list: 'getUsers', read: 'getUser', updateMany: 'updateUsers' ...
 */
export function systemOperations(name: string): OperationNames {
  const one = singular(name)
  return {
    list: `get${name}`,
    create: `create${one ?? name}`,
    updateMany: `update${name}`,
    deleteMany: `delete${name}`,
    read: `get${one ?? `Single${name}`}`,
    update: `update${one ?? `Single${name}`}`,
    remove: `delete${one ?? `Single${name}`}`,
  }
}

/** null for a word that is the same for one and for many. */
function singular(name: string): string | null {
  if (name.endsWith('ies')) return `${name.slice(0, -'ies'.length)}y`
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : null
}
