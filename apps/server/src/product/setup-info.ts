import type { SchemaModel } from '@relvar/schema-introspect/model'

/** What the page of the set-up says of the database: enough to see that it is the right one. */
export interface SetupInfo extends Readonly<Record<string, unknown>> {
  readonly vendor: SchemaModel['dialect']
  readonly version: string
  /** In the order of their names. */
  readonly tables: readonly string[]
  readonly views: readonly string[]
}

/** What is told of the user's database to whoever may set the installation up. */
export function setupInfo({ dialect, tables }: SchemaModel, version: string): SetupInfo {
  const all = Object.values(tables).toSorted((left, right) => (left.id < right.id ? -1 : 1))
  const isView = ({ kind }: (typeof all)[number]): boolean => kind.endsWith('view')
  return {
    vendor: dialect,
    version,
    tables: all.filter((table) => !isView(table)).map(({ id }) => id),
    views: all.filter(isView).map(({ id }) => id),
  }
}
