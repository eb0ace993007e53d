import type { SchemaModel, Table, TableId } from '@relvar/schema-introspect/model'
import type { GraphQLNamedType } from 'graphql'
import type { Names } from './names.js'
import type { RootCollection } from './root-field.js'
import type { Subject } from './subject.js'

export interface TypesParts {
  readonly model: SchemaModel
  readonly subjects: ReadonlyMap<TableId, Subject>
  readonly names: Names
  readonly collections: readonly RootCollection[]
}

/** The types of one schema while it is being built: each is made when it is first asked for. */
export class Types {
  readonly model: SchemaModel
  readonly subjects: ReadonlyMap<TableId, Subject>
  /** Tables whose lists have rows without a key too. */
  readonly keyless: ReadonlySet<TableId>
  readonly #names: Names
  readonly #made = new Map<string, GraphQLNamedType>()

  constructor({ model, subjects, names, collections }: TypesParts) {
    this.model = model
    this.subjects = subjects
    this.keyless = new Set(
      collections.flatMap(({ table, implicit }) => (implicit === undefined ? [] : [table])),
    )
    this.#names = names
  }

  /** The subject of a table that the model has. */
  subject(id: TableId): Subject {
    const subject = this.subjects.get(id)
    if (subject === undefined) throw new Error(`The schema has no table "${id}".`)
    return subject
  }

  table(id: TableId): Table {
    return this.subject(id).table
  }

  /**
   * A type that belongs to a table or enum, known by `key`.
   *
   * @param wanted its name, unless a table or another type has it
   */
  once<T extends GraphQLNamedType>(key: string, wanted: string, make: (name: string) => T): T {
    const known = this.#made.get(key)
    if (known !== undefined) return known as T
    const made = make(this.#names.claim(wanted))
    this.#made.set(key, made)
    return made
  }

  /** As {@link once}, for a type whose name is its own already. */
  named<T extends GraphQLNamedType>(name: string, make: () => T): T {
    const known = this.#made.get(`= ${name}`)
    if (known !== undefined) return known as T
    const made = make()
    this.#made.set(`= ${name}`, made)
    return made
  }
}
