import { expect, it } from 'vitest'
import { nameTables } from './names.js'

it('names tables as code generators like it, each differently', () => {
  const ids = [
    'blog_posts',
    'order_details',
    'Order Details',
    'archive.teams',
    'Ärzte',
    '日本',
    '表',
    '2024',
  ]
  expect(Object.fromEntries(nameTables(ids))).toEqual({
    blog_posts: 'ItemsBlogPosts',
    'Order Details': 'ItemsOrderDetails',
    order_details: 'ItemsOrderDetails2',
    'archive.teams': 'ItemsArchiveTeams',
    Ärzte: 'ItemsArzte',
    日本: 'Items',
    表: 'Items2',
    '2024': 'Items2024',
  })
})
