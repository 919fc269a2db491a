import type { Standing } from '@/parts/status'
import type { Import } from './queries'
import { useImportStrings } from './strings'
import { en } from './strings.en'

type FieldCode = keyof typeof en.fields
type KindCode = keyof typeof en.kinds

/** Names the meanings of columns in the language on screen; one that is not known by its code. */
export function useFieldName(): (code: string) => string {
  const t = useImportStrings()
  return (code) => (code in en.fields ? t(`fields.${code as FieldCode}`) : code)
}

/** Names kinds of problems in the language on screen. */
export function useKindName(): (code: string) => string {
  const t = useImportStrings()
  return (code) => (code in en.kinds ? t(`kinds.${code as KindCode}`) : code)
}

const STANDING: Record<Import['state'], Standing> = {
  queued: 'info',
  checking: 'info',
  writing: 'info',
  done: 'ok',
  refused: 'bad',
  failed: 'bad',
  cancelled: 'warn',
  undoing: 'info',
  undone: 'warn',
}

/** How an import stands, in a word; a trial that went well is not an import. */
export function useStateWord(): (one: Import) => { standing: Standing; word: string } {
  const t = useImportStrings()
  return ({ state, dryRun }) =>
    dryRun && state === 'done'
      ? { standing: 'info', word: t('states.checked') }
      : { standing: STANDING[state], word: t(`states.${state}`) }
}
