import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import type { Form, FormItem } from '../queries'
import { useItemText } from '../sheet'
import { type Difference, type Draft, differences, fieldsOf } from './sheet'
import { useFormStrings } from './strings'

const STANDING = { added: 'ok', removed: 'bad', changed: 'warn', moved: 'info' } as const

/** What the draft changes in the version that is judged on now. */
export function Changes({ draft, held }: { draft: Draft; held: Form | undefined }) {
  const t = useFormStrings()
  const format = useFormat()
  const { items, passFrom } = fieldsOf(draft)
  const found = held ? differences(held.items, items) : []
  const points = held && held.passFrom !== passFrom
  return (
    <Panel title={t('changes')}>
      {!held && <Text>{t('noForce')}</Text>}
      {held && found.length === 0 && !points && (
        <Text>{t('noChanges', { number: String(held.number) })}</Text>
      )}
      {points && (
        <Text>
          {t('passChanged', {
            after: format.number(passFrom),
            before: format.number(held.passFrom),
          })}
        </Text>
      )}
      {found.length > 0 && (
        <ul>
          {found.map((one) => (
            <Changed key={one.item.key} one={one} before={held?.items ?? []} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Changed({ one, before }: { one: Difference; before: readonly FormItem[] }) {
  const t = useFormStrings()
  const format = useFormat()
  const text = useItemText()
  const was = before.find(({ key }) => key === one.item.key)
  const word = (field: keyof FormItem) =>
    field === 'weight' || field === 'best'
      ? t(`fields.${field}`, {
          before: format.number(was?.[field] ?? 0),
          after: format.number(one.item[field]),
        })
      : t(`fields.${field}`)
  return (
    <li>
      {text(one.item) || one.item.key}{' '}
      <Status standing={STANDING[one.what]}>{t(`what.${one.what}`)}</Status>{' '}
      <Text span c="dimmed" size="sm">
        {one.fields.map(word).join(' · ')}
      </Text>
    </li>
  )
}
