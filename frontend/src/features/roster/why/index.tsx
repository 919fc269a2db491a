import { lazily } from '@/parts/lazily'

// Answers come with their code when a panel that may give them is opened.
export const Ask = lazily(async () => (await import('./ask')).Ask)
export const Blocked = lazily(async () => (await import('./blocked')).Blocked)
export const Reason = lazily(async () => (await import('./reason')).Reason)
export const Concessions = lazily(async () => (await import('./concessions')).Concessions)
export const ImpossibleLine = lazily(async () => (await import('./impossible-line')).ImpossibleLine)
export const Lines = lazily(async () => (await import('./lines')).Lines)
export const Before = lazily(async () => (await import('./before')).Before)
export const Prices = lazily(async () => (await import('./prices')).Prices)
