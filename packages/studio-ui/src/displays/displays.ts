import { BooleanDisplay } from './boolean/boolean-display.js'
import { CollectionDisplay } from './collection/collection-display.js'
import { ColorDisplay } from './color/color-display.js'
import { Concealed } from './concealed/concealed.js'
import { DatetimeDisplay } from './datetime/datetime-display.js'
import type { Displays } from './display-props.js'
import { Filesize } from './filesize/filesize.js'
import { FormattedJsonValue } from './formatted-json-value/formatted-json-value.js'
import { FormattedValue } from './formatted-value/formatted-value.js'
import { IconDisplay } from './icon/icon-display.js'
import { Labels } from './labels/labels.js'
import { MimeType } from './mime-type/mime-type.js'
import { RatingDisplay } from './rating/rating-display.js'
import { RelatedValues } from './related-values/related-values.js'
import { UserDisplay } from './user/user-display.js'

/** The displays there are; what is not here shows its values as they are. */
export const displays: Displays = {
  boolean: BooleanDisplay,
  collection: CollectionDisplay,
  color: ColorDisplay,
  datetime: DatetimeDisplay,
  filesize: Filesize,
  'formatted-json-value': FormattedJsonValue,
  'formatted-value': FormattedValue,
  hash: Concealed,
  icon: IconDisplay,
  labels: Labels,
  'mime-type': MimeType,
  rating: RatingDisplay,
  'related-values': RelatedValues,
  user: UserDisplay,
}
