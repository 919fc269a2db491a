import { i18n } from '@/i18n'
import type { components } from '../schema'
import { en } from './fields.en'
import { zh } from './fields.zh'

type WantCode = components['schemas']['Want']['code']

// a code of the description without a sentence of ours does not compile
en.wants satisfies Readonly<Record<WantCode, string>>

i18n.addResourceBundle('en', 'refusals', en, true, true)
i18n.addResourceBundle('zh', 'refusals', zh, true, true)
