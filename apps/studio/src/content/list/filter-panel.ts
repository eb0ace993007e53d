/** The filter builder, as a chunk of its own. */
export { FilterBuilder as FilterPanel } from '@relvar/studio-ui'
