import type { FieldType } from '@relvar/data-model/catalogue'

/** The control of a browser for a date or time type. */
export function inputType(type: FieldType): 'date' | 'time' | 'datetime-local' {
  return type === 'date' || type === 'time' ? type : 'datetime-local'
}

/**
 * A value of the wire as the control takes it. A `timestamp` is a moment, and the control shows the clock
 * of the reader; all others stand as they are.
 */
export function toInput(value: string, type: FieldType): string {
  if (type !== 'timestamp')
    return value.replace(' ', 'T').replace(/(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/, '')
  const moment = new Date(value)
  if (Number.isNaN(moment.getTime())) return ''
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 19)
}

/** What the control holds as the wire takes it; null where it is empty. */
export function fromInput(text: string, type: FieldType): string | null {
  if (text === '') return null
  if (type !== 'timestamp') return /^\d\d:\d\d$|T\d\d:\d\d$/.test(text) ? `${text}:00` : text
  const moment = new Date(text)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

/** This moment as the wire takes it, by the clock of the reader where the type is no moment. */
export function nowOf(type: FieldType, now: Date, hasSeconds: boolean): string {
  const local = toInput(now.toISOString(), 'timestamp')
  const shown = hasSeconds ? local : `${local.slice(0, 16)}:00`
  if (type === 'date') return shown.slice(0, 10)
  if (type === 'time') return shown.slice(11)
  return fromInput(shown, type) ?? shown
}
