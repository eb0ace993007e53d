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
  { name: 'data-model', path: '/settings/data-model' },
  { name: 'data-model-collection', path: '/settings/data-model/products' },
  { name: 'diagram', path: '/settings/diagram' },
  { name: 'policies', path: '/settings/policies' },
  { name: 'policy', path: '/settings/policies/abf8a154-5b1c-4a46-ac9c-7300570f4f17' },
  { name: 'roles', path: '/settings/roles' },
  { name: 'explain', path: '/settings/explain' },
  { name: 'project', path: '/settings/project' },
  { name: 'system', path: '/settings/system' },
  { name: 'users', path: '/users' },
  { name: 'profile', path: '/profile' },
  { name: 'activity', path: '/activity' },
  { name: 'collection-missing', path: '/content/no_such_collection' },
]
