// @vitest-environment jsdom
import { act } from '@testing-library/react'
import type { ReactElement } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import { expect, it } from 'vitest'
import { useDirtyNow } from '../src/item-form/use-dirty-now.js'
import { showPage } from './page.js'

it('knows of a change before it is painted', () => {
  let form: UseFormReturn<{ name: string }> | null = null
  let painted = false
  let now = (): boolean => false
  function Form(): ReactElement {
    form = useForm({ defaultValues: { name: 'Ada' } })
    now = useDirtyNow(form)
    painted = form.formState.isDirty
    return <input aria-label="name" {...form.register('name')} />
  }
  showPage({ ask: () => Promise.reject(new Error('Nobody asks.')) }, <Form />)
  const type = (name: string): void => form?.setValue('name', name, { shouldDirty: true })
  expect(now()).toBe(false)
  act(() => {
    type('Ada!')
    expect([painted, now()]).toEqual([false, true])
  })
  expect(painted).toBe(true)
  act(() => {
    type('Ada')
    expect([painted, now()]).toEqual([true, false])
  })
})
