import {
  Button,
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
import { useList } from '@/api/resource'
import { useMay, useMe } from '@/api/session'
import { employers } from '@/api/workforce'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf, wordsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { toast } from '@/parts/toast'
import { useRowName, useWindow } from './frame'
import {
  formsQuery,
  type Grader,
  gradersQuery,
  type SampleOrder,
  type SamplePlan,
  useDraw,
  usePlan,
} from './queries'
import { PURPOSES, type SamplesSearch } from './route'
import { useJudgedStrings } from './strings'

const OWN = ['own_check'] as const
/** Contacts of a set that everybody judges, and of a regrade. */
const FEW: Partial<Record<SampleOrder['purpose'], number>> = { linking: 8, gold: 20 }
const WEEK_MS = 7 * 86_400_000

/** Who gives a grader's grades again: everybody else whose grades count. */
function others(graders: readonly Grader[], not: Grader): number[] {
  return graders
    .filter(({ id, active, state }) => active && state !== 'red' && id !== not.id)
    .map(({ id }) => id)
}

/** Draws contacts for one purpose; says first what they would tell. */
export function DrawDrawer(props: Omit<SamplesSearch, 'draw'> & { onClose: () => void }) {
  const { purpose, gradedBy, onClose } = props
  const t = useJudgedStrings()
  const shell = useShellStrings()
  const manages = useMay('vendors:manage')
  const me = useMe()
  const format = useFormat()
  const { to, zone } = useWindow({})
  const { data: forms = [] } = useQuery(formsQuery)
  const { data: rows = [] } = useList(employers)
  const published = forms.filter(({ state }) => state === 'published')
  const { data: graders = [] } = useQuery(gradersQuery)
  const [order, setOrder] = useState<SampleOrder>({
    name: purpose ? t('drawName', { purpose: t(`purposes.${purpose}`), day: format.day(to) }) : '',
    purpose: manages ? (purpose ?? 'estimate') : 'own_check',
    formId: 0,
    employerId: me.employerId ?? 0,
    from: new Date(Date.parse(to) - WEEK_MS).toISOString().slice(0, 10),
    to,
    zone,
    total: (purpose && FEW[purpose]) ?? 100,
    perPerson: 1,
    graderIds: [],
    gradedBy: gradedBy ?? 0,
    seed: Date.parse(to) / WEEK_MS / 1000,
  })
  const plan = usePlan()
  const drawn = useDraw()
  const change = (part: Partial<SampleOrder>) => setOrder((old) => ({ ...old, ...part }))
  const again =
    order.purpose === 'gold' ? graders.find(({ id }) => id === order.gradedBy) : undefined
  const sent = {
    ...order,
    gradedBy: again?.id ?? 0,
    graderIds: again ? others(graders, again) : order.graderIds,
    formId: order.formId || (published[0]?.id ?? 0),
    seed: Math.floor(order.seed),
  }
  const draw = () =>
    drawn.mutate(sent, {
      onSuccess: () => {
        toast.done(t('drawnDone'))
        onClose()
      },
    })
  const ready = order.name.trim() !== '' && sent.formId > 0
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={t('draw')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        <TextInput
          label={t('name')}
          value={order.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('purpose')}
          value={order.purpose}
          onChange={(event) =>
            change({ purpose: event.currentTarget.value as SampleOrder['purpose'] })
          }
          data={wordsOf(manages ? PURPOSES : OWN, (purpose) => t(`purposes.${purpose}`))}
        />
        <NativeSelect
          label={t('chooseForm')}
          value={String(sent.formId)}
          onChange={(event) => change({ formId: Number(event.currentTarget.value) })}
          data={optionsOf(published)}
        />
        {order.purpose === 'gold' && (
          <NativeSelect
            label={t('gradedBy')}
            description={again && t('gradedByText', { count: sent.graderIds.length })}
            value={String(order.gradedBy ?? 0)}
            onChange={(event) => change({ gradedBy: Number(event.currentTarget.value) })}
            data={[{ value: '0', label: t('anybody') }, ...optionsOf(graders)]}
          />
        )}
        {manages && (
          <NativeSelect
            label={t('employer')}
            value={String(order.employerId)}
            onChange={(event) => change({ employerId: Number(event.currentTarget.value) })}
            data={[{ value: '0', label: t('everyone') }, ...optionsOf(rows)]}
          />
        )}
        <Group grow>
          <DayField
            label={t('from')}
            value={order.from}
            onChange={(day) => day && change({ from: day })}
          />
          <DayField
            label={t('to')}
            value={order.to}
            onChange={(day) => day && change({ to: day })}
          />
        </Group>
        {order.purpose === 'screening' ? (
          <NumberInput
            label={t('perPerson')}
            min={1}
            max={100}
            value={order.perPerson}
            onChange={(value) => change({ perPerson: Number(value) || 1 })}
          />
        ) : (
          order.purpose !== 'lot' && (
            <NumberInput
              label={t('total')}
              min={1}
              max={20000}
              value={order.total}
              onChange={(value) => change({ total: Number(value) || 1 })}
            />
          )
        )}
        {(plan.error ?? drawn.error) && <ErrorPanel error={plan.error ?? drawn.error} />}
        <Group>
          <Button
            variant="default"
            disabled={!ready}
            loading={plan.isPending}
            onClick={() => plan.mutate(sent)}
          >
            {t('plan')}
          </Button>
          <Button disabled={!ready} loading={drawn.isPending} onClick={draw}>
            {t('drawNow')}
          </Button>
        </Group>
        {plan.data && <Plan of={plan.data} order={order} />}
      </Stack>
    </Drawer>
  )
}

function Plan({ of, order }: { of: SamplePlan; order: SampleOrder }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  return (
    <Stack gap="xs">
      <Text fw={600}>
        {of.halfWidth > 0
          ? t('planText', {
              draw: format.number(of.draw),
              half: format.percent(of.halfWidth, 1),
            })
          : t('planCount', { count: of.draw })}
      </Text>
      {order.purpose === 'lot' && (
        <Text>{t('planLot', { allowed: format.number(of.allowed) })}</Text>
      )}
      {order.purpose === 'screening' && (
        <Text>
          {t('planScreen', { least: format.number(of.least), most: format.number(of.most) })}
        </Text>
      )}
      {of.more.length > 0 && <Text fw={600}>{t('more')}</Text>}
      {of.more.map(({ draw, halfWidth }) => (
        <Text key={draw}>
          {format.number(draw)}
          {colon()}± {format.percent(halfWidth, 1)}
        </Text>
      ))}
      {of.strata.map((part) => (
        <Text key={`${part.employerId}/${part.stratum}`} size="sm" c="dimmed">
          {name(part.employerId)}, {part.stratum || '–'}
          {colon()}
          {format.number(part.draw)} / {format.number(part.contacts)}
        </Text>
      ))}
    </Stack>
  )
}
