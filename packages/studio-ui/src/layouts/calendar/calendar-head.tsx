import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { LayoutProps } from '../layout-props.js'
import { dayText } from './day-text.js'
import { type Day, type Span, step, today } from './days.js'

const SPANS: readonly Span[] = ['month', 'week', 'day', 'list']

interface CalendarHeadProps extends Pick<LayoutProps, 'onOptionsChange'> {
  readonly day: Day
  readonly span: Span
  /** The first day that is seen. */
  readonly first: Day
  readonly onDay: (day: Day) => void
}

/** Which days are seen, and the ways to others. */
export function CalendarHead(props: CalendarHeadProps): ReactElement {
  const { day, span, first, onDay, onOptionsChange } = props
  const { locale, messages } = useStudio()
  const words = messages.layouts
  const isMonth = span === 'month' || span === 'list'
  const format: Intl.DateTimeFormatOptions = isMonth
    ? { month: 'long', year: 'numeric' }
    : { dateStyle: 'long' }
  return (
    <Group justify="space-between" mb="sm">
      <Group gap="xs">
        <ActionIcon
          variant="default"
          aria-label={words.before}
          onClick={() => onDay(step(day, span, -1))}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          aria-label={words.after}
          onClick={() => onDay(step(day, span, 1))}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
        <Button variant="default" size="compact-md" onClick={() => onDay(today(new Date()))}>
          {words.today}
        </Button>
        <Text fw={600} role="status" aria-live="polite">
          {dayText(span === 'week' ? first : day, format, locale)}
        </Text>
      </Group>
      <SegmentedControl
        size="xs"
        aria-label={words.view}
        data={SPANS.map((value) => ({ value, label: words[value] }))}
        value={span}
        onChange={(type) => onOptionsChange({ viewInfo: { type } })}
      />
    </Group>
  )
}
