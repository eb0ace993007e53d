import { MultiSelect, TagsInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { useStudio } from '../../provider/studio-provider.js'
import { titleOf } from '@relvar/data-model/catalogue'
import type { StudioField } from '../../schema/studio-field.js'
import type { InterfaceProps } from '../interface-props.js'
import { chosenOf, listOrNull } from '../several.js'

/** A list of words. */
export function Tags({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { presets, placeholder, allowCustom, iconLeft } = field.options
  const words = chosenOf(value).map(String)
  const known = Array.isArray(presets) ? presets.map(String) : []
  const hint = typeof placeholder === 'string' ? placeholder : messages.tagsHint
  const common = {
    ...frame,
    value: words,
    leftSection: namedIcon(iconLeft),
    placeholder: words.length === 0 ? hint : '',
    onChange: (next: readonly string[]) => onChange(listOrNull(asSaid(next, field), field)),
  }
  if (allowCustom === false)
    return <MultiSelect {...common} searchable data={[...new Set([...known, ...words])]} />
  return <TagsInput {...common} data={known} splitChars={[',']} acceptValueOnBlur />
}

/** Words as the options have them: one of each, in their letters and order. */
function asSaid(words: readonly string[], { options }: StudioField): readonly string[] {
  const { alphabetize, whitespace, capitalization } = options
  const written = words.map((word) => {
    const joined = typeof whitespace === 'string' ? word.replaceAll(/\s+/g, whitespace) : word
    if (capitalization === 'uppercase') return joined.toUpperCase()
    if (capitalization === 'lowercase') return joined.toLowerCase()
    return capitalization === 'auto-format' ? titleOf(joined) : joined
  })
  const single = [...new Set(written)]
  return alphabetize === true ? single.toSorted((left, right) => left.localeCompare(right)) : single
}
