import { Button, Modal } from '@mantine/core'
import { escapeProps, useDirtyNow, useDiscardQuestion, useStudio } from '@relvar/studio-ui'
import type { ReactElement, ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { SettingsForm } from './settings-form.js'

interface FormDialogProps<T extends FieldValues> {
  readonly title: string
  readonly form: UseFormReturn<T>
  /** @throws WireError, which is shown: at its field where it names one of the form */
  readonly save: (values: T) => Promise<void>
  readonly submit: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form in a dialog, which a press beside it does not take away, nor Escape without being asked what was typed. */
export function FormDialog<T extends FieldValues>(props: FormDialogProps<T>): ReactElement {
  const { title, form, save, submit, onClose, children } = props
  const { messages } = useStudio()
  const { close, question } = useDiscardQuestion(useDirtyNow(form), onClose)
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': messages.close }}
      {...escapeProps(close)}
    >
      <SettingsForm
        form={form}
        save={save}
        submit={submit}
        isDialog
        actions={
          <Button variant="default" onClick={close}>
            {messages.cancel}
          </Button>
        }
      >
        {children}
      </SettingsForm>
      {question}
    </Modal>
  )
}
