import { Rating } from '@mantine/core'
import type { ReactElement } from 'react'
import type { DisplayProps } from '../display-props.js'

/** Stars. */
export function RatingDisplay({ value }: DisplayProps): ReactElement {
  return <Rating value={Number(value)} fractions={2} readOnly size="xs" />
}
