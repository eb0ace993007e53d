const maxLength = 255

/** The id that the client or a proxy gave, or a new one: what answers and log lines are matched by. */
export function requestIdOf({ headers }: Request): string {
  const given = headers.get('X-Request-Id')
  return given !== null && given.length <= maxLength && /^[\w\-=]+$/.test(given)
    ? given
    : crypto.randomUUID()
}
