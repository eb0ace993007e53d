import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { deleted, itemList, oneItem, upsertMeta, written } from './answers.js'
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

/** The paths of a table, as far as its actions go. */
export function tablePaths(
  table: Table,
  name: string,
  schema: SchemaModel,
): Readonly<Record<string, PathItem>> {
  const subject: Subject = { table, name, key: keySchema(table, schema), schema }
  const path = `/items/${encodeURIComponent(table.id)}`
  const collection =
    table.traits.singleton === true ? singletonItem(subject) : collectionItem(subject)
  const entries: [string, PathItem][] = [[path, collection]]
  if (table.primaryKey.length > 0) entries.push([`${path}/{id}`, singleItem(subject)])
  return Object.fromEntries(entries.filter(([, item]) => Object.keys(item).length > 0))
}

function collectionItem(subject: Subject): PathItem {
  const { table, name } = subject
  const item = schemaReference(name)
  return {
    ...(table.actions.includes('read') && {
      get: operation(subject, `read${name}`, `List items of ${table.id}`, listParameters, {
        responses: { '200': itemList(item), ...failures },
      }),
    }),
    ...(table.actions.includes('create') && {
      post: operation(subject, `create${name}`, `Create items in ${table.id}`, creation(table), {
        requestBody: requestBody({ oneOf: [item, { type: 'array', items: item }] }, false),
        responses: written({ oneOf: [item, { type: 'array', items: item }] }, upsertMeta),
      }),
    }),
    ...(table.actions.includes('update') && {
      patch: operation(subject, `update${name}`, `Update items of ${table.id}`, shapeParameters, {
        requestBody: requestBody(updateForms(subject), true),
        responses: written({ type: 'array', items: item }),
      }),
    }),
    ...(table.actions.includes('delete') && {
      delete: operation(subject, `delete${name}`, `Delete items of ${table.id}`, [], {
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
  const { table, name } = subject
  return {
    ...(table.actions.includes('read') && {
      get: operation(subject, `read${name}`, `Read ${table.id}`, listParameters, {
        responses: { '200': oneItem(schemaReference(name)), ...failures },
      }),
    }),
    ...(table.actions.includes('update') && {
      patch: operation(subject, `update${name}`, `Update ${table.id}`, shapeParameters, {
        requestBody: requestBody(schemaReference(changeName(name)), true),
        responses: written(schemaReference(name)),
      }),
    }),
  }
}

function singleItem(subject: Subject): PathItem {
  const { table, name } = subject
  const item = schemaReference(name)
  const isSingleton = table.traits.singleton === true
  return {
    ...(table.actions.includes('read') && {
      get: operation(subject, `readSingle${name}`, `Read one item of ${table.id}`, itemParameters, {
        key: true,
        responses: { '200': oneItem(item), ...failures },
      }),
    }),
    ...(table.actions.includes('update') &&
      !isSingleton && {
        patch: operation(
          subject,
          `updateSingle${name}`,
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
        `deleteSingle${name}`,
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
