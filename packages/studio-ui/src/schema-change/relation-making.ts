import type { SchemaFile } from '../wire/schema-file.js'
import type { LinkInFile } from './link-in-file.js'
import type { RelationDraft, RelationNames } from './relation-draft.js'
import type { RelationPlace } from './relation-parts.js'

/** What a link needs of a schema. */
export type RelationParts = Pick<SchemaFile, 'collections' | 'fields' | 'relations'>

/** A link that is being made. */
export interface Making {
  readonly draft: RelationDraft
  readonly names: RelationNames
  readonly place: RelationPlace
  /** The links that it is made of: of a junction the one that leads here, and the one that leads on. */
  readonly links: readonly LinkInFile[]
}
