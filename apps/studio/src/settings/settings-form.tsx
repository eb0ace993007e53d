import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { errorText, failureText, useDirtyNow, useStudio, WireError } from '@relvar/studio-ui'
import { useBlocker } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { LeaveDialog } from '../content/leave-dialog.js'
import { settingsWords as words } from './words.js'

interface SettingsFormProps<T extends FieldValues> {
  readonly form: UseFormReturn<T>
  /** @throws WireError, which is shown: at its field where it names one of the form */
  readonly save: (values: T) => Promise<void>
  /** Default: "Save". */
  readonly submit?: string
  /** Stands beside the button. */
  readonly actions?: ReactNode
  /** A dialog asks itself before it closes. */
  readonly isDialog?: boolean
  /** There is nothing to save. */
  readonly isReadonly?: boolean
  readonly children: ReactNode
}

/** A form of the settings: saved once at a time, and not left without being asked. */
export function SettingsForm<T extends FieldValues>(props: SettingsFormProps<T>): ReactElement {
  const { form, save, submit, actions, isDialog = false, isReadonly = false, children } = props
  const { messages } = useStudio()
  const { errors, isSubmitting, isDirty } = form.formState
  const [isSaved, setSaved] = useState(false)
  const mayLeave = useRef(false)
  const isDirtyNow = useDirtyNow(form)
  const isHeld = (): boolean => !isDialog && isDirtyNow() && !mayLeave.current
  const blocker = useBlocker({
    shouldBlockFn: isHeld,
    enableBeforeUnload: isHeld,
    withResolver: true,
  })

  async function send(values: T): Promise<void> {
    try {
      // What was saved is no reason to stay.
      mayLeave.current = true
      await save(values)
      form.reset(values)
      setSaved(true)
      mayLeave.current = isDialog
    } catch (error) {
      mayLeave.current = false
      showRefusal(
        error,
        form,
        (failure) => failureText(failure, messages),
        (other) => errorText(other, messages),
      )
    }
  }

  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(send)(event)}>
      <Stack maw={720}>
        {errors.root?.message !== undefined && (
          <Alert color="red" role="alert" title={messages.notSaved}>
            {errors.root.message}
          </Alert>
        )}
        {children}
        <Group justify={isDialog ? 'flex-end' : 'flex-start'}>
          {actions}
          {!isReadonly && (
            <Button type="submit" loading={isSubmitting} disabled={!isDialog && !isDirty}>
              {submit ?? messages.save}
            </Button>
          )}
          {!isDialog && isSaved && !isDirty && (
            <Text fz="sm" c="dimmed" role="status">
              {words.saved}
            </Text>
          )}
        </Group>
      </Stack>
      {!isDialog && <LeaveDialog blocker={blocker} />}
    </form>
  )
}

/** The field that a refusal is about; what makes no sense at all is told with its name in front. */
function fieldOf({ extensions }: WireError['failures'][number]): unknown {
  const { field, reason } = extensions
  return field ?? /^"(\w+)" /.exec(String(reason))?.[1]
}

/** Puts what the server said of a field there, and the rest above the form. */
function showRefusal<T extends FieldValues>(
  error: unknown,
  form: UseFormReturn<T>,
  wordsOf: (failure: WireError['failures'][number]) => string,
  wordsOfOther: (error: unknown) => string,
): void {
  if (!(error instanceof WireError)) {
    form.setError('root', { message: wordsOfOther(error) })
    return
  }
  const names = Object.keys(form.getValues())
  const rest: string[] = []
  for (const failure of error.failures) {
    const field = names.find((name) => name === fieldOf(failure))
    if (field === undefined) rest.push(wordsOf(failure))
    else form.setError(field as Path<T>, { message: wordsOf(failure) })
  }
  if (rest.length > 0) form.setError('root', { message: rest.join(' ') })
}
