/** The form in which values leave the database. */
export interface Codec {
  readonly name: 'rest' | 'graphql'
  /** Date parts and counts are text on the REST wire, numbers in GraphQL. */
  readonly numbersOfFunctionsAsText: boolean
}

/** The REST wire: 64-bit numbers and decimals as text, dates in ISO 8601, date parts and counts as text. */
export const restCodec: Codec = { name: 'rest', numbersOfFunctionsAsText: true }
