import {
  Alert,
  Box,
  Checkbox,
  Divider,
  NativeSelect,
  SimpleGrid,
  Skeleton,
  Stack,
  TextInput,
  Title,
} from '@mantine/core'
import { errorText, useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { PageHeader } from '../content/page-header.js'
import { forgetAppearance } from '../look/appearance.js'
import { languageOptions } from '../settings/languages.js'
import { SettingsForm } from '../settings/settings-form.js'
import { ApiKeys } from './api-keys.js'
import { ChangePassword } from './change-password.js'
import { type Profile, useProfile } from './profile-data.js'
import { SecondFactor } from './second-factor.js'
import { profileWords as words } from './words.js'

/** Oneself: name and looks, password and second factor, and the keys of one's programs. */
export function ProfilePage(): ReactElement {
  const { messages } = useStudio()
  const { data: profile, error } = useProfile()
  return (
    <Box
      component="main"
      style={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}
    >
      <PageHeader title={words.title} />
      <Box p={{ base: 'md', sm: 'xl' }} style={{ overflow: 'auto', flex: 1 }}>
        <Stack maw={720} mx="auto" gap="xl">
          {error !== null && profile === undefined && (
            <Alert color="red">{errorText(error, messages)}</Alert>
          )}
          {error === null && profile === undefined && (
            <Skeleton h={420} role="status" aria-label={words.loading} />
          )}
          {profile !== undefined && (
            <>
              <Section title={words.about}>
                <About profile={profile} />
              </Section>
              <Section title={words.security}>
                {profile.canWrite('password') && <ChangePassword />}
                <SecondFactor isOn={profile.hasSecondFactor} isEnforced={profile.isTfaEnforced} />
              </Section>
              <Section title={words.keys}>
                <ApiKeys />
              </Section>
            </>
          )}
        </Stack>
      </Box>
    </Box>
  )
}

function Section({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <Stack component="section" gap="md" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Divider />
      {children}
    </Stack>
  )
}

const FIELDS = [
  'first_name',
  'last_name',
  'email',
  'title',
  'location',
  'language',
  'appearance',
] as const

type Values = Record<(typeof FIELDS)[number], string> & { email_notifications: boolean }

function About({ profile }: { readonly profile: Profile }): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  const { values, canWrite } = profile
  const texts = Object.fromEntries(FIELDS.map((name) => [name, String(values[name] ?? '')]))
  const form = useForm<Values>({
    values: { ...texts, email_notifications: values['email_notifications'] === true } as Values,
    resetOptions: { keepDirtyValues: true },
  })
  const { errors, dirtyFields } = form.formState
  async function save(changed: Values): Promise<void> {
    const body = Object.fromEntries(
      Object.entries(changed)
        .filter(([name]) => dirtyFields[name as keyof Values] === true)
        // Nothing is no text.
        .map(([name, value]) => [name, value === '' ? null : value]),
    )
    await client.ask('/users/me', { method: 'PATCH', body })
    if (dirtyFields.appearance === true) forgetAppearance()
    await queries.invalidateQueries({ queryKey: ['profile'] })
    await queries.invalidateQueries({ queryKey: ['me'] })
  }
  const field = (name: (typeof FIELDS)[number], label: string) => ({
    label,
    disabled: !canWrite(name),
    error: errors[name]?.message,
    ...form.register(name),
  })
  const isReadonly = !FIELDS.some(canWrite)
  return (
    <SettingsForm form={form} save={save} isReadonly={isReadonly}>
      {isReadonly && <Alert color="gray">{words.readonly}</Alert>}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput {...field('first_name', words.firstName)} autoComplete="given-name" />
        <TextInput {...field('last_name', words.lastName)} autoComplete="family-name" />
        <TextInput {...field('email', words.email)} type="email" autoComplete="email" />
        <TextInput {...field('title', words.jobTitle)} />
        <TextInput {...field('location', words.location)} />
        <NativeSelect
          {...field('language', words.language)}
          data={[{ value: '', label: words.appearances[''] }, ...languageOptions()]}
        />
        <NativeSelect
          {...field('appearance', words.appearance)}
          data={Object.entries(words.appearances).map(([value, label]) => ({ value, label }))}
        />
      </SimpleGrid>
      {canWrite('email_notifications') && (
        <Checkbox label={words.notifications} {...form.register('email_notifications')} />
      )}
    </SettingsForm>
  )
}
