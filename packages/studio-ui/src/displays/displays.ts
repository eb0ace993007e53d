import { BooleanDisplay } from './boolean/boolean-display.js'
import { ColorDisplay } from './color/color-display.js'
import { Concealed } from './concealed/concealed.js'
import { DatetimeDisplay } from './datetime/datetime-display.js'
import type { Displays } from './display-props.js'
import { Filesize } from './filesize/filesize.js'
import { FormattedValue } from './formatted-value/formatted-value.js'
import { Labels } from './labels/labels.js'
import { RatingDisplay } from './rating/rating-display.js'
import { RelatedValues } from './related-values/related-values.js'

/** The displays there are; what is not here shows its values as they are. */
export const displays: Displays = {
  boolean: BooleanDisplay,
  color: ColorDisplay,
  datetime: DatetimeDisplay,
  filesize: Filesize,
  'formatted-value': FormattedValue,
  hash: Concealed,
  labels: Labels,
  rating: RatingDisplay,
  'related-values': RelatedValues,
}
