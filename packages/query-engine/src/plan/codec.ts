/** Whose wire values are for. */
export type CodecName = 'rest' | 'graphql'

/** The form in which values leave the database. */
export interface Codec {
  readonly name: CodecName
  /** Date parts and counts are text on the REST wire, numbers in GraphQL. */
  readonly numbersOfFunctionsAsText: boolean
  /** Decimals, and what aggregates make of numbers, are JSON numbers. */
  readonly decimalsAsNumbers: boolean
  /** Keys of one column are text, whatever their type. */
  readonly keysAsText: boolean
}

/** The REST wire: 64-bit numbers and decimals as text, dates in ISO 8601, date parts and counts as text. */
export const restCodec: Codec = {
  name: 'rest',
  numbersOfFunctionsAsText: true,
  decimalsAsNumbers: false,
  keysAsText: false,
}

/** The GraphQL wire: as REST, but for its scalars `Float` (decimals), `Int` (date parts, counts) and `ID` (keys). */
const graphqlCodec: Codec = {
  name: 'graphql',
  numbersOfFunctionsAsText: false,
  decimalsAsNumbers: true,
  keysAsText: true,
}

/** The codec that a query names. */
export function codecOf({ codec }: { readonly codec?: CodecName }): Codec {
  return codec === 'graphql' ? graphqlCodec : restCodec
}
