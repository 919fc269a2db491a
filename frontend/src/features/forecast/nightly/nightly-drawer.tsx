import {
  Alert,
  Button,
  Drawer,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
} from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { fieldMessages, staleVersions } from '@/api/problem'
import { useList } from '@/api/resource'
import { queues, sites } from '@/api/workforce'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf } from '@/parts/inputs/choices'
import { toast } from '@/parts/toast'
import { HOURS } from './hours'
import { type Schedule, type ScheduleFields, useSetSchedule } from './queries'
import { useNightlyStrings } from './strings'

interface Props {
  schedule: Schedule
  onClose: () => void
}

/** Decides whether, when and how far queues are forecast every night. */
export function NightlyDrawer({ schedule, onClose }: Props) {
  const t = useNightlyStrings()
  const save = useSetSchedule()
  const stale = staleVersions(save.error) !== undefined
  return (
    <Drawer
      opened
      onClose={onClose}
      size="md"
      title={t('form.title')}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <Stack gap="sm">
        {stale && (
          <Alert color="yellow" variant="outline" role="alert">
            {t('form.stale')}
          </Alert>
        )}
        <NightlyForm
          // what somebody else decided meanwhile takes the place of what stood here
          key={schedule.version}
          schedule={schedule}
          wrong={stale ? {} : fieldMessages(save.error)}
          busy={save.isPending}
          onSave={(fields) =>
            save.mutate(
              { version: schedule.version, fields },
              {
                onSuccess: () => {
                  toast.done(t('form.saved'))
                  onClose()
                },
              },
            )
          }
        />
        {save.isError && !stale && <ErrorPanel error={save.error} />}
      </Stack>
    </Drawer>
  )
}

interface FormProps {
  schedule: Schedule
  wrong: ReturnType<typeof fieldMessages>
  busy: boolean
  onSave: (fields: ScheduleFields) => void
}

function NightlyForm({ schedule, wrong, busy, onSave }: FormProps) {
  const t = useNightlyStrings()
  const options = useQueueOptions()
  // whoever opens this before it was ever decided came to switch it on
  const [active, setActive] = useState(schedule.active || schedule.version === 0)
  const [hour, setHour] = useState(String(schedule.hour))
  const [days, setDays] = useState<number | string>(schedule.days)
  const [chosen, setChosen] = useState((schedule.queueIds ?? []).map(String))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const queueIds = chosen.length > 0 ? chosen.map(Number) : undefined
    onSave({ active, hour: Number(hour), days: Number(days), queueIds })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Switch
          label={t('form.active')}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
        <SimpleGrid cols={2} spacing="sm">
          <NativeSelect
            label={t('form.hour')}
            description={t('form.hourHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={HOURS}
            value={hour}
            onChange={(event) => setHour(event.currentTarget.value)}
            error={wrong.hour}
          />
          <NumberInput
            label={t('form.days')}
            value={days}
            onChange={setDays}
            min={1}
            max={400}
            allowDecimal={false}
            required
            error={wrong.days}
          />
        </SimpleGrid>
        <MultiSelect
          label={t('form.queues')}
          description={t('form.queuesHint')}
          placeholder={chosen.length === 0 ? t('form.everyQueue') : undefined}
          data={options}
          value={chosen}
          onChange={setChosen}
          searchable
          clearable
          error={wrong.queueIds}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!days}>
            {t('form.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The queues of every site, by site. */
function useQueueOptions() {
  const { data: all = [] } = useList(queues)
  const { data: places = [] } = useList(sites)
  return places.map(({ id: site, name: group }) => ({
    group,
    items: optionsOf(all.filter(({ siteId }) => siteId === site)),
  }))
}
