import { Group, Rating } from '@mantine/core'
import { IconStarFilled } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'

const STARS = 5
/** Beyond this nobody counts them. */
const MOST = 10

/** Stars, as many as the field's interface goes up to; or the number and one star. */
export function RatingDisplay({ field, value }: DisplayProps): ReactElement {
  const { locale } = useStudio()
  const number = Number(value)
  if (field.displayOptions['simple'] === true)
    return (
      <Group gap={4} wrap="nowrap" component="span">
        {Number.isNaN(number) ? String(value) : number.toLocaleString(locale)}
        <IconStarFilled size={12} aria-hidden color="var(--mantine-color-yellow-6)" />
      </Group>
    )
  return <Rating value={number} count={countOf(field.options)} fractions={2} readOnly size="xs" />
}

function countOf({ maxValue, max }: DisplayProps['field']['options']): number {
  const most = Number(maxValue ?? max)
  return Number.isInteger(most) && most > 0 && most <= MOST ? most : STARS
}
