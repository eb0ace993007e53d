/** Headers of every answer. Nothing that the API sends may run, be framed or be guessed at by a browser. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Powered-By': 'Relvar',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
}

/** Headers of every answer that is no error: a copy may be kept, and is asked about before it is used. */
export const successHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'Cache-Control': 'no-cache',
  Vary: 'Origin, Cache-Control',
}
