import type { ModuleGraphQL, SystemNames, SystemTable } from '@relvar/query-engine'
import { collectionsTable } from './overlay/tables/collections-table.js'
import { fieldsTable } from './overlay/tables/fields-table.js'
import { relationsTable } from './overlay/tables/relations-table.js'

/** The scalars of what people say about tables. */
const SCALARS: Readonly<Record<SystemTable['columns'][string]['type'], string>> = {
  boolean: 'Boolean',
  csv: '[String]',
  hash: 'Hash',
  integer: 'Int',
  json: 'JSON',
  string: 'String',
  text: 'String',
  timestamp: 'Date',
  uuid: 'ID',
}

/** The routes of this module under their names in GraphQL. Bodies are those of REST. */
export function dataModelGraphQL(names: SystemNames): ModuleGraphQL {
  const [collection, field, relation] = ['collections', 'fields', 'relations'].map((each) =>
    names.id(each),
  ) as [string, string, string]
  return {
    types: `
      ${metaType(`${collection}_meta`, collectionsTable)}
      ${metaType(`${field}_meta`, fieldsTable)}
      ${metaType(`${relation}_meta`, relationsTable)}
      type ${collection}_schema {
        schema: String name: String comment: String kind: String primary_key: [String] actions: [String]
      }
      type ${field}_schema {
        name: String table: String data_type: String default_value: JSON max_length: Int
        numeric_precision: Int numeric_scale: Int is_nullable: Boolean is_unique: Boolean
        is_indexed: Boolean is_primary_key: Boolean is_generated: Boolean generation_expression: String
        has_auto_increment: Boolean foreign_key_schema: String foreign_key_table: String
        foreign_key_column: String comment: String choices: [String] actions: [String]
      }
      type ${relation}_schema {
        constraint_name: String table: String column: String foreign_key_schema: String
        foreign_key_table: String foreign_key_column: String on_update: String on_delete: String
      }
      ${readAndWritten(
        collection,
        `collection: String meta: ${collection}_meta schema: ${collection}_schema`,
      )}
      ${readAndWritten(
        field,
        `collection: String field: String type: String meta: ${field}_meta schema: ${field}_schema`,
      )}
      ${readAndWritten(
        relation,
        `collection: String field: String related_collection: String
          meta: ${relation}_meta schema: ${relation}_schema`,
      )}
      input write_${collection}_input {
        collection: String meta: JSON schema: JSON fields: [write_${field}_input!]
      }
      input write_${field}_input {
        collection: String field: String type: String meta: JSON schema: JSON
      }
      input write_${relation}_input {
        collection: String field: String related_collection: String meta: JSON schema: JSON
      }
      type delete_collection { collection: String }
      type delete_field { collection: String field: String }
      type delete_relation { collection: String field: String }
      extend type Query {
        collections: [${collection}!]!
        collections_by_name(name: String!): ${collection}
        fields: [${field}!]!
        fields_in_collection(collection: String!): [${field}!]!
        fields_by_name(collection: String!, field: String!): ${field}
        relations: [${relation}!]!
        relations_in_collection(collection: String!): [${relation}!]!
        relations_by_name(collection: String!, field: String!): ${relation}
      }
      extend type Mutation {
        create_collections_item(data: write_${collection}_input!, concurrentIndexCreation: Boolean): write_${collection}
        update_collections_item(collection: String!, data: write_${collection}_input!): write_${collection}
        delete_collections_item(collection: String!): delete_collection
        create_fields_item(collection: String!, data: write_${field}_input!, concurrentIndexCreation: Boolean): write_${field}
        update_fields_item(collection: String!, field: String!, data: write_${field}_input!, concurrentIndexCreation: Boolean): write_${field}
        update_fields_items(collection: String!, data: [write_${field}_input!]!, concurrentIndexCreation: Boolean): [write_${field}!]!
        delete_fields_item(collection: String!, field: String!): delete_field
        create_relations_item(data: write_${relation}_input!): write_${relation}
        update_relations_item(collection: String!, field: String!, data: write_${relation}_input!): write_${relation}
        delete_relations_item(collection: String!, field: String!): delete_relation
        utils_random_string(length: Int): String
        utils_sort(collection: String!, item: ID!, to: ID!): Boolean
      }`,
    routes: {
      collections: 'GET /collections',
      collections_by_name: 'GET /collections/:collection=name',
      fields: 'GET /fields',
      fields_in_collection: 'GET /fields/:collection',
      fields_by_name: 'GET /fields/:collection/:field',
      relations: 'GET /relations',
      relations_in_collection: 'GET /relations/:collection',
      relations_by_name: 'GET /relations/:collection/:field',
      create_collections_item: 'POST /collections',
      update_collections_item: 'PATCH /collections/:collection',
      delete_collections_item: 'DELETE /collections/:collection',
      create_fields_item: 'POST /fields/:collection',
      update_fields_item: 'PATCH /fields/:collection/:field',
      update_fields_items: 'PATCH /fields/:collection',
      delete_fields_item: 'DELETE /fields/:collection/:field',
      create_relations_item: 'POST /relations',
      update_relations_item: 'PATCH /relations/:collection/:field',
      delete_relations_item: 'DELETE /relations/:collection/:field',
      utils_random_string: 'GET /utils/random/string',
      utils_sort: 'POST /utils/sort/:collection',
    },
  }
}

/** As REST has what people say, and whether it is we who say it. */
function metaType(name: string, { columns }: SystemTable): string {
  const fields = Object.entries(columns).map(([column, { type }]) => `${column}: ${SCALARS[type]}`)
  return `type ${name} { ${fields.join(' ')} system: Boolean }`
}

/** A type for what is read, and another, as clients of this wire know it, for what changes answer. */
function readAndWritten(name: string, fields: string): string {
  return `type ${name} { ${fields} } type write_${name} { ${fields} }`
}
