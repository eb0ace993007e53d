import { Alert, Box, Input, Select, SimpleGrid, Skeleton, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useEffect, useState } from 'react'
import { useSurroundingForm } from '../../item-form/form-context.js'
import { useNestedForms } from '../../item-form/nested-forms.js'
import { isUnchanged, stagedList, withNew, withRow } from '../../item-form/staged.js'
import { useFieldsForm } from '../../item-form/use-fields-form.js'
import { useStudio } from '../../provider/studio-provider.js'
import { identityOf } from '../../related/row-drawer.js'
import { useListRows, withStaged, type ListRow } from '../../related/use-list-rows.js'
import { itemsPath } from '../../schema/item-key.js'
import { inLanguage } from '../../schema/naming.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import type { StudioList } from '../../schema/studio-list.js'
import { useCollection } from '../../schema/use-collections.js'
import type { Item } from '../../wire/objects.js'
import type { InterfaceProps } from '../interface-props.js'

/** The same fields once per language; all languages are saved with the item. */
export function Translations(props: InterfaceProps): ReactElement {
  const { field, frame } = props
  const { messages } = useStudio()
  const { list } = field
  const rows = useCollection(list?.collection ?? '')
  const languages = useCollection(list?.targets[0] ?? '')
  const { label, description, error, id } = frame
  const isBroken = list === undefined || list.other === null || rows.isMissing
  return (
    <Input.Wrapper {...{ label, description, error, id }} labelElement="div">
      {isBroken ? (
        <Alert color="gray">{messages.listBroken}</Alert>
      ) : rows.collection === undefined || languages.collection === undefined ? (
        <Skeleton h={160} mt={4} />
      ) : (
        <Languages {...props} list={list} rows={rows.collection} languages={languages.collection} />
      )}
    </Input.Wrapper>
  )
}

interface LanguagesProps extends InterfaceProps {
  readonly list: StudioList
  readonly rows: StudioCollection
  readonly languages: StudioCollection
}

function Languages(props: LanguagesProps): ReactElement {
  const { field, languages } = props
  const { client, locale, messages } = useStudio()
  const { defaultLanguage, defaultOpenSplitView, languageField, userLanguage } = field.options
  const [key = 'code'] = languages.primaryKey
  const { data = [] } = useQuery({
    queryKey: ['items', languages.id, 'all'],
    queryFn: async ({ signal }) =>
      (
        await client.ask<readonly Item[]>(itemsPath(languages.id), {
          query: { limit: 200 },
          signal,
        })
      ).data,
  })
  const codes = data.map((each) => String(each[key]))
  const own =
    userLanguage === true
      ? inLanguage(
          codes.map((code) => ({ language: code })),
          locale,
        )?.language
      : undefined
  const start = own ?? codes.find((code) => code === defaultLanguage) ?? codes[0] ?? null
  const [left, setLeft] = useState<string | null>(null)
  const [right, setRight] = useState<string | null>(null)
  const [isSplit, setSplit] = useState(defaultOpenSplitView === true)
  const one = left ?? start
  const other = right ?? codes.find((code) => code !== one) ?? null
  const named = typeof languageField === 'string' ? languageField : 'name'
  const choices = data.map((each) => ({
    value: String(each[key]),
    label: typeof each[named] === 'string' ? each[named] : String(each[key]),
  }))
  const column = (code: string | null, choose: (code: string | null) => void): ReactElement => (
    <Box>
      <Select
        mb="sm"
        data={choices}
        value={code}
        allowDeselect={false}
        aria-label={`${field.title}: ${messages.language}`}
        onChange={choose}
      />
      {code !== null && (
        <Language key={code} {...props} code={code} direction={directionOf(props, data, code)} />
      )}
    </Box>
  )
  return (
    <Box mt={4} p="md" style={boxStyle}>
      {codes.length > 1 && (
        <Switch
          mb="sm"
          size="xs"
          label={messages.sideBySide}
          checked={isSplit}
          onChange={({ currentTarget }) => setSplit(currentTarget.checked)}
        />
      )}
      <SimpleGrid cols={isSplit ? { base: 1, sm: 2 } : 1}>
        {column(one, setLeft)}
        {isSplit && column(other, setRight)}
      </SimpleGrid>
    </Box>
  )
}

function directionOf(
  { field, languages }: LanguagesProps,
  all: readonly Item[],
  code: string,
): 'ltr' | 'rtl' {
  const said = field.options['languageDirectionField']
  const [key = 'code'] = languages.primaryKey
  const language = all.find((each) => String(each[key]) === code)
  return language?.[typeof said === 'string' ? said : 'direction'] === 'rtl' ? 'rtl' : 'ltr'
}

interface LanguageProps extends LanguagesProps {
  readonly code: string
  readonly direction: 'ltr' | 'rtl'
}

function Language(props: LanguageProps): ReactElement | null {
  const { list, rows, value, code } = props
  const form = useSurroundingForm()
  const link = list.other ?? ''
  const page = { page: 1, limit: 200, search: '' }
  const read = useListRows({ list, rows, parent: form.item, fields: ['*'], page, sort: '' })
  if (read.rows === undefined) return <Skeleton h={120} />
  const all = withStaged(read.rows, rows, stagedList(value), null)
  const row = all.find(({ item }) => codeOf(item[link], props) === code) ?? null
  return <LanguageFields {...props} row={row} server={serverRow(read.rows, props)} />
}

function serverRow(rows: readonly Item[], props: LanguageProps): Item | null {
  return rows.find((row) => codeOf(row[props.list.other ?? ''], props) === props.code) ?? null
}

function codeOf(value: unknown, { languages }: LanguagesProps): string {
  const [key = 'code'] = languages.primaryKey
  const isObject = typeof value === 'object' && value !== null
  return String(isObject ? Reflect.get(value, key) : value)
}

interface LanguageFieldsProps extends LanguageProps {
  readonly row: ListRow | null
  /** As it was read; null of a language that has none yet. */
  readonly server: Item | null
}

function LanguageFields(props: LanguageFieldsProps): ReactElement {
  const { list, rows, row, server, value, code, direction, frame, onChange } = props
  const { Fields } = useNestedForms()
  const [start] = useState(() => row?.item ?? {})
  const links = [list.link, list.other, list.sort, ...rows.primaryKey]
  const omit = links.filter((name) => name !== null)
  const form = useFieldsForm(rows, server, start, omit)
  useEffect(() => {
    if (server !== null && row?.state === 'changed')
      for (const [name, given] of Object.entries(row.item))
        if (given !== server[name]) form.change(name, given)
    // What waits is put in once.
  }, [])
  useEffect(() => {
    const { unsubscribe } = form.methods.watch((_, { type }) => {
      if (type === 'change') stage()
    })
    return unsubscribe
  })

  function stage(): void {
    const staged = stagedList(value)
    const values = form.read()
    if (values === null) return
    const shown = { ...row?.item, ...values, [list.other ?? '']: code }
    const next =
      row === null
        ? withNew(staged, { values: { ...values, [list.other ?? '']: code }, shown })
        : withRow(staged, {
            id: row.id,
            identity: identityOf(rows, row.item),
            values: row.state === 'new' ? { ...values, [list.other ?? '']: code } : values,
            shown,
          })
    onChange(isUnchanged(next) ? null : next)
  }

  return (
    <Box dir={direction}>
      <Fields form={form} isBusy={frame.disabled} />
    </Box>
  )
}

const boxStyle = {
  border: '1px solid var(--mantine-color-default-border)',
  borderRadius: 'var(--mantine-radius-default)',
} as const
