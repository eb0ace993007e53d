/** The path of an absolute URL as it was sent, without the query. */
export function rawPath(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  return start < 0 ? '/' : url.slice(start, endOfPath(url, start))
}

/** Without a pattern, which would cost as much as all the rest that is done with an address. */
function endOfPath(url: string, start: number): number {
  const query = url.indexOf('?', start)
  const end = query < 0 ? url.length : query
  const fragment = url.indexOf('#', start)
  return fragment < 0 ? end : Math.min(end, fragment)
}

/** The query of an absolute URL as it was sent, without its question mark. */
export function rawSearch(url: string): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : (url.slice(start + 1).split('#', 1)[0] ?? '')
}

/**
 * The last segments of a URL's path exactly as they were sent. The router's parameters are decoded
 * already, and `7%2C1,3` would no longer tell its two parts from three.
 */
export function rawSegments(url: string, count: number): readonly string[] {
  const path = rawPath(url)
  const whole = path.endsWith('/') ? path.slice(0, -1) : path
  return whole.split('/').slice(-count)
}
