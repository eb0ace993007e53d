import {
  Alert,
  Box,
  Checkbox,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Skeleton,
  Stack,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { ColorField, errorText, type Item, useStudio } from '@relvar/studio-ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { RoleField } from '../access/role-field.js'
import { PageHeader } from '../content/page-header.js'
import { languageOptions } from './languages.js'
import { projectWords as words } from './project-words.js'
import { draftOf, type ProjectDraft, settingsOf } from './project-draft.js'
import { SettingsForm } from './settings-form.js'

/** Name and looks of the project, and how people sign in. */
export function ProjectPage(): ReactElement {
  const { client, messages } = useStudio()
  const { data, error } = useQuery({
    queryKey: ['settings'],
    queryFn: async ({ signal }) => (await client.ask<Item>('/settings', { signal })).data,
  })
  return (
    <>
      <PageHeader title={words.title} />
      <Box p={{ base: 'md', sm: 'xl' }} style={{ overflow: 'auto', flex: 1 }}>
        <Box maw={720} mx="auto">
          {error !== null && data === undefined && (
            <Alert color="red">{errorText(error, messages)}</Alert>
          )}
          {error === null && data === undefined && (
            <Skeleton h={600} role="status" aria-label={words.loading} />
          )}
          {data !== undefined && <ProjectForm settings={data} />}
        </Box>
      </Box>
    </>
  )
}

function ProjectForm({ settings }: { readonly settings: Item }): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const form = useForm<ProjectDraft>({
    values: draftOf(settings),
    resetOptions: { keepDirtyValues: true },
  })
  const { errors } = form.formState
  const rule = form.watch('rule')
  const registers = form.watch('public_registration')
  async function save(draft: ProjectDraft): Promise<void> {
    const body = settingsOf(draft, settings)
    const { data } = await client.ask<Item>('/settings', { method: 'PATCH', body })
    queries.setQueryData(['settings'], data)
    await queries.invalidateQueries({ queryKey: ['project'] })
  }
  return (
    <SettingsForm form={form} save={save}>
      <Section title={words.general}>
        <TextInput
          label={words.name}
          required
          maxLength={255}
          error={errors.project_name?.message}
          {...form.register('project_name', {
            validate: (name) => name.trim() !== '' || messages.missing,
          })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={words.descriptor}
            description={words.descriptorText}
            maxLength={255}
            error={errors.project_descriptor?.message}
            {...form.register('project_descriptor')}
          />
          <TextInput
            label={words.url}
            description={words.urlText}
            type="url"
            maxLength={255}
            error={errors.project_url?.message}
            {...form.register('project_url')}
          />
          <NativeSelect
            label={words.appearance}
            data={Object.entries(words.appearances).map(([value, label]) => ({ value, label }))}
            {...form.register('default_appearance')}
          />
          <NativeSelect
            label={words.language}
            description={words.languageText}
            data={languageOptions()}
            {...form.register('default_language')}
          />
          <Controller
            control={form.control}
            name="project_color"
            render={({ field }) => (
              <ColorField
                label={words.color}
                description={words.colorText}
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                error={errors.project_color?.message}
              />
            )}
          />
        </SimpleGrid>
      </Section>
      <Section title={words.publicPages}>
        <Textarea
          label={words.note}
          description={words.noteText}
          autosize
          minRows={2}
          error={errors.public_note?.message}
          {...form.register('public_note')}
        />
      </Section>
      <Section title={words.security}>
        <NativeSelect
          label={words.passwordRule}
          description={words.passwordRuleText}
          data={Object.entries(words.passwordRules).map(([value, label]) => ({ value, label }))}
          {...form.register('rule')}
        />
        {rule === 'custom' && (
          <TextInput
            label={words.expression}
            description={words.expressionText}
            ff="monospace"
            error={errors.auth_password_policy?.message}
            {...form.register('auth_password_policy', {
              validate: (text) => text.trim() !== '' || messages.missing,
            })}
          />
        )}
        <Controller
          control={form.control}
          name="auth_login_attempts"
          render={({ field }) => (
            <NumberInput
              label={words.attempts}
              description={words.attemptsText}
              min={1}
              allowDecimal={false}
              maw={352}
              value={field.value}
              onChange={field.onChange}
              error={errors.auth_login_attempts?.message}
            />
          )}
        />
        <Checkbox label={words.registration} {...form.register('public_registration')} />
        {registers && (
          <>
            <RoleField
              control={form.control}
              name="public_registration_role"
              label={words.registrationRole}
              placeholder={words.noRole}
            />
            <Checkbox label={words.verify} {...form.register('public_registration_verify_email')} />
          </>
        )}
      </Section>
    </SettingsForm>
  )
}

interface SectionProps {
  readonly title: string
  readonly children: ReactElement | readonly (ReactElement | false)[]
}

function Section({ title, children }: SectionProps): ReactElement {
  return (
    <Stack component="section" aria-label={title} mb="lg">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  )
}
