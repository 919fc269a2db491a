import { Button, Drawer, MultiSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/api/client'
import { latestRequirements } from '@/api/journey'
import { useShellStrings } from '@/app/strings'
import { together } from '@/features/simulation/together'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { DesignAnswer } from './answer'
import {
  type DesignedShift,
  type DesignRules,
  FIRST_WINDOW,
  orderOf,
  type ShiftDesignOrder,
  USUAL_PRICES,
} from './order'
import { PriceFields } from './price-fields'
import { useDesignStrings } from './strings'
import { WindowFields } from './window-fields'

interface Props {
  opened: boolean
  onClose: () => void
  /** What a rotation of the shifts has to keep. */
  rules: DesignRules
  /** Takes shifts as templates. */
  onOffer: (shifts: readonly DesignedShift[]) => void
}

/** Asks which shifts to offer at all, and offers them. */
export function DesignDrawer({ opened, onClose, ...rest }: Props) {
  const t = useDesignStrings()
  const shell = useShellStrings()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('title')}
      position="right"
      size="xl"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {opened && <DesignForm {...rest} />}
    </Drawer>
  )
}

function DesignForm({ rules, onOffer }: Pick<Props, 'rules' | 'onOffer'>) {
  const t = useDesignStrings()
  const format = useFormat()
  const requirements = useQuery(latestRequirements)
  const [choice, setChoice] = useState<string[]>()
  const picked = choice ?? together(requirements.data ?? []).map(String)
  const [windows, setWindows] = useState([FIRST_WINDOW])
  const [prices, setPrices] = useState(USUAL_PRICES)
  const design = useMutation({
    mutationFn: async (order: ShiftDesignOrder) =>
      body(await api.POST('/shift-designs', { body: order })),
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('text')}</Text>
      <Loaded query={requirements}>
        {(here) =>
          here.length === 0 ? (
            <Text c="dimmed">{t('noRequirements')}</Text>
          ) : (
            <MultiSelect
              label={t('requirements')}
              value={picked}
              onChange={setChoice}
              searchable
              data={here.map(({ id, queueName, from }) => ({
                value: String(id),
                label: t('option', { queue: queueName, from: format.day(from), id }),
              }))}
            />
          )
        }
      </Loaded>
      <WindowFields windows={windows} onChange={setWindows} />
      <PriceFields prices={prices} onChange={setPrices} />
      <div>
        <Button
          loading={design.isPending}
          disabled={picked.length === 0}
          onClick={() => design.mutate(orderOf(picked, windows, prices, rules))}
        >
          {t('search')}
        </Button>
      </div>
      {design.isPending && (
        <Text c="dimmed" role="status">
          {t('searching')}
        </Text>
      )}
      {design.error && <ErrorPanel error={design.error} />}
      {design.data && <DesignAnswer design={design.data} onOffer={onOffer} />}
    </Stack>
  )
}
