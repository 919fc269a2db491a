import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LadderDocument } from '@/features/careers/designer/document'

/** The ready ladder as the server writes it; a test of careers/ladder/format keeps the file. */
export function readyLadder(): LadderDocument {
  const file = resolve('../careers/ladder/format/testdata/contact-centre.json')
  return JSON.parse(readFileSync(file, 'utf8')) as LadderDocument
}
