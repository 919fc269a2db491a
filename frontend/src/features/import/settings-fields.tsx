import { NativeSelect, Select, SimpleGrid } from '@mantine/core'
import { useList } from '@/api/resource'
import { queues } from '@/api/workforce'
import { optionsOf } from '@/parts/inputs/choices'
import type { Upload } from './queries'
import type { Settings } from './settings'
import { useImportStrings } from './strings'

interface Props {
  upload: Upload
  settings: Settings
  /** The zone in which times are read, as the server says. */
  zone: string | undefined
  onChange: (settings: Settings) => void
}

/** The format, and all that holds for every row of the file. */
export function SettingsFields({ upload, settings, zone, onChange }: Props) {
  const t = useImportStrings()
  const { data: allQueues = [] } = useList(queues)
  const { recognised, formats } = upload
  const namesQueue = Object.values(settings.columns).includes('queue_ext_id')
  const asRecognised = { value: '', label: t('settings.asRecognised') }
  const set = (change: Partial<Settings>) => onChange({ ...settings, ...change })
  const known = recognised.intervalMin
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
      <NativeSelect
        label={t('settings.format')}
        value={settings.format}
        onChange={(event) => set(formatChange(upload, event.currentTarget.value))}
        data={formats.map(({ code, name, daily }) => ({
          value: code,
          label: name,
          disabled: daily,
        }))}
      />
      <Select
        label={t('settings.queue')}
        placeholder={t(namesQueue ? 'settings.queueByColumn' : 'settings.queueNone')}
        disabled={namesQueue}
        searchable
        clearable
        data={optionsOf(allQueues)}
        value={namesQueue || !settings.queueId ? null : String(settings.queueId)}
        onChange={(id) => set({ queueId: id ? Number(id) : undefined })}
      />
      <Select
        label={t('settings.timeZone')}
        placeholder={zone ? t('settings.zoneFound', { zone }) : t('settings.zoneNone')}
        searchable
        clearable
        limit={80}
        data={Intl.supportedValuesOf('timeZone')}
        value={settings.timeZone || null}
        onChange={(chosen) => set({ timeZone: chosen ?? '' })}
      />
      <NativeSelect
        label={t('settings.interval')}
        value={settings.intervalMin}
        onChange={(event) => set({ intervalMin: event.currentTarget.value })}
        data={[
          known ? { value: '', label: t('settings.minutes', { count: known }) } : asRecognised,
          ...[5, 15, 30, 60]
            .filter((minutes) => minutes !== known)
            .map((count) => ({ value: String(count), label: t('settings.minutes', { count }) })),
        ]}
      />
      <NativeSelect
        label={t('settings.dateOrder')}
        value={settings.dateOrder}
        onChange={(event) => set({ dateOrder: event.currentTarget.value })}
        data={[
          asRecognised,
          { value: 'dmy', label: t('settings.dmy') },
          { value: 'mdy', label: t('settings.mdy') },
        ]}
      />
      <NativeSelect
        label={t('settings.decimal')}
        value={settings.decimal}
        onChange={(event) => set({ decimal: event.currentTarget.value })}
        data={[
          asRecognised,
          { value: 'point', label: t('settings.point') },
          { value: 'comma', label: t('settings.comma') },
        ]}
      />
      <NativeSelect
        label={t('settings.unit')}
        value={settings.durationUnit}
        onChange={(event) => set({ durationUnit: event.currentTarget.value })}
        data={[
          asRecognised,
          ...(['s', 'ms', 'min', 'day'] as const).map((unit) => ({
            value: unit,
            label: t(`settings.units.${unit}`),
          })),
        ]}
      />
    </SimpleGrid>
  )
}

// Another format pairs the columns anew, by the names that it knows; "#" in a name stands for a number of seconds.
export function formatChange({ recognised, formats }: Upload, code: string): Partial<Settings> {
  if (code === recognised.format) return { format: code, columns: recognised.mapping }
  const format = formats.find((one) => one.code === code)
  const plain = (name: string) => name.toLowerCase().replace(/\d+/g, '#').trim()
  const pairs = recognised.header.flatMap((column): [string, string][] => {
    const match = format?.columns.find(({ names }) =>
      names.some((name) => plain(name) === plain(column)),
    )
    return match ? [[column, match.field]] : []
  })
  return { format: code, columns: Object.fromEntries(pairs) }
}
