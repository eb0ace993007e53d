import type { Row } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import type { SubjectField } from '../schema/subject.js'
import type { Types } from '../schema/types.js'

type Input = Readonly<Record<string, unknown>>

/** An input object as the engine has it, with the names of the model. */
export function toPayload(types: Types, table: TableId, input: Input): Row {
  const { fields } = types.subject(table)
  const byName = new Map(fields.map((field) => [field.name, field]))
  const entries = Object.entries(input).map(([name, value]) => {
    const field = byName.get(name)
    if (field === undefined) throw new Error(`"${table}" has no field "${name}".`)
    return [field.field, toValue(types, field, value)] as const
  })
  return Object.fromEntries(entries)
}

function toValue(types: Types, { relationship }: SubjectField, value: unknown): unknown {
  const target = relationship?.target
  if (typeof target !== 'string' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => toPayload(types, target, each as Input))
  return linkOf(types, target, value as Input)
}

/** A row of which nothing but the key is given is linked as it is, and not changed. */
function linkOf(types: Types, target: TableId, value: Input): unknown {
  const payload = toPayload(types, target, value)
  const [only, ...more] = types.table(target).primaryKey
  const names = Object.keys(payload)
  const isBareKey = only !== undefined && more.length === 0 && names.length === 1
  return isBareKey && names[0] === only ? payload[only] : payload
}
