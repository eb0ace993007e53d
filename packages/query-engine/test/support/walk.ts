import type { Page, ReadOptions, ReadQuery, Row } from '../../src/index.js'

export interface Walk {
  readonly page: (table: string, query: ReadQuery, options: ReadOptions) => Promise<Page>
  readonly table: string
  /** With a limit, which is the size of a page. */
  readonly query: ReadQuery
  readonly towards: 'next' | 'previous'
  /** Where to begin, if not at the first row. */
  readonly from?: string | null
  /** Done between two pages. */
  readonly between?: () => Promise<unknown>
}

/** Rows of all pages in the order of the query, following cursors until there is none. */
export async function walk(given: Walk): Promise<readonly Row[]> {
  const { page, table, query, towards, between } = given
  const rows: Row[] = []
  let cursor = given.from ?? null
  do {
    const place = cursor === null ? {} : { [towards === 'next' ? 'after' : 'before']: cursor }
    const { data, meta } = await page(table, { ...query, ...place }, { meta: ['cursors'] })
    if (towards === 'next') rows.push(...data)
    else rows.unshift(...data)
    const following = meta.cursors?.[towards] ?? null
    if (following !== null && following === cursor) {
      throw new Error(`A page by ${String(query.sort)} leads to itself: ${cursor}`)
    }
    cursor = following
    await between?.()
  } while (cursor !== null)
  return rows
}
