import { WireError } from '@relvar/studio-ui'
import { type FormEvent, useState } from 'react'

/** A form that is sent once at a time, and what the server said of it. */
export interface Submit {
  readonly isBusy: boolean
  readonly error: WireError | null
  readonly onSubmit: (event: FormEvent) => void
}

/** @param work what is sent; a `WireError` of it is kept, anything else is a mistake of ours */
export function useSubmit(work: () => Promise<void>): Submit {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<WireError | null>(null)
  async function send(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (thrown) {
      if (!(thrown instanceof WireError)) throw thrown
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return {
    isBusy,
    error,
    onSubmit: (event) => {
      event.preventDefault()
      void send()
    },
  }
}
