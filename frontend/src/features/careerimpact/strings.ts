import { defineStrings } from '@/i18n'
import { en } from './strings.en'
import { zh } from './strings.zh'

export const useImpactStrings = defineStrings('careerimpact', en, zh)
