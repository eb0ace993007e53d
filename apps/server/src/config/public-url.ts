import type { Settings } from './variables.js'

/** The address of `PUBLIC_URL`, without a slash at its end; null where the server's own is meant. */
export function publicUrlOf({ PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>): string | null {
  return PUBLIC_URL === null || PUBLIC_URL === '/' ? null : PUBLIC_URL.replace(/\/$/, '')
}

/** The path that a proxy takes off before it hands a request on, without a slash at its end: `/tools`, or ''. */
export function publicPathOf(publicUrl: string | null): string {
  return publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '')
}

/** The address that links in mails begin with. */
export function linkBase(config: Pick<Settings, 'PUBLIC_URL' | 'PORT'>): string {
  return publicUrlOf(config) ?? `http://localhost:${config.PORT}`
}
