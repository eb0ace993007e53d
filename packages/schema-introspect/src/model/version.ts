import type { SchemaModel } from './schema-model.js'

/**
 * The version of a model: a hash of its canonical JSON without row estimates, so that equal
 * schemas have equal versions on every machine and in every browser.
 */
export function hashModel(model: Omit<SchemaModel, 'version'>): string {
  const { dialect, defaultSchema, tables, enums } = model
  return hashText(canonicalJson({ dialect, defaultSchema, tables, enums }))
}

/** JSON with the keys of every object in order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'rowEstimate') return undefined
    return isRecord(inner) ? sortKeys(inner) : inner
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sortKeys(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const LANES = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const

/** 128 bits in hexadecimal. It tells texts apart; it keeps nothing secret. */
export function hashText(text: string): string {
  return LANES.map((prime, lane) => hashLane(text, prime, lane).toString(16).padStart(8, '0')).join(
    '',
  )
}

function hashLane(text: string, prime: number, seed: number): number {
  let hash = seed ^ text.length
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), prime)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}
