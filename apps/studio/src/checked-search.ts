type Given = Readonly<Record<string, unknown>>

/**
 * A check of what an address asks for, that leaves out what makes no sense. The router merges what a check answers
 * over what came, so that left out alone it would stay: whatever the check does not answer is taken away here.
 *
 * @see https://tanstack.com/router/latest/docs/framework/react/guide/search-params
 *
 * @example
 * createRoute({ validateSearch: checkedSearch(({ page }) => (isCount(page) ? { page } : {})) })
 */
export function checkedSearch<Search extends object>(
  read: (given: Given) => Search,
): (given: Given) => Search {
  return (given) => ({
    ...Object.fromEntries(Object.keys(given).map((name) => [name, undefined])),
    ...read(given),
  })
}
