import { Button, Drawer, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/api/client'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { DesignAnswer } from './answer'
import { type DesignedShift, type DesignRules, orderOf, type ShiftDesignOrder } from './order'
import { FIRST_ORDER, OrderFields, usePicked } from './order-fields'
import { useDesignStrings } from './strings'

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
  const [values, setValues] = useState(FIRST_ORDER)
  const picked = usePicked(values)
  const design = useMutation({
    mutationFn: async (order: ShiftDesignOrder) =>
      body(await api.POST('/shift-designs', { body: order })),
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('text')}</Text>
      <OrderFields values={values} onChange={setValues} />
      <div>
        <Button
          loading={design.isPending}
          disabled={picked.length === 0}
          onClick={() => design.mutate(orderOf(picked, values.windows, values.prices, rules))}
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
