import { defineStrings } from '@/i18n'
import { en } from './crowd-strings.en'
import { zh } from './crowd-strings.zh'

export const useOwnCrowdStrings = defineStrings('ownCrowd', en, zh)
