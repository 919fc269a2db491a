import { List } from '@mantine/core'
import type { ImpossibleContract } from '@/api/types'
import { Blocked } from './blocked'
import { useWhyStrings } from './strings'

/** Somebody for whom no roster exists: the rules that cannot hold together, and what would free them. */
export function ImpossibleLine({ person }: { person: ImpossibleContract }) {
  const t = useWhyStrings()
  const { personName: name, agreement = '' } = person
  return (
    <List.Item>
      <b>{name}</b> {agreement && `(${agreement})`}
      {person.rules.length === 0 ? (
        <div>{t('contract.none')}</div>
      ) : (
        <Blocked rules={person.rules} reliefs={person.reliefs} />
      )}
    </List.Item>
  )
}
