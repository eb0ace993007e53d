import type { ModuleCollection } from '@relvar/query-engine'
import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { deleted, itemList, oneItem, upsertMeta, written } from './answers.js'
import { itemOperations, systemOperations } from './operation-names.js'
import type { Operation, PathItem } from './document.js'
import { schemaReference } from './document.js'
import type { CommonParameter } from './parameters.js'
import {
  conditionalParameters,
  itemParameters,
  listParameters,
  parameterReference,
  shapeParameters,
} from './parameters.js'
import { deleteForms, requestBody, updateForms } from './request-bodies.js'
import { failures, preconditionFailed } from './responses.js'
import type { Subject } from './subject.js'
import { changeName, keyParameter } from './subject.js'
import { keySchema } from './table-schema.js'

/** The paths of a table of the user, as far as its actions go. */
export function itemPaths(
  table: Table,
  name: string,
  schema: SchemaModel,
): Readonly<Record<string, PathItem>> {
  const path = `/items/${encodeURIComponent(table.id)}`
  return pathsOf({
    table,
    name,
    path,
    operations: itemOperations(name),
    key: keySchema(table, schema),
    schema,
  })
}

/** The paths of a table of Relvar's own, as far as its actions and its routes go. */
export function collectionPaths(
  table: Table,
  name: string,
  schema: SchemaModel,
  { path, methods }: ModuleCollection,
): Readonly<Record<string, PathItem>> {
  const key = keySchema(table, schema)
  const paths = pathsOf({ table, name, path, operations: systemOperations(name), key, schema })
  if (methods === undefined) return paths
  const served = new Set<string>(methods.map((method) => method.toLowerCase()))
  const kept = Object.entries(paths).map(([each, item]): [string, PathItem] => [
    each,
    Object.fromEntries(Object.entries(item).filter(([method]) => served.has(method))),
  ])
  return withoutEmpty(kept)
}

function pathsOf(subject: Subject): Readonly<Record<string, PathItem>> {
  const { table, path } = subject
  const collection =
    table.traits.singleton === true ? singletonItem(subject) : collectionItem(subject)
  const entries: [string, PathItem][] = [[path, collection]]
  if (table.primaryKey.length > 0) entries.push([`${path}/{id}`, singleItem(subject)])
  return withoutEmpty(entries)
}

function withoutEmpty(entries: readonly [string, PathItem][]): Readonly<Record<string, PathItem>> {
  return Object.fromEntries(entries.filter(([, item]) => Object.keys(item).length > 0))
}

function collectionItem(subject: Subject): PathItem {
  const { table, name, operations } = subject
  const item = schemaReference(name)
  return {
    ...(table.actions.includes('read') && {
      get: operation(subject, operations.list, `List items of ${table.id}`, listParameters, {
        responses: { '200': itemList(item), ...failures },
      }),
    }),
    ...(table.actions.includes('create') && {
      post: operation(subject, operations.create, `Create items in ${table.id}`, creation(table), {
        requestBody: requestBody({ oneOf: [item, { type: 'array', items: item }] }, false),
        responses: written({ oneOf: [item, { type: 'array', items: item }] }, upsertMeta),
      }),
    }),
    ...(table.actions.includes('update') && {
      patch: operation(
        subject,
        operations.updateMany,
        `Update items of ${table.id}`,
        shapeParameters,
        {
          requestBody: requestBody(updateForms(subject), true),
          responses: written({ type: 'array', items: item }),
        },
      ),
    }),
    ...(table.actions.includes('delete') && {
      delete: operation(subject, operations.deleteMany, `Delete items of ${table.id}`, [], {
        requestBody: requestBody(deleteForms(subject), true),
        responses: deleted,
      }),
    }),
  }
}

/** Upserts need the right to update as well. */
function creation({ actions }: Table): readonly CommonParameter[] {
  return actions.includes('update') ? [...shapeParameters, 'Upsert'] : shapeParameters
}

function singletonItem(subject: Subject): PathItem {
  const { table, name, operations } = subject
  return {
    ...(table.actions.includes('read') && {
      get: operation(subject, operations.list, `Read ${table.id}`, listParameters, {
        responses: { '200': oneItem(schemaReference(name)), ...failures },
      }),
    }),
    ...(table.actions.includes('update') && {
      patch: operation(subject, operations.updateMany, `Update ${table.id}`, shapeParameters, {
        requestBody: requestBody(schemaReference(changeName(name)), true),
        responses: written(schemaReference(name)),
      }),
    }),
  }
}

function singleItem(subject: Subject): PathItem {
  const { table, name, operations } = subject
  const item = schemaReference(name)
  const isSingleton = table.traits.singleton === true
  return {
    ...(table.actions.includes('read') && {
      get: operation(subject, operations.read, `Read one item of ${table.id}`, itemParameters, {
        key: true,
        responses: { '200': oneItem(item), ...failures },
      }),
    }),
    ...(table.actions.includes('update') &&
      !isSingleton && {
        patch: operation(
          subject,
          operations.update,
          `Update one item of ${table.id}`,
          conditionalParameters,
          {
            key: true,
            requestBody: requestBody(schemaReference(changeName(name)), true),
            responses: { ...written(item), ...preconditionFailed },
          },
        ),
      }),
    ...(table.actions.includes('delete') && {
      delete: operation(
        subject,
        operations.remove,
        `Delete one item of ${table.id}`,
        conditionalParameters,
        {
          key: true,
          responses: { ...deleted, ...preconditionFailed },
        },
      ),
    }),
  }
}

type Rest = Pick<Operation, 'requestBody' | 'responses'> & { readonly key?: boolean }

function operation(
  subject: Subject,
  operationId: string,
  summary: string,
  parameters: readonly CommonParameter[],
  { key = false, ...rest }: Rest,
): Operation {
  const all = [...(key ? [keyParameter(subject)] : []), ...parameters.map(parameterReference)]
  return {
    operationId,
    tags: [subject.name],
    summary,
    ...(all.length > 0 && { parameters: all }),
    ...rest,
  }
}
