import type { SystemTable } from '@relvar/query-engine'

/** The project's own words in several languages: `$t:key` in texts of the Studio. */
export const translations: SystemTable = {
  name: 'translations',
  columns: {
    id: { type: 'uuid', traits: { onCreate: 'uuid' } },
    language: { type: 'string', length: 64, required: true },
    key: { type: 'string', required: true },
    value: { type: 'text', required: true },
  },
  uniques: [['key', 'language']],
}
