/** The kinds of links, as somebody tells them who stands in one of the collections. */
export const RELATION_KINDS = [
  'many-to-one',
  'one-to-many',
  'many-to-many',
  'many-to-any',
  'translations',
] as const

/** How items of two collections belong together. */
export type RelationKind = (typeof RELATION_KINDS)[number]

/** What becomes of a row when the one that it links to goes, or gets another key. */
export const REFERENTIAL_ACTIONS = ['NO ACTION', 'RESTRICT', 'SET NULL', 'CASCADE'] as const

/** What a foreign key does when its target is deleted. */
export type ReferentialAction = (typeof REFERENTIAL_ACTIONS)[number]

/** A link as the drawer puts it together. An empty name stands for the suggested one. */
export interface RelationDraft {
  readonly kind: RelationKind
  /** How the field is filled in; '' as fields of its kind are. */
  readonly interface: string
  /** The field that the collection gets: a column of many-to-one, else a list. */
  readonly field: string
  /** What it leads to; of translations the collection of languages. */
  readonly target: string
  /** What a list of any of several collections may hold. */
  readonly targets: readonly string[]
  /** The column of the other collection that leads here; of one-to-many. */
  readonly column: string
  /** The other collection gets a list, or a field, that leads back. */
  readonly hasWayBack: boolean
  readonly back: string
  /** A table that is there, or the name of one that is made. */
  readonly junction: string
  /** The column of the junction that leads here. */
  readonly near: string
  /** The column of the junction that leads on. */
  readonly far: string
  /** The column of the junction that names the collection it leads on to; of many-to-any. */
  readonly discriminator: string
  /** Each pair at most once: the two columns are the key of the junction. */
  readonly isPairUnique: boolean
  readonly isSorted: boolean
  /** The columns of each end, where it leads to a key of several: in the order of that key. */
  readonly parts: Readonly<Record<'field' | 'column' | 'near' | 'far', readonly string[]>>
  /** The column that keeps the order by hand. */
  readonly sort: string
  /** The database holds the link; else it is only declared. */
  readonly isForeignKey: boolean
  readonly isRequired: boolean
  readonly onDelete: ReferentialAction
  readonly onUpdate: ReferentialAction
  /** Whether what is taken out of a list is deleted. */
  readonly deletes: boolean
  /** Fields that every language has of its own. */
  readonly translated: readonly string[]
  /** The codes of languages to begin with, where their collection is made. */
  readonly languages: readonly string[]
}

/** The names that a link needs. */
export type RelationNames = Pick<
  RelationDraft,
  'field' | 'column' | 'back' | 'junction' | 'near' | 'far' | 'discriminator' | 'sort'
>

/** What the form of a new link begins with. */
export function newRelation(kind: RelationKind, by = ''): RelationDraft {
  const isJunction = hasJunction(kind)
  return {
    kind,
    interface: by,
    field: '',
    target: kind === 'translations' ? 'languages' : '',
    targets: [],
    column: '',
    hasWayBack: kind === 'many-to-one' || kind === 'many-to-many',
    back: '',
    junction: '',
    near: '',
    far: '',
    discriminator: '',
    isPairUnique: kind !== 'many-to-any',
    parts: { field: [], column: [], near: [], far: [] },
    isSorted: false,
    sort: '',
    isForeignKey: true,
    isRequired: false,
    onDelete: isJunction ? 'CASCADE' : 'NO ACTION',
    onUpdate: 'NO ACTION',
    deletes: false,
    translated: [],
    languages: ['en-US'],
  }
}

/** Whether such a link needs a table between the two. */
export function hasJunction(kind: RelationKind): boolean {
  return kind !== 'many-to-one' && kind !== 'one-to-many'
}

/** The names of a link, each as it was typed, else as it follows from the others. */
export function relationNames(collection: string, draft: RelationDraft): RelationNames {
  const { kind, target } = draft
  const or = (typed: string, suggested: string): string =>
    typed.trim() === '' ? suggested : typed.trim()
  const here = plain(collection)
  const there = plain(target)
  const isSelf = collection === target
  // Before it is chosen what the link leads to, nothing can be named after that.
  const isChosen = target !== '' || kind === 'many-to-any'
  return {
    field: or(draft.field, isChosen ? fieldNames[kind](there) : ''),
    column: or(draft.column, `${here}_id`),
    back: or(draft.back, isSelf ? `${here}_back` : here),
    junction: or(draft.junction, isChosen ? `${here}_${junctionEnds[kind] ?? there}` : ''),
    near: or(draft.near, `${here}_id`),
    far: or(draft.far, isChosen ? farName(draft, there, isSelf) : ''),
    discriminator: or(draft.discriminator, 'collection'),
    sort: or(draft.sort, 'sort'),
  }
}

const fieldNames: Readonly<Record<RelationKind, (target: string) => string>> = {
  'many-to-one': (target) => `${target}_id`,
  'one-to-many': (target) => target,
  'many-to-many': (target) => target,
  'many-to-any': () => 'items',
  translations: () => 'translations',
}

const junctionEnds: Partial<Readonly<Record<RelationKind, string>>> = {
  'many-to-any': 'items',
  translations: 'translations',
}

function farName({ kind }: RelationDraft, target: string, isSelf: boolean): string {
  if (kind === 'many-to-any') return 'item'
  if (kind === 'translations') return `${target}_code`
  return isSelf ? `related_${target}_id` : `${target}_id`
}

/** A name without the schema of the database in front of it, and without what names must not have. */
function plain(id: string): string {
  const own = id.startsWith('relvar_') ? id.slice('relvar_'.length) : id
  return own
    .slice(own.lastIndexOf('.') + 1)
    .trim()
    .replaceAll(/[^\p{L}\p{N}_]+/gu, '_')
}
