import { defineStrings } from '@/i18n'
import { en } from './strings.en'
import { zh } from './strings.zh'

export const useCapacityStrings = defineStrings('capacity', en, zh)
export type CapacityStrings = ReturnType<typeof useCapacityStrings>
