const masked = '***'

/** Words that make a parameter a secret, wherever they stand in its name or value. */
const secretWord = /token|passw|secret|credential|api_?key|otp/i

/**
 * Takes the values of secret parameters out of a query string; others stay, for they tell what was asked.
 *
 * @example
 * maskQuery('?limit=1&access_token=abc')   // '?limit=1&access_token=***'
 */
export function maskQuery(search: string): string {
  if (search.length < 2) return ''
  const pairs = search.slice(1).split('&')
  return `?${pairs.map(maskPair).join('&')}`
}

function maskPair(pair: string): string {
  if (!secretWord.test(decoded(pair))) return pair
  const end = pair.indexOf('=')
  return end === -1 ? masked : `${pair.slice(0, end)}=${masked}`
}

/** `pass%77ord` is `password` to those who read it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Shows a database URL without its password.
 *
 * @example
 * maskUrl('postgres://me:secret@db/shop')   // 'postgres://me:***@db/shop'
 */
export function maskUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z\d+.-]*:\/\/[^:@/?#]*):[^?]*@/i, `$1:${masked}@`)
    .replace(/\?.*$/, (query) => maskQuery(query))
}

/**
 * What credentials look like in running text: in URLs, in headers, in query strings. Each pattern
 * starts with fixed text: a line may be all that a client sends, and one that could start anywhere
 * would read the rest of it from every place.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/(:\/\/[^\s:@/?#"'\\]*):[^\s/"'\\]*@/g, `$1:${masked}@`],
  [/\b(Bearer|Basic|Metrics)\s+[\w.~+/=-]+/gi, `$1 ${masked}`],
  [/([?&](?:access_token|token|password|secret)=)[^&\s"'\\]*/gi, `$1${masked}`],
]

/**
 * Answers a function that masks a line of the log: the texts given, as they are and as URLs and JSON
 * write them, and whatever looks like a credential. The last net, below more careful ones.
 */
export function createMask(secrets: readonly string[]): (line: string) => string {
  const forms = secrets
    // A password of a few letters would blank out half of every line; its places are masked by pattern.
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
  const literals = [...new Set(forms)].sort((a, b) => b.length - a.length)
  return (line) => {
    const known = literals.reduce((text, literal) => text.replaceAll(literal, masked), line)
    return patterns.reduce(
      (text, [pattern, replacement]) => text.replace(pattern, replacement),
      known,
    )
  }
}
