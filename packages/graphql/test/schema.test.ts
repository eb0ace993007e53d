import { buildSchema, itemCollections } from '@relvar/graphql'
import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { DIALECTS, odditiesFixture, shopFixture } from '@relvar/test-databases'
import { assertValidSchema, GraphQLObjectType, GraphQLSchema, printSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { openApi } from './api.js'

/** A model of tables without columns of interest. */
function modelOf(...ids: readonly string[]): SchemaModel {
  const tables = ids.map((id): [string, Table] => [id, tableOf(id, 1)])
  return {
    dialect: 'sqlite',
    version: ids.join(),
    defaultSchema: 'main',
    tables: Object.fromEntries(tables),
    enums: {},
  }
}

const TYPES = ['string', 'integer', 'timestamp', 'decimal'] as const

function tableOf(id: string, columns: number): Table {
  const column = (name: string, index: number): Table['columns'][number] => ({
    name,
    type: TYPES[index % TYPES.length] ?? 'string',
    nativeType: 'text',
    length: null,
    precision: null,
    scale: null,
    elementType: null,
    nullable: true,
    default: null,
    generated: null,
    enum: null,
    actions: ['read', 'create', 'update'],
    comment: null,
    traits: {},
  })
  return {
    id,
    schema: 'main',
    name: id,
    kind: 'table',
    columns: Array.from({ length: columns }, (_, index) =>
      column(index === 0 ? 'id' : `c${index}`, index),
    ),
    primaryKey: ['id'],
    uniques: [],
    foreignKeys: [],
    indexes: [],
    checks: [],
    relationships: [],
    actions: ['read', 'create', 'update', 'delete'],
    hasTriggers: false,
    comment: null,
    rowEstimate: null,
    traits: {},
  }
}

const rootsOf = (model: SchemaModel): readonly string[] =>
  Object.keys(
    buildSchema(model, itemCollections('relvar_')).schema.getQueryType()?.getFields() ?? {},
  )

/** The same schema, checked whole. */
function checked(schema: GraphQLSchema): GraphQLSchema {
  const fresh = new GraphQLSchema({ ...schema.toConfig(), assumeValid: false })
  assertValidSchema(fresh)
  return fresh
}

describe('names', () => {
  it('are those of the tables, made into names where GraphQL does not take them', () => {
    expect(
      rootsOf(modelOf('audit.log', '7up', 'größe')).filter(
        (name) => !/_(by_id|aggregated|connection)$/.test(name),
      ),
    ).toEqual(['audit_log', '_7up', 'gr__e'])
  })

  it('stay those of the tables that have them; others get a number', () => {
    const roots = rootsOf(modelOf('audit.log', 'audit_log', 'audit-log'))
    expect(roots.filter((name) => /log(_\d)?$/.test(name))).toEqual([
      'audit_log_3',
      'audit_log',
      'audit_log_2',
    ])
  })

  it('of a table win over what is made of another', () => {
    const model = modelOf('posts', 'posts_by_id', 'posts_filter', 'create_posts_input', 'Query')
    const { schema } = buildSchema(model, itemCollections(''))
    expect(checked(schema).getType('posts_filter')).toBeInstanceOf(GraphQLObjectType)
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toContain('posts_by_id_2')
  })

  it('of system tables are no roots', () => {
    expect(rootsOf(modelOf('relvar_users', 'posts'))).not.toContain('relvar_users')
    expect(rootsOf(modelOf('relvar_users'))).toEqual(['_empty'])
  })
})

describe('a large schema', () => {
  it('of 500 tables with 30 columns is built in less than a second', () => {
    const tables = Array.from({ length: 500 }, (_, index) => tableOf(`table_${index}`, 30))
    const model = {
      ...modelOf(),
      tables: Object.fromEntries(tables.map((each) => [each.id, each])),
    }
    // Of the processor, which other tests want at the same time.
    const start = process.cpuUsage()
    const { schema } = buildSchema(model, itemCollections('relvar_'))
    const { user, system } = process.cpuUsage(start)
    expect(Object.keys(schema.getTypeMap()).length).toBeGreaterThan(3500)
    expect((user + system) / 1000, 'ms').toBeLessThan(1000)
  })
})

describe.each(DIALECTS)('the schema on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)

  test('of the shop is the one that is written down', async () => {
    await using api = await openApi(dialect, shopFixture(dialect.name))
    const { schema } = buildSchema(api.session.schema, itemCollections('relvar_'))
    const text = printSchema(checked(schema))
    await expect(`${text}\n`).toMatchFileSnapshot(`snapshots/shop.${dialect.name}.sdl`)
  })

  test('of oddities is valid', async () => {
    await using api = await openApi(dialect, odditiesFixture(dialect.name))
    checked(buildSchema(api.session.schema, itemCollections('relvar_')).schema)
  })
})
