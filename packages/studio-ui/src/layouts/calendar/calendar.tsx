import {
  ActionIcon,
  Anchor,
  Box,
  Button,
  Group,
  SegmentedControl,
  SimpleGrid,
  Text,
} from '@mantine/core'
import { IconCalendarOff, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { toInput } from '../../interfaces/datetime/input-value.js'
import { bothFilters, type FilterJson } from '../../filter/filter-tree.js'
import { filterText } from '../../item-table/list-query.js'
import { errorText } from '../../messages/failure-text.js'
import { useStudio } from '../../provider/studio-provider.js'
import { itemKey, itemsPath } from '../../schema/item-key.js'
import type { StudioField } from '../../schema/studio-field.js'
import { pathsOf, writeTemplate } from '../../schema/template.js'
import { StateMessage } from '../../states/state-message.js'
import type { Item } from '../../wire/objects.js'
import type { LayoutProps } from '../layout-props.js'
import { dateFields } from './date-fields.js'
import { addDays, type Day, daysAround, type Span, step, today } from './days.js'

/** More than these are not drawn. */
const LIMIT = 1000
const IN_A_CELL = 3

/** Items on the days of a date field: a month, a week or a day at a time. */
export function Calendar(props: LayoutProps): ReactElement {
  const { messages } = useStudio()
  const fields = dateFields(props.collection)
  const field = fields.find(({ name }) => name === props.options['startDateField']) ?? fields[0]
  if (field === undefined)
    return (
      <StateMessage
        icon={<IconCalendarOff size={40} stroke={1.25} />}
        title={messages.layouts.noDates}
        text={messages.layouts.noDatesText}
      />
    )
  return <Pages {...props} field={field} />
}

interface PagesProps extends LayoutProps {
  readonly field: StudioField
}

function Pages(props: PagesProps): ReactElement {
  const { options, onOptionsChange, field } = props
  const { locale, messages } = useStudio()
  const words = messages.layouts
  const [day, setDay] = useState(() => today(new Date()))
  const span = spanOf(options['viewInfo'])
  const first = typeof options['firstDay'] === 'number' ? options['firstDay'] : firstDayOf(locale)
  const days = daysAround(day, span, first)
  const { byDay, error, isCut } = useDays(props, days)
  const spans: readonly Span[] = ['month', 'week', 'day']
  const format: Intl.DateTimeFormatOptions =
    span === 'month' ? { month: 'long', year: 'numeric' } : { dateStyle: 'long' }
  return (
    <Box
      style={{ flex: 1, minHeight: 0, overflow: 'auto' }}
      p="md"
      tabIndex={0}
      role="region"
      aria-label={field.title}
    >
      <Group justify="space-between" mb="sm">
        <Group gap="xs">
          <ActionIcon
            variant="default"
            aria-label={words.before}
            onClick={() => setDay(step(day, span, -1))}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={words.after}
            onClick={() => setDay(step(day, span, 1))}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
          <Button variant="default" size="compact-md" onClick={() => setDay(today(new Date()))}>
            {words.today}
          </Button>
          <Text fw={600} role="status" aria-live="polite">
            {dayText(span === 'week' ? (days[0] ?? day) : day, format, locale)}
          </Text>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={words.view}
          data={spans.map((value) => ({ value, label: words[value] }))}
          value={span}
          onChange={(type) => onOptionsChange({ viewInfo: { type } })}
        />
      </Group>
      {(error !== null || isCut) && (
        <Text fz="sm" c="dimmed" role="alert" mb="xs">
          {error === null ? words.truncated(LIMIT) : errorText(error, messages)}
        </Text>
      )}
      <SimpleGrid
        cols={span === 'day' ? 1 : 7}
        spacing={0}
        verticalSpacing={0}
        miw={span === 'day' ? 0 : 640}
      >
        {days.map((each) => (
          <Cell
            key={each}
            {...props}
            day={each}
            items={byDay.get(each) ?? []}
            isOutside={span === 'month' && each.slice(0, 7) !== day.slice(0, 7)}
            most={span === 'month' ? IN_A_CELL : LIMIT}
            onMore={() => {
              setDay(each)
              onOptionsChange({ viewInfo: { type: 'day' } })
            }}
          />
        ))}
      </SimpleGrid>
    </Box>
  )
}

interface CellProps extends PagesProps {
  readonly day: Day
  readonly items: readonly Item[]
  /** A day of the month before or after. */
  readonly isOutside: boolean
  readonly most: number
  readonly onMore: () => void
}

function Cell({
  collection,
  day,
  items,
  isOutside,
  most,
  onMore,
  onOpen,
  hrefOf,
}: CellProps): ReactElement {
  const { locale, messages } = useStudio()
  const isToday = day === today(new Date())
  return (
    <Box
      p={6}
      mih={104}
      role="group"
      aria-label={dayText(day, { dateStyle: 'full' }, locale)}
      style={{ border: '0.5px solid var(--mantine-color-default-border)', minWidth: 0 }}
    >
      <Text
        fz="xs"
        fw={isToday ? 700 : 400}
        c={isOutside ? 'dimmed' : isToday ? 'var(--mantine-primary-color-light-color)' : undefined}
      >
        {dayText(day, { weekday: 'short', day: 'numeric' }, locale)}
      </Text>
      {items.slice(0, most).map((item) => {
        const key = itemKey(collection, item)
        const written = writeTemplate(collection.template, item)
        const title = written === '' ? (key ?? '') : written
        return key === null ? (
          <Text key={title} fz="xs" truncate>
            {title}
          </Text>
        ) : (
          <Anchor
            key={key}
            href={hrefOf(key)}
            fz="xs"
            display="block"
            truncate
            title={title}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return
              event.preventDefault()
              onOpen(key)
            }}
          >
            {title}
          </Anchor>
        )
      })}
      {items.length > most && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onMore}>
          {messages.layouts.moreItems(items.length - most)}
        </Button>
      )}
    </Box>
  )
}

