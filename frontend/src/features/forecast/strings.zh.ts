import type { Translation } from '@/i18n/types'
import type { en } from './strings.en'
import { chart } from './words/chart.zh'
import { list } from './words/list.zh'
import { method } from './words/method.zh'
import { panels } from './words/panels.zh'

export const zh: Translation<typeof en> = { ...list, ...chart, ...panels, ...method }
