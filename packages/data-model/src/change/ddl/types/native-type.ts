import type { Column, ColumnType } from '@relvar/schema-introspect/model'

/** A vendor's type as CREATE TABLE writes it, and as introspection finds it. */
export interface NativeType {
  readonly sql: string
  readonly readsAs: Pick<Column, 'type' | 'nativeType' | 'length' | 'precision' | 'scale'>
}

/** What a draft says of its size, made up where it says nothing. */
export interface TypeSize {
  /** null for no limit. */
  readonly length: number | null
  readonly precision: number
  readonly scale: number
}

/** The types that a column can be made of; `array` and `unknown` need the vendor's own name. */
export type DraftType = Exclude<ColumnType, 'array' | 'unknown'>

export interface VendorTypes {
  readonly of: Readonly<Record<DraftType, (size: TypeSize) => NativeType>>
  /** Types of a column that the database numbers, as CREATE TABLE has them. */
  readonly numbered: Readonly<Record<'integer' | 'bigInteger', NativeType>>
  /** Characters of the longest text with a length. */
  readonly maxLength: number
  readonly maxPrecision: number
  readonly maxScale: number
}

/** A type without arguments, or with those that it always has. */
export function plain(
  type: ColumnType,
  sql: string,
  nativeType: string = sql,
  digits: Partial<Pick<Column, 'precision' | 'scale'>> = {},
): (size: TypeSize) => NativeType {
  const readsAs = { type, nativeType, length: null, precision: null, scale: null, ...digits }
  return () => ({ sql, readsAs })
}

/** `varchar(40)`; the unlimited type where there is no length. */
export function sized(
  name: string,
  unlimited: (size: TypeSize) => NativeType,
  nativeName: string = name,
  unit = '',
): (size: TypeSize) => NativeType {
  return (size) =>
    size.length === null ? unlimited(size) : fixed(name, size.length, nativeName, unit)(size)
}

/** A text of always the same length: `char(36)`. */
export function fixed(
  name: string,
  length: number,
  nativeName: string = name,
  unit = '',
): (size: TypeSize) => NativeType {
  const readsAs = { type: 'string', length, precision: null, scale: null } as const
  return () => ({
    sql: `${name}(${length}${unit})`,
    readsAs: { ...readsAs, nativeType: `${nativeName}(${length}${unit})` },
  })
}

/** `decimal(10, 2)`. */
export function exact(name: string, nativeName: string = name): (size: TypeSize) => NativeType {
  return ({ precision, scale }) => ({
    sql: `${name}(${precision}, ${scale})`,
    readsAs: {
      type: 'decimal',
      nativeType: `${nativeName}(${precision},${scale})`,
      length: null,
      precision,
      scale,
    },
  })
}
