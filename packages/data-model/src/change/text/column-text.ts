import { bareName, closingOf, isWord, type Token, tokensOf } from './tokens.js'

export type ClauseKind =
  | 'primary-key'
  | 'not-null'
  | 'null'
  | 'unique'
  | 'check'
  | 'default'
  | 'collate'
  | 'charset'
  | 'references'
  | 'generated'
  | 'comment'
  | 'on-update'
  | 'other'

export interface Clause {
  readonly kind: ClauseKind
  /** The name behind the word CONSTRAINT. */
  readonly name: string | null
  readonly text: string
}

/** The definition of a column in its parts: `"price" decimal(10, 2) not null check (price > 0)`. */
export interface ColumnText {
  /** With its quotes, if it has them. */
  readonly name: string
  readonly type: string
  readonly clauses: readonly Clause[]
}

/** @param backslashes texts in it are written with them, as MySQL and MariaDB do */
export function parseColumn(text: string, backslashes = false): ColumnText {
  const tokens = tokensOf(text, backslashes)
  const slice = (from: number, to: number): string =>
    to <= from ? '' : text.slice(tokens[from]?.start, tokens[to - 1]?.end)
  const firstClause = endOfType(tokens)
  const clauses: Clause[] = []
  for (let index = firstClause; index < tokens.length;) {
    const named = isWord(tokens[index], 'constraint')
    const [kind, end] = clauseAt(tokens, named ? index + 2 : index)
    const name = named ? bareName(tokens[index + 1]?.text ?? '') : null
    clauses.push({ kind, name, text: slice(index, end) })
    index = end
  }
  return { name: tokens[0]?.text ?? '', type: slice(1, firstClause), clauses }
}

export function printColumn({ name, type, clauses }: ColumnText): string {
  return [name, ...(type === '' ? [] : [type]), ...clauses.map(({ text }) => text)].join(' ')
}

/** Without the clauses of some kinds. */
export function withoutClauses(column: ColumnText, kinds: readonly ClauseKind[]): ColumnText {
  return { ...column, clauses: column.clauses.filter(({ kind }) => !kinds.includes(kind)) }
}

const CLAUSE_WORDS: ReadonlySet<string> = new Set([
  'constraint',
  'primary',
  'not',
  'null',
  'unique',
  'check',
  'default',
  'collate',
  'character',
  'charset',
  'references',
  'generated',
  'as',
  'comment',
  'on',
  'auto_increment',
  'autoincrement',
  'invisible',
  'visible',
  'without',
  'with',
  'key',
  'column_format',
  'storage',
  'srid',
  'ref_system_id',
])

function endOfType(tokens: readonly Token[]): number {
  let index = 1
  while (index < tokens.length) {
    const token = tokens[index]
    // `character varying(20)` and `character(5)` are types, `character set utf8mb4` is none.
    const isSet = isWord(token, 'character') && !isWord(tokens[index + 1], 'set')
    if (!isSet && CLAUSE_WORDS.has(token?.text.toLowerCase() ?? '')) break
    index = token?.text === '(' ? closingOf(tokens, index) + 1 : index + 1
  }
  return index
}

/** The kind of the clause at an index, and the index behind it. */
function clauseAt(tokens: readonly Token[], index: number): readonly [ClauseKind, number] {
  const word = tokens[index]?.text.toLowerCase() ?? ''
  switch (word) {
    case 'primary':
      return ['primary-key', endOfKey(tokens, index + 2)]
    case 'not':
      return ['not-null', endOfConflict(tokens, index + 2)]
    case 'null':
      return ['null', endOfConflict(tokens, index + 1)]
    case 'unique':
      return [
        'unique',
        endOfConflict(tokens, isWord(tokens[index + 1], 'key') ? index + 2 : index + 1),
      ]
    case 'check':
      return ['check', closingOf(tokens, index + 1) + 1]
    case 'default':
      return ['default', endOfValue(tokens, index + 1)]
    case 'collate':
      return ['collate', index + 2]
    case 'charset':
      return ['charset', index + 2]
    case 'character':
      return ['charset', index + 3]
    case 'references':
      return ['references', endOfReferences(tokens, index + 2)]
    case 'generated':
    case 'as':
      return ['generated', endOfGenerated(tokens, index)]
    case 'comment':
      return ['comment', index + 2]
    case 'on':
      return ['on-update', endOfValue(tokens, index + 2)]
    default:
      return ['other', index + 1]
  }
}

/** `asc on conflict abort autoincrement` */
function endOfKey(tokens: readonly Token[], from: number): number {
  const sorted = isWord(tokens[from], 'asc') || isWord(tokens[from], 'desc') ? from + 1 : from
  const end = endOfConflict(tokens, sorted)
  return isWord(tokens[end], 'autoincrement') ? end + 1 : end
}

function endOfConflict(tokens: readonly Token[], from: number): number {
  return isWord(tokens[from], 'on') && isWord(tokens[from + 1], 'conflict') ? from + 3 : from
}

/** A literal, a signed number, a function with or without arguments, or something in parentheses. */
function endOfValue(tokens: readonly Token[], from: number): number {
  const first = tokens[from]?.text
  if (first === '(') return closingOf(tokens, from) + 1
  const end = first === '+' || first === '-' ? from + 2 : from + 1
  return tokens[end]?.text === '(' ? closingOf(tokens, end) + 1 : end
}

function endOfReferences(tokens: readonly Token[], from: number): number {
  let index = tokens[from]?.text === '(' ? closingOf(tokens, from) + 1 : from
  for (;;) {
    const next = endOfLinkWord(tokens, index)
    if (next === index) return index
    index = next
  }
}

/** `on delete set null`, `match full`, `not deferrable`, `initially deferred` */
function endOfLinkWord(tokens: readonly Token[], index: number): number {
  const is = (offset: number, word: string): boolean => isWord(tokens[index + offset], word)
  if (is(0, 'on') && (is(1, 'delete') || is(1, 'update')))
    return is(2, 'set') || is(2, 'no') ? index + 4 : index + 3
  if (is(0, 'match') || is(0, 'initially')) return index + 2
  if (is(0, 'not') && is(1, 'deferrable')) return index + 2
  return is(0, 'deferrable') ? index + 1 : index
}

/** `generated always as (a + b) stored` */
function endOfGenerated(tokens: readonly Token[], from: number): number {
  const open = tokens.findIndex(({ text }, index) => index >= from && text === '(')
  const end = closingOf(tokens, open) + 1
  const isKept = ['stored', 'virtual', 'persistent'].some((word) => isWord(tokens[end], word))
  return isKept ? end + 1 : end
}
