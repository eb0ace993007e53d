import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A number of bytes in the unit that is easiest to read. */
export function Filesize({ value }: DisplayProps): string {
  const { locale } = useStudio()
  const bytes = Number(value)
  if (!Number.isFinite(bytes)) return String(value)
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, Math.abs(bytes))) / 3))
  const options: Intl.NumberFormatOptions = {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    maximumFractionDigits: 1,
  }
  return (bytes / 1000 ** step).toLocaleString(locale, options)
}
