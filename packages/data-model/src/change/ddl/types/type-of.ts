import type { DialectName } from '@relvar/schema-introspect/model'
import { ChangeRefusedError } from '../../errors.js'
import type { ColumnDraft } from '../../schema-change.js'
import { assertFragment } from '../../text/fragment.js'
import { cockroachTypes } from './cockroachdb.js'
import { mariadbTypes } from './mariadb.js'
import { mssqlTypes } from './mssql.js'
import { mysqlTypes } from './mysql.js'
import type { DraftType, NativeType, TypeSize, VendorTypes } from './native-type.js'
import { oracleTypes } from './oracle.js'
import { postgresTypes } from './postgres.js'
import { sqliteTypes } from './sqlite.js'

const TYPES: Readonly<Record<DialectName, VendorTypes>> = {
  postgres: postgresTypes,
  cockroachdb: cockroachTypes,
  mariadb: mariadbTypes,
  mysql: mysqlTypes,
  mssql: mssqlTypes,
  oracle: oracleTypes,
  sqlite: sqliteTypes,
}

type TypeDraft = Pick<
  ColumnDraft,
  'name' | 'type' | 'nativeType' | 'length' | 'precision' | 'scale' | 'generated'
>

/**
 * The vendor's type for a column.
 *
 * @throws ChangeRefusedError for a type that cannot be made, and for sizes that the vendor does not have
 */
export function nativeTypeOf(dialect: DialectName, draft: TypeDraft): NativeType {
  const types = TYPES[dialect]
  if (draft.nativeType !== undefined) return asGiven(draft, draft.nativeType)
  if (draft.generated === 'identity') return numberedType(types, draft)
  if (draft.type === 'array' || draft.type === 'unknown')
    throw new ChangeRefusedError(
      'invalid-type',
      `Column "${draft.name}" of type ${draft.type} needs the database's own name of its type.`,
    )
  if (!Object.hasOwn(types.of, draft.type))
    throw new ChangeRefusedError('invalid-type', `Column "${draft.name}" has an unknown type.`)
  return types.of[draft.type satisfies DraftType](sizeOf(types, draft))
}

function asGiven(draft: TypeDraft, nativeType: string): NativeType {
  assertFragment(nativeType, `The type of column "${draft.name}"`)
  const { type, length = null, precision = null, scale = null } = draft
  return { sql: nativeType, readsAs: { type, nativeType, length, precision, scale } }
}

function numberedType(types: VendorTypes, { type, name }: TypeDraft): NativeType {
  if (type !== 'integer' && type !== 'bigInteger')
    throw new ChangeRefusedError(
      'invalid-type',
      `Column "${name}" cannot be numbered by the database: it is no whole number.`,
    )
  return types.numbered[type]
}

const DEFAULT_LENGTH = 255
const DEFAULT_PRECISION = 10
const DEFAULT_SCALE = 5

function sizeOf(types: VendorTypes, draft: TypeDraft): TypeSize {
  const { length = DEFAULT_LENGTH, name } = draft
  const precision = draft.precision ?? DEFAULT_PRECISION
  const scale = draft.scale ?? Math.min(DEFAULT_SCALE, precision)
  if (length !== null && usesLength(draft)) assertSize(name, 'length', length, 1, types.maxLength)
  if (draft.type === 'decimal') {
    assertSize(name, 'precision', precision, 1, types.maxPrecision)
    assertSize(name, 'scale', scale, 0, Math.min(types.maxScale, precision))
  }
  return { length, precision, scale }
}

function usesLength({ type }: TypeDraft): boolean {
  return type === 'string'
}

function assertSize(column: string, what: string, size: number, from: number, to: number): void {
  if (Number.isInteger(size) && size >= from && size <= to) return
  throw new ChangeRefusedError(
    'invalid-type',
    `The ${what} of column "${column}" has to be a whole number from ${from} to ${to}.`,
  )
}
