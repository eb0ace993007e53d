import type { Page, ReadOptions, ReadQuery, Row } from '@relvar/query-engine'

export interface Walk {
  readonly page: (table: string, query: ReadQuery, options: ReadOptions) => Promise<Page>
  readonly table: string
  /** With a limit, which is the size of a page. */
  readonly query: ReadQuery
  readonly towards: 'next' | 'previous'
  /** Where to begin, if not at the first row. */
  readonly from?: string | null
}

/** Rows of all pages in the order of the query, following cursors until there is none. */
export async function walk({ page, table, query, towards, from }: Walk): Promise<readonly Row[]> {
  let rows: readonly Row[] = []
  let cursor = from ?? null
  do {
    const place = cursor === null ? {} : { [towards === 'next' ? 'after' : 'before']: cursor }
    const { data, meta } = await page(table, { ...query, ...place }, { meta: ['cursors'] })
    rows = towards === 'next' ? [...rows, ...data] : [...data, ...rows]
    const following = meta.cursors?.[towards] ?? null
    if (following !== null && following === cursor)
      throw new Error(`A page by ${String(query.sort)} leads to itself: ${cursor}`)
    cursor = following
  } while (cursor !== null)
  return rows
}
