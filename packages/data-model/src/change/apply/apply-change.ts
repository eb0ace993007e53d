import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { SchemaChange } from '../schema-change.js'
import { addColumn, alterColumn, dropColumn, renameColumn } from './apply-column.js'
import {
  addCheck,
  addForeignKey,
  addIndex,
  addUnique,
  dropCheck,
  dropForeignKey,
  dropIndex,
  dropUnique,
} from './apply-constraint.js'
import { createEnum, dropEnum, extendEnum } from './apply-enum.js'
import {
  commentTable,
  createTable,
  createView,
  dropTable,
  dropView,
  renameTable,
} from './apply-table.js'

/**
 * One change that stands for nothing but itself. Relationships, ids and the version of what comes back
 * are those of before.
 */
export function applyChange(model: SchemaModel, change: SchemaChange): SchemaModel {
  switch (change.kind) {
    case 'create-table':
      return createTable(model, change)
    case 'drop-table':
      return dropTable(model, change)
    case 'rename-table':
      return renameTable(model, change)
    case 'comment-table':
      return commentTable(model, change)
    case 'add-column':
      return addColumn(model, change)
    case 'alter-column':
      return alterColumn(model, change)
    case 'rename-column':
      return renameColumn(model, change)
    case 'drop-column':
      return dropColumn(model, change)
    case 'add-foreign-key':
      return addForeignKey(model, change)
    case 'drop-foreign-key':
      return dropForeignKey(model, change)
    case 'add-unique':
      return addUnique(model, change)
    case 'drop-unique':
      return dropUnique(model, change)
    case 'add-index':
      return addIndex(model, change)
    case 'drop-index':
      return dropIndex(model, change)
    case 'add-check':
      return addCheck(model, change)
    case 'drop-check':
      return dropCheck(model, change)
    case 'create-view':
      return createView(model, change)
    case 'drop-view':
      return dropView(model, change)
    case 'create-enum':
      return createEnum(model, change)
    case 'extend-enum':
      return extendEnum(model, change)
    case 'drop-enum':
      return dropEnum(model, change)
  }
}
