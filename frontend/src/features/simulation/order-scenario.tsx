import { Alert, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Site } from '@/api/types'
import { SubmitOrder } from '@/app/jobs/ordered'
import { ErrorIcon } from '@/design/icons'
import { FileDrop } from '@/parts/file-drop'
import { type ReadScenario, readScenario } from './scenario'
import { useSimulationStrings } from './strings'
import { useOrder } from './use-order'

const USUAL_REPLICATIONS = 100

/** Plays a scenario from a file: one downloaded from a simulation and changed, or one of one's own. */
export function OrderScenario({ site }: { site: Site }) {
  const t = useSimulationStrings()
  const [read, setRead] = useState<ReadScenario>()
  const [name, setName] = useState('')
  const [replications, setReplications] = useState<number | string>(USUAL_REPLICATIONS)
  const order = useOrder({
    name: name || undefined,
    siteId: site.id,
    replications: Number(replications) || USUAL_REPLICATIONS,
    scenario: read?.scenario,
  })
  const take = async (file: File) => {
    const found = readScenario(file.name, await file.text())
    setRead(found)
    order.reset()
    if (!name) setName(file.name.replace(/\.json$/i, '').slice(0, 200))
  }
  return (
    <Stack gap="sm">
      <FileDrop
        label={t('scenario.drop')}
        hint={t('scenario.hint')}
        accept=".json,application/json"
        onFile={(file) => void take(file)}
      />
      {read?.fault && (
        <Alert
          color="red"
          variant="outline"
          role="alert"
          icon={<ErrorIcon size={18} aria-hidden />}
          title={t('scenario.notJson', { file: read.file })}
        >
          {t('scenario.at', read.fault)}
        </Alert>
      )}
      {read?.scenario !== undefined && (
        <Text>
          {t('scenario.read', { file: read.file, queues: read.queues, groups: read.groups })}
        </Text>
      )}
      <TextInput
        label={t('scenario.name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NumberInput
        label={t('order.replications')}
        min={1}
        max={10_000}
        allowDecimal={false}
        value={replications}
        onChange={setReplications}
      />
      <SubmitOrder
        order={order}
        disabled={read?.scenario === undefined}
        label={t('order.submit')}
      />
    </Stack>
  )
}
