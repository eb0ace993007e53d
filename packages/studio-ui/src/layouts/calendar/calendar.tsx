import { Box, Button, Group, SimpleGrid, Text, VisuallyHidden } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { errorText } from '../../messages/failure-text.js'
import { useStudio } from '../../provider/studio-provider.js'
import { StateMessage } from '../../states/state-message.js'
import type { LayoutProps } from '../layout-props.js'
import { CalendarCell, LINE } from './calendar-cell.js'
import { CalendarHead } from './calendar-head.js'
import { dateFields } from './date-fields.js'
import { daysAround, type Span, today } from './days.js'
import { lanesOf, rowsOfDays } from './lanes.js'
import { useCalendarItems } from './use-calendar-items.js'
import { useDateChanges } from './use-date-changes.js'
import { useLatestDay } from './use-latest-day.js'
import { useShifts } from './use-shifts.js'
import type { CalendarFields } from './calendar-fields.js'

/** More than these are not drawn. */
const LIMIT = 1000
const IN_A_CELL = 3

/** Items on the days of a date field, or from one through another: a month, a week or a day at a time, or as a list. */
export function Calendar(props: LayoutProps): ReactElement {
  const { messages } = useStudio()
  const { startDateField, endDateField } = props.options
  const fields = dateFields(props.collection)
  const start = fields.find(({ name }) => name === startDateField) ?? fields[0]
  if (start === undefined)
    return (
      <StateMessage
        icon={<IconCalendarOff size={40} stroke={1.25} />}
        title={messages.layouts.noDates}
        text={messages.layouts.noDatesText}
      />
    )
  const end = fields.find(({ name }) => name === endDateField && name !== start.name) ?? null
  return <Pages {...props} fields={{ start, end }} />
}

interface PagesProps extends LayoutProps {
  readonly fields: CalendarFields
}

function Pages(props: PagesProps): ReactElement {
  const { options, onOptionsChange, fields } = props
  const { locale, messages } = useStudio()
  const words = messages.layouts
  const [day, setDay] = useState(() => today(new Date()))
  const span = spanOf(options['viewInfo'])
  const first = typeof options['firstDay'] === 'number' ? options['firstDay'] : firstDayOf(locale)
  const days = daysAround(day, span, first)
  const changes = useDateChanges(props.collection, fields)
  const { pending } = changes
  const read = useCalendarItems(props, { days, limit: LIMIT, pending })
  const { region, said, shift, drop, onFocus } = useShifts(props, { read, days, changes, setDay })
  const problem = read.error ?? changes.error
  const isWide = span === 'day' || span === 'list'
  const columns = isWide ? 1 : 7
  const rows = rowsOfDays(days, columns).map((row) => ({ row, lanes: lanesOf(read.placed, row) }))
  return (
    <Box
      ref={region}
      style={{ flex: 1, minHeight: 0, overflow: 'auto' }}
      p="md"
      tabIndex={0}
      role="region"
      aria-label={fields.start.title}
      onFocus={onFocus}
    >
      <CalendarHead {...{ day, span, onOptionsChange }} first={days[0] ?? day} onDay={setDay} />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {(problem !== null || read.isCut) && (
        <Text fz="sm" c="dimmed" role="alert" mb="xs">
          {problem === null ? words.truncated(LIMIT) : errorText(problem, messages)}
        </Text>
      )}
      {read.isEmpty && <EmptyDays {...props} onDay={setDay} />}
      <SimpleGrid
        cols={columns}
        spacing={0}
        verticalSpacing={0}
        miw={isWide ? 0 : 640}
        style={{ borderInlineStart: LINE, borderTop: LINE }}
      >
        {rows.flatMap(({ row, lanes }) =>
          row.map((each) => {
            const here = lanes.get(each) ?? []
            // A list has those days alone on which there is something.
            if (span === 'list' && here.length === 0) return null
            return (
              <CalendarCell
                key={each}
                {...props}
                template={read.template}
                edges={changes.edges}
                day={each}
                rowStart={row[0] ?? each}
                lanes={here}
                isOutside={span === 'month' && each.slice(0, 7) !== day.slice(0, 7)}
                isWide={isWide}
                most={span === 'month' ? IN_A_CELL : LIMIT}
                onMore={() => {
                  setDay(each)
                  onOptionsChange({ viewInfo: { type: 'day' } })
                }}
                onShift={shift}
                onDropAt={drop}
              />
            )
          }),
        )}
      </SimpleGrid>
    </Box>
  )
}

interface EmptyDaysProps extends PagesProps {
  readonly onDay: (day: string) => void
}

/** Says that there is nothing, and leads to where there is something. */
function EmptyDays({ onDay, ...props }: EmptyDaysProps): ReactElement {
  const { messages } = useStudio()
  const words = messages.layouts
  const latest = useLatestDay(props)
  return (
    <Group gap="xs" mb="sm" role="status">
      <Text fz="sm" c="dimmed">
        {words.emptyDays}
      </Text>
      {latest !== null && (
        <Button size="compact-sm" variant="subtle" onClick={() => onDay(latest)}>
          {words.toLatest}
        </Button>
      )}
    </Group>
  )
}

const SPANS: readonly Span[] = ['month', 'week', 'day', 'list']

function spanOf(info: unknown): Span {
  const type: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'type') : null
  return SPANS.find((each) => each === type) ?? 'month'
}

/** Where the locale's calendar says nothing, weeks begin on Monday, as ISO 8601 has it. */
function firstDayOf(locale: string): number {
  const region = new Intl.Locale(locale).maximize().region
  return region === 'US' || region === 'CA' || region === 'JP' ? 0 : 1
}
