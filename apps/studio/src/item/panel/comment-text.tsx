import { Markdown } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { type Person, userName } from '../../access/people-data.js'
import { itemWords } from '../words.js'
import { escapeMarkdown, withNames } from './mentions.js'

interface CommentTextProps {
  readonly text: string
  /** Those whom it names, as far as they may be read. */
  readonly people: ReadonlyMap<string, Person>
}

/** A comment as it reads, with names for the ids in it. */
export function CommentText({ text, people }: CommentTextProps): ReactElement {
  const named = withNames(text, (id) => {
    const person = people.get(id)
    const name = person === undefined ? itemWords.somebody : userName(person)
    return `**@${escapeMarkdown(name)}**`
  })
  return <Markdown height={22} text={named} />
}
