import { performance } from 'node:perf_hooks'
import type { Gate } from './gate.js'
import { unavailable } from './refuse.js'

export interface PressureLimits {
  /** The share of its time for which the process may be at work, from 0 to 1. */
  readonly utilization: number
  /** How late it may get to its next task, in milliseconds. */
  readonly delay: number
}

/** Watches how busy this process is. */
export interface PressureGauge {
  /** Whether the last sample was over both limits. */
  readonly overloaded: boolean
  stop(): void
}

const interval = 100

/**
 * Samples the event loop ten times a second. Busy alone is no pressure: a process that serves one
 * request after another at full speed is at work all the time and late for none of them. So both
 * limits have to be passed at once.
 */
export function createPressureGauge(limits: PressureLimits): PressureGauge {
  let last = { time: performance.now(), loop: performance.eventLoopUtilization() }
  let overloaded = false

  const timer = setInterval(() => {
    const now = { time: performance.now(), loop: performance.eventLoopUtilization() }
    const { utilization } = performance.eventLoopUtilization(now.loop, last.loop)
    const delay = now.time - last.time - interval
    overloaded = utilization > limits.utilization && delay > limits.delay
    last = now
  }, interval)
  timer.unref()

  return {
    get overloaded() {
      return overloaded
    },
    stop: () => clearInterval(timer),
  }
}

/** Answers 503 while the gauge says so: a client that comes back in a second is served sooner than one in a long queue. */
export function limitPressure(gauge: PressureGauge): Gate {
  return () => (gauge.overloaded ? unavailable('api', 'Under pressure.') : null)
}
