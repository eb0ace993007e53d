import { Autocomplete, Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
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
  const { url, resultsPath, textPath, valuePath, rate, placeholder } = field.options
  const text = value === null || value === undefined ? '' : String(value)
  const [asked] = useDebouncedValue(text, typeof rate === 'number' ? rate : 500)
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
      rightSection={isFetching ? <Loader size={14} /> : null}
      onChange={(next) => onChange(texts.get(next) ?? next)}
    />
  )
}
