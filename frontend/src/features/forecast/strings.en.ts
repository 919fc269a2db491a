import { chart } from './words/chart.en'
import { list } from './words/list.en'
import { method } from './words/method.en'
import { panels } from './words/panels.en'

export const en = { ...list, ...chart, ...panels, ...method } as const
