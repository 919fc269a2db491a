import { en } from './strings.en'

type Word = keyof typeof en.words

/** The key of a reason's word; nothing for what has none. */
export function reasonKey(reason: string): Word | undefined {
  return (Object.keys(en.words) as Word[]).find((key) => key === reason)
}
