import {
  Button,
  Drawer,
  Group,
  MultiSelect,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { employers, queues, sites } from '@/api/workforce'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { type Programme, useCreateProgramme } from './queries'
import { useVendorStrings } from './strings'

const MODES: Record<string, Programme['mode'][]> = {
  own: ['in_house'],
  vendor: ['simple_call', 'owner_controlled', 'crowd'],
  crowd: ['crowd'],
  bot: ['bot'],
}

/** Begins a programme. */
export function NewDrawer({ onClose }: { onClose: () => void }) {
  const t = useVendorStrings()
  const shell = useShellStrings()
  const navigate = useNavigate()
  const create = useCreateProgramme()
  const { data: all = [] } = useList(employers)
  const { data: places = [] } = useList(sites)
  const { data: lines = [] } = useList(queues)
  const [fields, setFields] = useState({ code: '', name: '', motive: '', businessCase: '' })
  const [employer, setEmployer] = useState<string | null>(null)
  const [site, setSite] = useState<string | null>(null)
  const [mode, setMode] = useState<string | null>(null)
  const [served, setServed] = useState<string[]>([])
  const [from, setFrom] = useState<string | null>(null)
  const kind = all.find(({ id }) => String(id) === employer)?.kind
  const modes = kind ? (MODES[kind] ?? []) : []
  const text = (key: keyof typeof fields) => ({
    label: t(key),
    value: fields[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [key]: event.currentTarget.value }),
  })
  const named = (list: readonly { id: number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }))
  const send = () =>
    create.mutate(
      {
        ...fields,
        employerId: Number(employer),
        siteId: Number(site),
        mode: (mode ?? modes[0]) as Programme['mode'],
        from: from ?? '',
        queues: served.map((id) => ({
          queueId: Number(id),
          minShare: 0,
          maxShare: 1,
          surgeAgents: 0,
        })),
      },
      {
        onSuccess: ({ id }) =>
          void navigate({ to: '/vendors/programmes/$programmeId', params: { programmeId: id } }),
      },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('newProgramme')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {create.isError && <ErrorPanel error={create.error} />}
        <Select label={t('employer')} data={named(all)} value={employer} onChange={setEmployer} />
        <Select
          label={t('mode')}
          data={modes.map((value) => ({ value, label: t(`modes.${value}`) }))}
          value={mode ?? modes[0] ?? null}
          onChange={setMode}
        />
        <TextInput {...text('code')} />
        <TextInput {...text('name')} />
        <Select label={t('site')} data={named(places)} value={site} onChange={setSite} />
        <MultiSelect label={t('queues')} data={named(lines)} value={served} onChange={setServed} />
        <DayField label={t('from')} value={from} onChange={setFrom} />
        <Textarea {...text('motive')} autosize minRows={2} />
        <Textarea {...text('businessCase')} autosize minRows={2} />
        <Group justify="flex-end">
          <Button
            loading={create.isPending}
            disabled={!employer || !site || !from || !fields.code || !fields.name}
            onClick={send}
          >
            {t('begin')}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}
