import { Button, Group, NativeSelect, Paper, TextInput } from '@mantine/core'
import { PlainNumber, toPercent, toRatio } from './number-input'
import type { Change } from './queries'
import { usePlanStrings } from './strings'

export const KINDS = [
  'add_rung',
  'places',
  'time_in_rung',
  'night_cap',
  'home',
  'hybrid',
  'hiring_mix',
  'hires',
  'pay',
] as const

/** A choice of rungs. */
export interface RungChoice {
  value: string
  label: string
}

interface Props {
  change: Change
  rungs: readonly RungChoice[]
  channels: readonly string[]
  onChange: (change: Change) => void
  onDrop: () => void
}

/** One change of a scenario as a sentence of fields. */
export function ChangeRow({ change, rungs, channels, onChange, onDrop }: Props) {
  const t = usePlanStrings()
  const set = (part: Partial<Change>) => onChange({ ...change, ...part })
  const kind = change.kind
  const onRung = kind === 'add_rung' || kind === 'places' || kind === 'time_in_rung'
  const shared = kind === 'night_cap' || kind === 'home' || kind === 'hybrid' || kind === 'pay'
  const begin = (next: Change['kind']) => onChange({ kind: next, rung: rungs[0]?.value })
  return (
    <Paper withBorder p="sm">
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t('form.what')}
          value={kind}
          onChange={(event) => begin(KINDS.find((k) => k === event.currentTarget.value) ?? kind)}
          data={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        {onRung && (
          <NativeSelect
            label={kind === 'add_rung' ? t('form.above') : t('rung')}
            value={change.rung ?? ''}
            onChange={(event) => set({ rung: event.currentTarget.value })}
            data={[...rungs]}
          />
        )}
        {kind === 'pay' && (
          <NativeSelect
            label={t('rung')}
            value={change.rungs?.[0] ?? ''}
            onChange={(event) => {
              const rung = event.currentTarget.value
              set({ rungs: rung ? [rung] : [] })
            }}
            data={[{ value: '', label: t('form.allRungs') }, ...rungs]}
          />
        )}
        {kind === 'add_rung' && (
          <>
            <TextInput
              label={t('form.newName')}
              value={change.name ?? ''}
              onChange={(event) => set({ name: event.currentTarget.value, code: undefined })}
            />
            <PlainNumber
              label={t('form.payMonth')}
              value={change.payMinor === undefined ? undefined : change.payMinor / 100}
              onChange={(pay) => set({ payMinor: pay && Math.round(pay * 100) })}
              w={130}
            />
          </>
        )}
        {(kind === 'add_rung' || kind === 'places') && (
          <PlainNumber
            label={t('form.places')}
            value={change.places}
            onChange={(places) => set({ places })}
          />
        )}
        {(kind === 'add_rung' || kind === 'time_in_rung') && (
          <>
            <PlainNumber
              label={t('form.dwell')}
              value={change.months}
              onChange={(months) => set({ months })}
            />
            <PlainNumber
              label={t('form.promote')}
              value={toPercent(change.promote)}
              onChange={(percent) => set({ promote: toRatio(percent) })}
              max={100}
            />
          </>
        )}
        {shared && (
          <PlainNumber
            label={t('form.percent')}
            value={toPercent(change.share)}
            onChange={(percent) => set({ share: toRatio(percent) })}
            min={kind === 'pay' ? -90 : 0}
            w={110}
          />
        )}
        {kind === 'hires' && (
          <PlainNumber
            label={t('form.number')}
            value={change.perMonth}
            onChange={(perMonth) => set({ perMonth })}
          />
        )}
        {kind === 'hiring_mix' &&
          channels.map((name) => (
            <PlainNumber
              key={name}
              label={t('form.share', { name })}
              value={toPercent(change.mix?.find((part) => part.name === name)?.share)}
              onChange={(percent) => {
                const others = (change.mix ?? []).filter((part) => part.name !== name)
                set({ mix: [...others, { name, share: toRatio(percent) ?? 0 }] })
              }}
              max={100}
              w={140}
            />
          ))}
        <Button variant="default" onClick={onDrop}>
          {t('form.drop')}
        </Button>
      </Group>
    </Paper>
  )
}
