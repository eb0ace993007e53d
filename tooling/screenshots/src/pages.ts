/** A page of the Studio on the sample shop, or one state of it. */
export interface PictureOf {
  readonly name: string
  /** Below `/admin`. */
  readonly path: string
  /** Whether it is seen by those who are not signed in. */
  readonly public?: boolean
}

/** Every page; lists of nothing, of little and of much; keys of one column and of two; what is not there. */
export const pages: readonly PictureOf[] = [
  { name: 'login', path: '/login', public: true },
  { name: 'reset-password', path: '/reset-password', public: true },
  { name: 'content', path: '/content' },
  { name: 'list', path: '/content/sales' },
  { name: 'list-of-few', path: '/content/tags' },
  { name: 'list-without-match', path: '/content/products?search=nothing-has-this-name' },
  { name: 'list-of-a-view', path: '/content/monthly_sales' },
  { name: 'item', path: '/content/products/1' },
  { name: 'item-with-two-keys', path: '/content/sale_lines/1,1' },
  { name: 'item-new', path: '/content/customers/+' },
  { name: 'item-missing', path: '/content/products/999999999' },
  { name: 'collection-missing', path: '/content/no_such_collection' },
]
