import type { Row } from '@relvar/query-engine'
import { findRelationship, findTable, type TableId } from '@relvar/schema-introspect/model'
import { displays } from '../catalogue/displays/displays.js'
import { interfaces } from '../catalogue/interfaces/interfaces.js'
import type { OptionsSchema } from '../catalogue/options-schema.js'
import type { CollectionRow, FieldRow } from '../overlay/overlay-rows.js'
import { carryOptions } from './carry-options.js'
import { carryPaths, carryTemplate } from './carry-paths.js'
import { AS_IT_WAS, carryRule } from './carry-rule.js'
import { endsOf, type NewNames } from './new-names.js'

/** Templates and paths of what is said of a collection, in the names of afterwards. */
export function carryCollection(row: CollectionRow, names: NewNames): Row {
  const from = [row.collection]
  const template = (value: unknown): unknown =>
    typeof value === 'string' ? carryTemplate(value, from, names) : value
  return present(row, {
    display_template: template(row['display_template']),
    preview_url: template(row['preview_url']),
    item_duplication_fields: carryList(row['item_duplication_fields'], from, names),
  })
}

/** Rules and options of what is said of a field, in the names of afterwards. */
export function carryField(row: FieldRow, names: NewNames): Row {
  const { collection, field } = row
  const table = findTable(names.before, collection)
  const link = table && findRelationship(table, field)
  // What a link leads to is what its options speak of, before the collection that it stands in.
  const from: readonly TableId[] = [...(link === undefined ? [] : endsOf(link)), collection]
  const rule = (value: unknown): unknown => carryRule(value, [collection], names, AS_IT_WAS)
  const optionsOf = (value: unknown, id: unknown, catalogue: readonly Described[]): unknown => {
    const found = catalogue.find((each) => each.id === id)
    return found === undefined ? value : carryOptions(value, found.options, from, names)
  }
  const { conditions } = row
  return present(row, {
    validation: rule(row.validation),
    options: optionsOf(row['options'], row['interface'], interfaces),
    display_options: optionsOf(row['display_options'], row['display'], displays),
    conditions: Array.isArray(conditions) ? conditions.map(carryCondition) : conditions,
  })

  function carryCondition(condition: unknown): unknown {
    if (typeof condition !== 'object' || condition === null) return condition
    const { rule: when, options, ...rest } = condition as Row
    return {
      ...rest,
      ...(when !== undefined && { rule: rule(when) }),
      ...(options !== undefined && { options: optionsOf(options, row['interface'], interfaces) }),
    }
  }
}

interface Described {
  readonly id: string
  readonly options: OptionsSchema
}

function carryList(value: unknown, from: readonly TableId[], names: NewNames): unknown {
  return Array.isArray(value) ? carryPaths(value, from, names) : value
}

/** Those values whose keys the row has. */
function present(row: Row, values: Row): Row {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(row, name)))
}
