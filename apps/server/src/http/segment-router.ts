import type { Result, Router } from 'hono/router'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'

interface Route<T> {
  readonly method: string
  readonly path: string
  readonly handler: T
}

/** Ends where the first segment of a path does. */
const FIRST_SEGMENT = /^\/[^/]*/
const PATTERN = /[:*{]/

/**
 * A router for each first segment of a path. Hono's fastest router takes no routes of which two could match a
 * path in either order, as `/users/me` and `/users/:key` do, and leaves all of them to a slower one then: here the others
 * keep it, `/items/:collection/:key` among them.
 *
 * @see https://hono.dev/docs/concepts/routers
 */
export class SegmentRouter<T> implements Router<T> {
  readonly name = 'SegmentRouter'
  readonly #routes: Route<T>[] = []
  readonly #routers = new Map<string, Router<T>>()

  add(method: string, path: string, handler: T): void {
    this.#routes.push({ method, path, handler })
    this.#routers.clear()
  }

  match(method: string, path: string): Result<T> {
    const segment = segmentOf(path)
    const router = this.#routers.get(segment)
    if (router !== undefined) return router.match(method, path)
    // Of what nobody routes there may be any number: for those there is one, under no name.
    const isKnown = this.#routes.some((route) => segmentOf(route.path) === segment)
    return this.#routerFor(isKnown ? segment : '').match(method, path)
  }

  #routerFor(segment: string): Router<T> {
    const known = this.#routers.get(segment)
    if (known !== undefined) return known
    const router = new SmartRouter<T>({ routers: [new RegExpRouter<T>(), new TrieRouter<T>()] })
    for (const { method, path, handler } of this.#routes) {
      const own = segmentOf(path)
      if (own === segment || PATTERN.test(own) || !path.startsWith('/'))
        router.add(method, path, handler)
    }
    this.#routers.set(segment, router)
    return router
  }
}

function segmentOf(path: string): string {
  return FIRST_SEGMENT.exec(path)?.[0] ?? ''
}
