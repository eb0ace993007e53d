import type { SchemaModel } from '@relvar/schema-introspect/model'
import { expandChanges } from '../expand-changes.js'
import type { SchemaChange } from '../schema-change.js'
import { applyChange } from './apply-change.js'
import { settle } from './settle.js'

/**
 * The schema as it will be after some changes, each made in what the ones before it left. The model is
 * one of introspection, without an overlay. Where only the database knows (its own spelling of an
 * expression, the columns of a view, the indexes behind keys), the model says what it was told.
 *
 * @throws ChangeRefusedError for the first change that cannot be
 *
 * @example
 * applyChanges(model, [{ kind: 'rename-column', table: 'article', column: 'body', to: 'text' }])
 */
export function applyChanges(model: SchemaModel, changes: readonly SchemaChange[]): SchemaModel {
  return settle(expandChanges(model, changes).reduce(applyChange, model))
}
