import type { Column } from '@relvar/schema-introspect/model'
import { wordsOf } from './words.js'

/** What the name of a column says about its values beyond their type. */
export type Meaning =
  | 'color'
  | 'created'
  | 'email'
  | 'filesize'
  | 'long-text'
  | 'mime-type'
  | 'phone'
  | 'secret'
  | 'short-text'
  | 'updated'
  | 'url'

/** Names that end in one of these, as whole words. */
const ENDINGS: readonly (readonly [Meaning, readonly string[]])[] = [
  [
    'secret',
    [
      'password',
      'passwd',
      'pwd',
      'passphrase',
      'password hash',
      'password digest',
      'secret',
      'secret key',
      'private key',
      'api key',
      'token',
    ],
  ],
  ['email', ['email', 'e mail', 'email address', 'mail address']],
  ['url', ['url', 'uri', 'website', 'web site', 'homepage', 'home page']],
  ['phone', ['phone', 'phone number', 'telephone', 'mobile', 'mobile number', 'fax', 'fax number']],
  ['mime-type', ['mime type', 'mimetype']],
  ['color', ['color', 'colour', 'hex']],
  [
    'long-text',
    ['description', 'notes', 'comment', 'comments', 'remarks', 'body', 'content', 'summary', 'bio'],
  ],
  [
    'short-text',
    (
      'name title label slug code username status type path sku extension ' +
      'city region state country zip language locale currency'
    ).split(' '),
  ],
]

/** The bare word, or one of its usual companions. */
const CREATED = /^((date|time|timestamp) )?(created|inserted)( (at|on|date|time|timestamp))?$/
const UPDATED =
  /^((date|time|timestamp|last) )?(updated?|modified|changed)( (at|on|date|time|timestamp))?$/
const FILESIZE = /(^|.* )(bytes|file size|filesize|size in bytes)$/

/**
 * What a column means, as its name and type say together; null where they say nothing more. A column
 * of colours has room for a code such as `#6644ff` and little more: `Color` of products is a word.
 */
export function meaningOf(column: Column): Meaning | null {
  const name = wordsOf(column.name).join(' ')
  switch (column.type) {
    case 'string':
    case 'text':
      return meaningOfText(name, column)
    case 'date':
    case 'dateTime':
    case 'timestamp':
      if (CREATED.test(name)) return 'created'
      return UPDATED.test(name) ? 'updated' : null
    case 'integer':
    case 'bigInteger':
      return FILESIZE.test(name) ? 'filesize' : null
    default:
      return null
  }
}

function meaningOfText(name: string, { length }: Column): Meaning | null {
  const ending = ENDINGS.find(([, words]) =>
    words.some((word) => name === word || name.endsWith(` ${word}`)),
  )
  if (ending === undefined) return null
  const [meaning] = ending
  const fits = {
    color: length !== null && length >= 7 && length <= 9,
    'long-text': length === null || length >= 200,
  }
  return meaning in fits && !fits[meaning as keyof typeof fits] ? null : meaning
}
