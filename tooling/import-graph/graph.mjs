// @ts-check
/**
 * Who may import whom, as ARCHITECTURE.md draws it. A package that is not listed may import nothing
 * of ours; `package/entry` allows that entry alone.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const mayImport = {
  'kysely-oracle': [],
  'guarded-fetch': [],
  'schema-introspect': ['kysely-oracle'],
  'query-engine': ['schema-introspect'],
  system: ['query-engine', 'schema-introspect'],
  rbac: ['query-engine/query', 'schema-introspect/model'],
  'rbac/store': ['rbac', 'query-engine'],
  auth: ['query-engine', 'schema-introspect/model', 'queue'],
  history: ['query-engine', 'schema-introspect/model'],
  'data-model': ['query-engine', 'schema-introspect'],
  queue: ['query-engine', 'schema-introspect/model'],
  mail: ['queue'],
  flows: ['query-engine', 'queue', 'guarded-fetch'],
  files: ['query-engine', 'guarded-fetch'],
  rest: ['query-engine', 'schema-introspect/model'],
  graphql: ['query-engine', 'schema-introspect/model'],
  'studio-ui': ['query-engine/query', 'schema-introspect/model', 'data-model/catalogue'],
}

/** They receive a Session, so they cannot reach data in any other way. */
export const withoutDatabase = ['rest', 'graphql', 'studio-ui']

/** Entries that run in a browser: nothing that they reach may need Node or a database. */
export const browserEntries = [
  'schema-introspect/model',
  'query-engine/query',
  'data-model/catalogue',
]

export const databasePackages = [
  'kysely',
  'pg',
  'pg-cursor',
  'mysql2',
  'tedious',
  'oracledb',
  'better-sqlite3',
]
