import { hash } from 'node:crypto'
import { ValueError, type ValueType } from './value-types.js'

/** GraphQL documents by their SHA-256 hashes, of which nothing else is carried out. */
export const operations: ValueType<ReadonlyMap<string, string>> = {
  name: 'JSON',
  parse(raw) {
    const documents = Object.values(documentsIn(raw) ?? [])
    if (documents.length === 0 || !documents.every((each) => typeof each === 'string'))
      throw new ValueError('is no JSON list of GraphQL documents, nor an object of them')
    return new Map(documents.map((each) => [hash('sha256', each), each]))
  },
}

function documentsIn(raw: string): object | null {
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'object' ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