/** The items of the days that are seen. */
function useDays({ collection, state, field }: PagesProps, days: readonly Day[]) {
  const { client } = useStudio()
  const query = {
    fields: [
      ...new Set([...collection.primaryKey, field.name, ...pathsOf(collection.template)]),
    ].join(','),
    filter: filterText(bothFilters(state.filter ?? null, rangeOf(field, days))),
    search: state.search,
    sort: field.name,
    limit: LIMIT,
  }
  const { data, error } = useQuery({
    queryKey: ['items', collection.id, 'calendar', query],
    queryFn: async ({ signal }) =>
      (await client.ask<readonly Item[]>(itemsPath(collection.id), { query, signal })).data,
    placeholderData: keepPreviousData,
  })
  const byDay = Map.groupBy(data ?? [], (item) =>
    toInput(String(item[field.name]), field.type).slice(0, 10),
  )
  return { byDay, error, isCut: data?.length === LIMIT }
}

/** From the first day up to the end of the last; moments by the clock of the reader. */
function rangeOf({ name, type }: StudioField, days: readonly Day[]): FilterJson {
  const first = days[0] ?? ''
  const end = addDays(days.at(-1) ?? first, 1)
  const at = (day: Day): string =>
    type === 'date'
      ? day
      : type === 'timestamp'
        ? new Date(`${day}T00:00:00`).toISOString()
        : `${day}T00:00:00`
  return { _and: [{ [name]: { _gte: at(first) } }, { [name]: { _lt: at(end) } }] }
}

function spanOf(info: unknown): Span {
  const type = typeof info === 'object' && info !== null ? Reflect.get(info, 'type') : null
  return type === 'week' || type === 'day' ? type : 'month'
}

/** Where the locale's calendar says nothing, weeks begin on Monday, as ISO 8601 has it. */
function firstDayOf(locale: string): number {
  const region = new Intl.Locale(locale).maximize().region
  return region === 'US' || region === 'CA' || region === 'JP' ? 0 : 1
}

function dayText(day: Day, options: Intl.DateTimeFormatOptions, locale: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { ...options, timeZone: 'UTC' })
}
