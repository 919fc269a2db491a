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
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askDecision, membersQuery, useCrowdAct } from '@/api/crowd'
import { useList } from '@/api/resource'
import { skills } from '@/api/workforce'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { Status } from '@/parts/status'
import { inMinor, isMoney, RIGHTS, type Right, useLimitCurrency } from './rights'
import { useCrowdStrings } from './strings'

/** Asks whether somebody may, to try or to have it logged. */
export function AskDrawer({ onClose }: { onClose: () => void }) {
  const t = useCrowdStrings()
  const currency = useLimitCurrency()
  const shell = useShellStrings()
  const members = useQuery(membersQuery).data ?? []
  const skillList = useList(skills).data ?? []
  const [fields, setFields] = useState({
    personId: 0,
    right: 'goodwill' as Right,
    amount: 10,
    skillId: 0,
    contact: '',
    customer: '',
    conflict: false,
  })
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })
  const personId = fields.personId || (members[0]?.personId ?? 0)
  const ask = useCrowdAct((only: boolean) =>
    askDecision({
      ...fields,
      personId,
      try: only,
      amount: isMoney(fields.right) ? { minor: inMinor(fields.amount), currency } : undefined,
    }),
  )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('decide.ask')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {ask.isError && <ErrorPanel error={ask.error} />}
        <NativeSelect
          label={t('name')}
          value={String(personId)}
          onChange={(event) => set({ personId: Number(event.currentTarget.value) })}
          data={members.map(({ personId: value, name, code }) => ({
            value: String(value),
            label: `${name} (${code})`,
          }))}
        />
        <NativeSelect
          label={t('right')}
          value={fields.right}
          onChange={(event) => set({ right: event.currentTarget.value as Right })}
          data={RIGHTS.map((value) => ({ value, label: t(`rights.${value}`) }))}
        />
        {isMoney(fields.right) && (
          <NumberInput
            label={`${t('amount')} (${currency})`}
            value={fields.amount}
            min={0}
            decimalScale={2}
            onChange={(value) => set({ amount: Number(value) })}
          />
        )}
        <NativeSelect
          label={t('decide.skill')}
          value={String(fields.skillId)}
          onChange={(event) => set({ skillId: Number(event.currentTarget.value) })}
          data={[
            { value: '0', label: t('decide.anySkill') },
            ...skillList.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <TextInput
          label={t('decide.contact')}
          value={fields.contact}
          onChange={(event) => set({ contact: event.currentTarget.value })}
        />
        <TextInput
          label={t('decide.customer')}
          value={fields.customer}
          onChange={(event) => set({ customer: event.currentTarget.value })}
        />
        <Checkbox
          label={t('decide.conflict')}
          checked={fields.conflict}
          onChange={(event) => set({ conflict: event.currentTarget.checked })}
        />
        <Group>
          <Button
            variant="default"
            disabled={personId === 0}
            loading={ask.isPending}
            onClick={() => ask.mutate(true)}
          >
            {t('decide.tried')}
          </Button>
          <Button
            disabled={personId === 0 || fields.contact === ''}
            loading={ask.isPending}
            onClick={() => ask.mutate(false)}
          >
            {t('decide.take')}
          </Button>
        </Group>
        {ask.data && (
          <Stack gap={4} aria-live="polite">
            <Status standing={ask.data.verdict === 'deny' ? 'bad' : 'ok'}>
              {t(`answers.${ask.data.verdict}`)}
            </Status>
            {ask.data.by && <Text>{t(`decide.by.${ask.data.by as 'grant'}`)}</Text>}
          </Stack>
        )}
      </Stack>
    </Drawer>
  )
}
