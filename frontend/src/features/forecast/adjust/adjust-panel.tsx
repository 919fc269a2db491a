import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import type { Forecast } from '@/api/types'
import { queues } from '@/api/workforce'
import { Plus, UndoIcon } from '@/design/icons'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { toast } from '@/parts/toast'
import { intervalsQuery } from '../queries'
import { useForecastStrings } from '../strings'
import classes from './adjust.module.css'
import { type Adjustment, type Change, changeOf, draftOf } from './change'
import { type Draft, type Operation, valueFor } from './draft'
import { EffectLine } from './effect-line'
import { LayerRow } from './layer-row'
import type { Drafting } from './use-draft'
import type { Layers } from './use-layers'

const ChangeForm = lazily(async () => (await import('./change-form')).ChangeForm)

interface Props {
  forecast: Forecast
  drafting: Drafting
  layers: Layers
  /** The adjustment that is picked out in the lane above the chart. */
  open: number | undefined
  onShow: (one: Adjustment) => void
  /** A draft over the first day in sight, for those who do not drag. */
  onBegin: () => void
}

/** The adjustments over a forecast: new ones by numbers, and those there are as layers. */
export function AdjustPanel(props: Props) {
  const { forecast, drafting, layers, open, onShow, onBegin } = props
  const t = useForecastStrings()
  const mayAdjust = useMay('demand:manage')
  const [editing, setEditing] = useState<Adjustment>()
  const { draft } = drafting
  const { data: intervals } = useQuery(intervalsQuery(forecast.id))
  return (
    <>
      {draft && <NewChange {...props} draft={draft} />}
      {!draft && mayAdjust && (
        <Group gap="xs" mb="sm">
          <Button size="xs" leftSection={<Plus size={14} aria-hidden />} onClick={onBegin}>
            {t('adjust.new')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<UndoIcon size={14} aria-hidden />}
            disabled={!layers.canUndo || layers.busy}
            onClick={layers.undo}
          >
            {t('adjust.undo')}
          </Button>
        </Group>
      )}
      {!draft && !editing && layers.refused != null && <ErrorPanel error={layers.refused} />}
      {layers.layers.length === 0 && !draft && (
        <Text c="dimmed" size="sm">
          {t('adjust.none')}
        </Text>
      )}
      <ul className={classes.layers} aria-label={t('adjust.layers')}>
        {layers.layers.map((one) =>
          one.id === editing?.id ? (
            <li key={one.id}>
              <EditChange {...{ forecast, layers, one }} onDone={() => setEditing(undefined)} />
            </li>
          ) : (
            <LayerRow
              key={one.id}
              {...{ one, layers }}
              zone={forecast.zone}
              open={one.id === open}
              idle={intervals?.idleAdjustments.find(({ id }) => id === one.id)?.reason}
              onEdit={() => setEditing(one)}
              onShow={() => onShow(one)}
            />
          ),
        )}
      </ul>
    </>
  )
}

/** The draft on the chart as a form; whatever is changed here moves there. */
function NewChange({ forecast, drafting, layers, draft }: Props & { draft: Draft }) {
  const t = useForecastStrings()
  const { data: intervals } = useQuery(intervalsQuery(forecast.id))
  const { data: all = [] } = useList(queues)
  if (!intervals) return null
  const others = all.filter(
    ({ id, siteId }) => siteId === forecast.siteId && id !== forecast.queueId,
  )
  const follow = (change: Change) => {
    const next = draftOf(change, intervals)
    if (next) drafting.set(next)
    else toast.failed(t('adjust.outside'))
  }
  const ask = (operation: Operation) =>
    drafting.effect &&
    drafting.set({ ...draft, operation, value: valueFor(operation, drafting.effect) })
  return (
    <ChangeForm
      change={changeOf(draft, intervals)}
      zone={forecast.zone}
      onOperation={ask}
      onChange={follow}
      others={others}
      effect={drafting.effect && <EffectLine {...{ forecast, draft }} effect={drafting.effect} />}
      busy={layers.busy}
      refused={layers.refused}
      onSave={(why, also) => {
        const fields = { ...changeOf(draft, intervals), ...why, active: true }
        layers.act({ do: 'make', queueIds: [forecast.queueId, ...also], fields }, () => {
          drafting.clear()
          toast.done(t('adjust.saved'))
        })
      }}
      onCancel={drafting.clear}
    />
  )
}

interface EditProps {
  forecast: Forecast
  layers: Layers
  one: Adjustment
  onDone: () => void
}

function EditChange({ forecast, layers, one, onDone }: EditProps) {
  const [change, setChange] = useState<Change>(one)
  return (
    <ChangeForm
      change={change}
      zone={forecast.zone}
      onOperation={(operation) =>
        setChange({ ...change, operation, value: operation === 'multiply' ? 1 : 0 })
      }
      onChange={setChange}
      given={one}
      busy={layers.busy}
      refused={layers.refused}
      onSave={({ type, reason }) => {
        const { measure, operation, value, from, to } = change
        const what = { measure, operation, value, from, to }
        layers.act(
          { do: 'edit', of: one, fields: { ...what, type, reason, active: one.active } },
          onDone,
        )
      }}
      onCancel={onDone}
    />
  )
}
