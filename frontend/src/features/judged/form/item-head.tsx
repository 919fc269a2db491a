import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import type { FormItem } from '../queries'
import { ItemMarks, useItemText } from '../sheet'
import type { Line } from './sheet'
import { useFormStrings } from './strings'

/** An item in one line: what is asked and how much it counts. */
export function ItemHead(props: { item: FormItem; lines: readonly Line[]; wrong: boolean }) {
  const { item, lines, wrong } = props
  const t = useFormStrings()
  const format = useFormat()
  const text = useItemText()
  const all = lines.reduce((sum, one) => sum + one.item.weight, 0)
  const share = all > 0 ? item.weight / all : 0
  return (
    <>
      {text(item) || t('untitled')} <ItemMarks item={{ ...item, behaviour: false }} />
      <Text span c="dimmed" size="sm">
        {t('weighs', { weight: format.number(item.weight, 1), share: format.percent(share) })}
      </Text>{' '}
      {wrong && <Status standing="bad">{t('mend')}</Status>}
    </>
  )
}
