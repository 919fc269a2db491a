import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { fieldMessages } from '@/api/problem'
import { useList } from '@/api/resource'
import type { Forecast } from '@/api/types'
import { employers } from '@/api/workforce'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf } from '@/parts/inputs/choices'
import { toast } from '@/parts/toast'
import { useForecastStrings } from '../strings'
import { useLockForecast } from './queries'

interface Props {
  forecast: Forecast
  opened: boolean
  onClose: () => void
}

/** Locks a forecast as it stands, for a vendor or for the record. */
export function LockDialog(props: Props) {
  const t = useForecastStrings()
  const shell = useShellStrings()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('lock.title')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <LockForm {...props} />
    </Modal>
  )
}

function LockForm({ forecast, onClose }: Props) {
  const t = useForecastStrings()
  const [name, setName] = useState('')
  const [vendor, setVendor] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { data: vendors = [] } = useList(employers)
  const lock = useLockForecast(forecast.id)
  const wrong = fieldMessages(lock.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const employerId = vendor === null ? undefined : Number(vendor)
    lock.mutate(
      { name: name.trim(), employerId, note },
      {
        onSuccess: () => {
          toast.done(t('lock.done'))
          onClose()
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('lock.text')}
        </Text>
        <TextInput
          label={t('lock.name')}
          required
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wrong.name}
        />
        <Select
          label={t('lock.vendor')}
          placeholder={t('lock.nobody')}
          clearable
          data={optionsOf(vendors)}
          value={vendor}
          onChange={setVendor}
          error={wrong.employerId}
        />
        <Textarea
          label={t('lock.note')}
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={wrong.note}
        />
        {lock.isError && <ErrorPanel error={lock.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('run.cancel')}
          </Button>
          <Button type="submit" loading={lock.isPending} disabled={name.trim() === ''}>
            {t('lock.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
