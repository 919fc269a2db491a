import {
  Button,
  Checkbox,
  Drawer,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { askGrant } from '@/api/authority'
import { useCrowdAct } from '@/api/crowd'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { PersonField } from '@/parts/inputs/person'
import { inMinor, isMoney, RIGHTS, type Right, useLimitCurrency } from './rights'
import { useCrowdStrings } from './strings'

const HOUR_MS = 3_600_000
const LEVELS = ['1', '4', '5'] as const

/** Asks for a right for a person; a second person approves it. */
export function GiveDrawer({ onClose }: { onClose: () => void }) {
  const t = useCrowdStrings()
  const currency = useLimitCurrency()
  const shell = useShellStrings()
  const [person, setPerson] = useState<number>()
  const [fields, setFields] = useState({
    right: 'goodwill' as Right,
    limit: 25,
    days: 90,
    level: '1' as (typeof LEVELS)[number],
    reason: '',
    glass: false,
  })
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })
  const ask = useCrowdAct(() => {
    const from = new Date()
    const hours = fields.glass ? 24 : 24 * fields.days
    return askGrant({
      personId: person ?? 0,
      right: fields.right,
      skillId: 0,
      level: Number(fields.level) as 1 | 4 | 5,
      limit: { minor: isMoney(fields.right) ? inMinor(fields.limit) : 0, currency },
      from: from.toISOString(),
      to: new Date(from.getTime() + hours * HOUR_MS).toISOString(),
      reason: fields.reason,
      glass: fields.glass,
    })
  })
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('grant.give')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {ask.isError && <ErrorPanel error={ask.error} />}
        <PersonField label={t('grant.person')} value={person} onChange={setPerson} />
        <NativeSelect
          label={t('right')}
          value={fields.right}
          onChange={(event) => set({ right: event.currentTarget.value as Right })}
          data={RIGHTS.map((value) => ({ value, label: t(`rights.${value}`) }))}
        />
        {isMoney(fields.right) && (
          <NumberInput
            label={t('grant.limit', { currency })}
            value={fields.limit}
            min={1}
            onChange={(value) => set({ limit: Number(value) })}
          />
        )}
        <Checkbox
          label={t('grant.glass')}
          description={t('grant.glassText')}
          checked={fields.glass}
          onChange={(event) => set({ glass: event.currentTarget.checked })}
        />
        {!fields.glass && (
          <NumberInput
            label={t('grant.days')}
            description={t('grant.daysHint')}
            value={fields.days}
            min={1}
            max={365}
            onChange={(value) => set({ days: Number(value) })}
          />
        )}
        <NativeSelect
          label={t('grant.level')}
          value={fields.level}
          onChange={(event) => set({ level: event.currentTarget.value as '1' })}
          data={LEVELS.map((value) => ({ value, label: t(`grant.levels.${value}`) }))}
        />
        <TextInput
          label={t('grant.reason')}
          value={fields.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        <Text c="dimmed" size="sm">
          {t('grant.second')}
        </Text>
        <Group justify="flex-end">
          <Button
            disabled={!person || fields.reason.trim() === ''}
            loading={ask.isPending}
            onClick={() => ask.mutate(undefined, { onSuccess: onClose })}
          >
            {t('grant.ask')}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}
