import type { ForeignKey, Relationship, Table, TableId } from './schema-model.js'

type LinkedTable = Omit<Table, 'relationships'>

/**
 * The links that foreign keys make, in both directions, for every table. Names are a function of
 * the schema alone: they do not depend on the order in which the catalogue answers. The README
 * has the rules.
 */
export function deriveRelationships(
  tables: readonly LinkedTable[],
  defaultSchema: string,
): ReadonlyMap<TableId, readonly Relationship[]> {
  const byId = new Map(tables.map((table) => [table.id, table]))
  const ordered = [...byId.values()].sort((a, b) => compare(a.id, b.id))
  const names = new Map(ordered.map((table) => [table.id, new TakenNames(table)]))
  const links = new Map(ordered.map((table) => [table.id, distinctLinks(table)]))
  const relationships = new Map<TableId, Relationship[]>(ordered.map((table) => [table.id, []]))

  // All links by name come before any way back, so that a way back can never take a link's name.
  for (const table of ordered) {
    const taken = names.get(table.id)
    for (const link of links.get(table.id) ?? []) {
      const target = byId.get(link.target)
      if (taken === undefined || target === undefined) continue
      relationships.get(table.id)?.push(manyToOne(taken.claim(linkNames(link, target)), link))
    }
  }
  for (const table of ordered) {
    for (const link of links.get(table.id) ?? []) {
      const taken = names.get(link.target)
      if (taken === undefined) continue
      const alone = countLinks(links.get(table.id), link.target) === 1
      const name = taken.claim(wayBackNames(table, link, alone, defaultSchema))
      relationships.get(link.target)?.push(oneToMany(name, table.id, link))
    }
  }
  return relationships
}

/** The names of one table that are in use: its columns, then its relationships. */
class TakenNames {
  readonly #columns: ReadonlySet<string>
  readonly #links = new Set<string>()

  constructor(table: LinkedTable) {
    this.#columns = new Set(table.columns.map((column) => column.name))
  }

  /** The first free of the candidates; else the last one, numbered. */
  claim(candidates: readonly Candidate[]): string {
    const free = candidates.find((candidate) => this.#isFree(candidate))
    const name = free?.name ?? this.#number(candidates.at(-1)?.name ?? '')
    this.#links.add(name)
    return name
  }

  #isFree({ name, ofColumn }: Candidate): boolean {
    return !this.#links.has(name) && (ofColumn || !this.#columns.has(name))
  }

  #number(name: string): string {
    let number = 2
    while (!this.#isFree({ name: `${name}_${number}`, ofColumn: false })) number++
    return `${name}_${number}`
  }
}

interface Candidate {
  readonly name: string
  /** The name of the link's own column, which it shares. */
  readonly ofColumn: boolean
}

function linkNames(link: ForeignKey, target: LinkedTable): readonly Candidate[] {
  const [column] = link.columns
  if (link.columns.length === 1 && column !== undefined) {
    return [
      { name: column, ofColumn: true },
      { name: `${column}_${target.name}`, ofColumn: false },
    ]
  }
  return [target.name, `${target.name}_by_${link.columns.join('_')}`].map(plain)
}

function wayBackNames(
  table: LinkedTable,
  link: ForeignKey,
  alone: boolean,
  defaultSchema: string,
): readonly Candidate[] {
  const name = table.schema === defaultSchema ? table.name : `${table.schema}_${table.name}`
  const long = `${name}_by_${link.columns.join('_')}`
  return (alone ? [name, long] : [long]).map(plain)
}

function plain(name: string): Candidate {
  return { name, ofColumn: false }
}

function manyToOne(name: string, link: ForeignKey): Relationship {
  return {
    name,
    cardinality: 'many-to-one',
    target: link.target,
    columns: pair(link.columns, link.targetColumns),
    where: null,
    source: 'foreign-key',
    traits: {},
  }
}

function oneToMany(name: string, from: TableId, link: ForeignKey): Relationship {
  return {
    name,
    cardinality: 'one-to-many',
    target: from,
    columns: pair(link.targetColumns, link.columns),
    where: null,
    source: 'foreign-key',
    traits: {},
  }
}

function pair(
  here: readonly string[],
  there: readonly string[],
): readonly (readonly [string, string])[] {
  return here.map((column, index) => [column, there[index] ?? ''] as const)
}

/** In a fixed order, single columns first; the same link declared twice counts once. */
function distinctLinks(table: LinkedTable): readonly ForeignKey[] {
  const links = new Map<string, ForeignKey>()
  for (const key of [...table.foreignKeys].sort((a, b) => compare(linkKey(a), linkKey(b)))) {
    if (!links.has(linkKey(key))) links.set(linkKey(key), key)
  }
  return [...links.values()].sort((a, b) => a.columns.length - b.columns.length)
}

function linkKey(key: ForeignKey): string {
  return JSON.stringify([key.columns, key.target, key.targetColumns])
}

function countLinks(links: readonly ForeignKey[] | undefined, target: TableId): number {
  return links?.filter((link) => link.target === target).length ?? 0
}

/** By code units: the same order on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
