import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useForm } from 'react-hook-form'
import { mono } from '../data-model/mono.js'
import type { ProjectText } from '../look/texts-for.js'
import { FormDialog } from './form-dialog.js'
import { isLanguage, languageOptions } from './languages.js'
import { translationsWords as words } from './translations-words.js'

interface TranslationDialogProps {
  /** null makes another. */
  readonly text: ProjectText | null
  readonly onClose: () => void
}

/** A text of the project's own in one language. */
export function TranslationDialog({ text, onClose }: TranslationDialogProps): ReactElement {
  const { client, locale, messages } = useStudio()
  const queries = useQueryClient()
  const form = useForm<Omit<ProjectText, 'id'>>({
    defaultValues: {
      key: text?.key ?? '',
      language: text?.language ?? (isLanguage(locale) ? locale : 'en-US'),
      value: text?.value ?? '',
    },
  })
  const { errors } = form.formState
  const options = languageOptions()
  const isOther = text !== null && !isLanguage(text.language)
  const isThere = (value: string): true | string => value.trim() !== '' || messages.missing

  async function save({ key, language, value }: Omit<ProjectText, 'id'>): Promise<void> {
    const body = { key: key.trim().replace(/^\$t:/, ''), language, value }
    await (text === null
      ? client.ask('/translations', { method: 'POST', body })
      : client.ask(`/translations/${text.id}`, { method: 'PATCH', body }))
    onClose()
    await queries.invalidateQueries({ queryKey: ['translations'] })
  }
  return (
    <FormDialog
      title={text === null ? words.add : words.edit}
      form={form}
      save={save}
      submit={text === null ? words.create : messages.save}
      onClose={onClose}
    >
      <TextInput
        label={words.key}
        description={words.keyText}
        required
        data-autofocus
        maxLength={255}
        spellCheck={false}
        styles={mono}
        error={errors.key?.message}
        {...form.register('key', { validate: isThere })}
      />
      <NativeSelect
        label={words.language}
        data={isOther ? [text.language, ...options] : options}
        error={errors.language?.message}
        {...form.register('language')}
      />
      <Textarea
        label={words.value}
        required
        autosize
        minRows={2}
        error={errors.value?.message}
        {...form.register('value', { validate: isThere })}
      />
    </FormDialog>
  )
}
