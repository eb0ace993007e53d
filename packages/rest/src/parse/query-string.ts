import { InvalidQueryError } from '@relvar/query-engine'
import { parse } from 'qs'
import type { Parameters } from './parameters.js'
import { isParameter } from './parameters.js'
import { reservedKeys } from './json.js'
import { decodePercent } from './percent.js'

export interface QueryStringLimits {
  /** Brackets after a parameter's name. */
  readonly depth: number
  /** Elements of one array. */
  readonly arrayLimit: number
}

const maxParameters = 1000

/**
 * Reads `filter[status][_eq]=live&fields[]=id` into nested objects and arrays of text. Everything
 * that would make part of a query vanish in silence (brackets that do not match, too many
 * parameters, elements or levels) is an error instead.
 *
 * @example
 * parseQueryString('?sort=-id&filter[id][_gt]=3', { depth: 10, arrayLimit: 500 })
 * // { sort: '-id', filter: { id: { _gt: '3' } } }
 */
export function parseQueryString(search: string, limits: QueryStringLimits): Parameters {
  try {
    return parse(search, {
      ignoreQueryPrefix: true,
      plainObjects: true,
      depth: limits.depth,
      strictDepth: true,
      arrayLimit: limits.arrayLimit,
      parameterLimit: maxParameters,
      throwOnLimitExceeded: true,
      decoder: decode,
    })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new InvalidQueryError(limitReason(error.message, limits), { cause: error })
  }
}

type Decoder = (
  text: string,
  fallback?: unknown,
  charset?: string,
  type?: 'key' | 'value',
) => string

const decode: Decoder = (text, _fallback, _charset, type) => {
  const decoded = decodePercent(text.replaceAll('+', ' '))
  if (type === 'key') assertKey(decoded)
  return decoded
}

const brackets = /^[^[\]]+(\[[^[\]]*\])*$/
const segments = /[^[\]]+/g

/** Parameters that are none of ours are ignored, however they look. */
function assertKey(key: string): void {
  if (!isParameter(key.split(/[[\]]/, 1)[0] ?? '')) return
  if (!brackets.test(key)) throw new InvalidQueryError(`The brackets of "${key}" do not match.`)
  const reserved = key.match(segments)?.find((segment) => reservedKeys.has(segment))
  if (reserved !== undefined) throw new InvalidQueryError(`"${reserved}" may not be used as a key.`)
}

function limitReason(message: string, limits: QueryStringLimits): string {
  if (message.startsWith('Input depth')) {
    return `The query string has more than ${limits.depth} levels of brackets (QUERYSTRING_MAX_PARSE_DEPTH).`
  }
  if (message.startsWith('Array limit')) {
    return `An array of the query string has more than ${limits.arrayLimit} elements (QUERYSTRING_ARRAY_LIMIT).`
  }
  return `The query string has more than ${maxParameters} parameters.`
}
