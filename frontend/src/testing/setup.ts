import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

// patience for a loaded machine, not a measure
configure({ asyncUtilTimeout: 15_000 })

// A refusal fetches these words; one that a test makes itself does not.
if (typeof window !== 'undefined') await import('@/api/refusals/fields')

// What the component library asks of a browser and jsdom does not have.
if (typeof window !== 'undefined') {
  window.matchMedia ??= (query: string) =>
    ({
      matches: false,
      media: query,
      onchange: null,
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
      dispatchEvent: () => false,
    }) as MediaQueryList
  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  // fields that grow with their text measure it anew when fonts arrive
  if (!document.fonts) Object.defineProperty(document, 'fonts', { value: new EventTarget() })
  window.HTMLElement.prototype.scrollIntoView = () => {}
  window.scrollTo = () => {}
}

// What a screen shows may depend on the day: every test runs on the same one.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T08:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
  cleanup()
  vi.unstubAllGlobals()
})
