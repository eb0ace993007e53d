import type { Context } from 'hono'
import type { RestSettings } from '../options.js'
import { rawPath } from './url.js'

/** Where an API is, as its clients know it; without a slash at the end. */
export interface Address {
  /** `/api`, or nothing at the root. */
  readonly path: string
  /** `https://example.org/api` */
  readonly url: string
}

/**
 * The address of the application that answers this request: the public one where it is set, else
 * the one that was asked.
 *
 * @param route how the path of the route begins, to be told from the path of the application
 */
export function addressOf(context: Context, settings: RestSettings, route: string): Address {
  const requested = rawPath(context.req.url)
  const mounted = requested.slice(0, Math.max(0, requested.lastIndexOf(route)))
  const address = new URL(settings.publicUrl ?? (mounted === '' ? '/' : mounted), context.req.url)
  const path = address.pathname.replace(/\/$/, '')
  return { path, url: `${address.origin}${path}` }
}
