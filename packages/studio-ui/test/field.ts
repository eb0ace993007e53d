import type { StudioField } from '../src/schema/studio-field.js'

/** A field as a form has it; what is not said is as of a plain text that may be empty. */
export function field(name: string, said: Partial<StudioField> = {}): StudioField {
  return {
    name,
    title: name,
    type: 'string',
    nativeType: 'text',
    isKey: false,
    nullable: true,
    required: false,
    fillsItself: false,
    maxLength: null,
    readonly: false,
    hidden: false,
    interface: 'input',
    options: {},
    display: 'raw',
    displayOptions: {},
    half: false,
    note: null,
    related: null,
    actions: ['read', 'create', 'update'],
    ...said,
  }
}
