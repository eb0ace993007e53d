import { Autocomplete, Loader } from '@mantine/core'
import { useDebouncedValue, useThrottledValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'
import { suggestionsOf } from './suggestions.js'

/** A line to write in, with suggestions of an HTTP API. What it cannot suggest is still written. */
export function InputAutocompleteApi({
  field,
  value,
  onChange,
  frame,
}: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const {
    url,
    resultsPath,
    textPath,
    valuePath,
    rate,
    placeholder,
    trigger,
    font,
    iconLeft,
    iconRight,
  } = field.options
  const text = value === null || value === undefined ? '' : String(value)
  const wait = typeof rate === 'number' ? rate : 500
  const isLate = trigger === 'debounce'
  const [late] = useDebouncedValue(text, wait)
  const often = useThrottledValue(text, wait)
  const asked = isLate ? late : often
  const address =
    typeof url === 'string' ? url.replaceAll('{{value}}', encodeURIComponent(asked)) : ''
  const {
    data = [],
    error,
    isFetching,
  } = useQuery({
    queryKey: ['suggestions', address],
    enabled: address !== '' && asked !== '' && !frame.disabled,
    retry: false,
    queryFn: async ({ signal }) => {
      const response = await fetch(address, { signal, credentials: 'omit' })
      if (!response.ok) throw new Error(`${address} answered with status ${response.status}.`)
      return suggestionsOf(await response.json(), { resultsPath, textPath, valuePath })
    },
  })
  const texts = new Map(data.map((each) => [each.text, each.value]))
  return (
    <Autocomplete
      {...frame}
      description={error === null ? frame.description : messages.suggestionsFailed}
      data={[...texts.keys()]}
      filter={({ options }) => options}
      value={text}
      {...(typeof placeholder === 'string' && { placeholder })}
      leftSection={namedIcon(iconLeft)}
      {...(font === 'monospace' && {
        styles: { input: { fontFamily: 'var(--mantine-font-family-monospace)' } },
      })}
      {...(font === 'serif' && { styles: { input: { fontFamily: 'serif' } } })}
      rightSection={isFetching ? <Loader size={14} /> : namedIcon(iconRight)}
      onChange={(next) => onChange(texts.get(next) ?? next)}
    />
  )
}
